"""The page behind the link in 'how is it going': three buttons, seldomer, or no more.

Looking changes nothing; only a form that is sent does.
"""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from bot.desk.checkin_post import ASKED, INVITED
from bot.desk.details import CHECK_IN_PAGE, reading_language
from bot.desk.web import Pages
from bot.intake import Appointment
from bot.store.checkins import Answer, CheckIn, CheckIns, State
from bot.wording import Catalogue


class KnownAppointments(Protocol):
    """What this page needs of `bot.store.bookings.Bookings`."""

    def by_reference(self, reference: str) -> Appointment | None: ...

    def leave_waitlist(self, worker_id: str) -> None: ...


def checkin_routes(check_ins: CheckIns, bookings: KnownAppointments, catalogue: Catalogue, base_url: str) -> APIRouter:
    """The routes below `/hoe-gaat-het/{token}`."""
    router = APIRouter(prefix=CHECK_IN_PAGE)

    def show(one: CheckIn | None, said: str = "") -> HTMLResponse:
        if one is None:
            pages = Pages(catalogue, "nl", for_coach=False)
            return pages.message("link_unknown", 404, (pages.text("to_chat"), base_url))
        intake = bookings.by_reference(one.reference)
        lang = reading_language(intake.contact.language, catalogue) if intake is not None else "nl"
        pages = Pages(catalogue, lang, for_coach=False)

        def text(name: str) -> str:
            return catalogue.text(f"checkin.{name}", lang)

        asks = {State.INVITED: ("invite", INVITED), State.AGREED: ("ask", ASKED)}.get(one.state)
        values = {
            "title": text(f"{asks[0]}_heading" if asks and not said else "page_title"),
            "said": catalogue.messages(f"checkin.said_{said}", lang) if said else (),
            "body": catalogue.messages(f"checkin.{asks[0]}_body", lang) if asks and not said else (),
            "answers": asks[1] if asks and not said else (),
            "small": ("less", "stop") if one.state is State.AGREED else (),
            "again": one.state is State.STOPPED,
            "quiet": one.state is State.STOPPED and not said,
            "text": text,
            "here": f"{CHECK_IN_PAGE}/{one.token}",
            "number": one.asked,
        }
        return pages.page("checkin.html", values)

    @router.get("/{token}")
    def look(token: str) -> Response:
        return show(check_ins.by_token(token))

    @router.post("/{token}")
    def answer(token: str, antwoord: Annotated[str, Form()] = "", nummer: Annotated[int, Form()] = 0) -> Response:
        one = check_ins.by_token(token)
        if one is None:
            return show(None)
        if antwoord == Answer.WORK:
            bookings.leave_waitlist(one.worker_id)
        after = keep_answer(check_ins, one.worker_id, antwoord, nummer)
        return show(after or one, antwoord if after is not None else "")

    return router


def keep_answer(check_ins: CheckIns, worker_id: str, answer: str, number: int) -> CheckIn | None:
    """Carry out what a button says; None for something else or an unknown worker."""
    match answer:
        case "yes":
            return check_ins.agree(worker_id)
        case "seldom":
            return check_ins.agree(worker_id, seldom=True)
        case "less":
            return check_ins.less_often(worker_id)
        case "no" | "stop":
            return check_ins.stop(worker_id)
        case "good" | "help" | "work":
            return check_ins.answer(worker_id, Answer(answer), number)
        case _:
            return None
