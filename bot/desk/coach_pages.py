"""The pages for coaches: the list of appointments, one appointment with its summary, and how it went."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Protocol
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from bot.clock import Clock, today
from bot.desk.access import Session, same_token
from bot.desk.details import DESK, kind, language, place, when
from bot.desk.letters import COACH_LANGUAGE, Letters
from bot.desk.login import LIST, Door
from bot.desk.web import HEADERS, STYLE, STYLE_FILE, Pages
from bot.intake import Appointment, CoachCard, Status

USUAL_DAYS = 14
MOST_DAYS = 92
ROWS = 100
_WEEK = re.compile(rf"{DESK}/week\?coach=[a-z0-9-]{{0,12}}&dag=\d{{4}}-\d\d-\d\d")
_audit = logging.getLogger("bot.desk.audit")


class DeskBookings(Protocol):
    """What the coach pages need of `bot.store.bookings.Bookings`."""

    def by_reference(self, reference: str) -> Appointment | None: ...

    def list_for_desk(self, first: date, last: date) -> Sequence[Appointment]: ...

    def mark(self, reference: str, outcome: Status) -> Appointment: ...


def coach_routes(bookings: DeskBookings, letters: Letters, pages: Pages, door: Door, clock: Clock) -> APIRouter:
    """The routes of the coach pages. Each look at a summary leaves a line in the log `bot.desk.audit`."""
    router = APIRouter()
    logged_in = Depends(door.session)

    @router.get(STYLE)
    def style() -> FileResponse:
        return FileResponse(STYLE_FILE, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})

    @router.get(DESK)
    def home() -> RedirectResponse:
        return RedirectResponse(LIST, 303, HEADERS)

    @router.get(LIST)
    def appointments(
        coach: str = "", van: str = "", tot: str = "", bladzijde: int = 1, session: Session = logged_in
    ) -> HTMLResponse:
        first, last, sound = _period(van, tot, today(clock))
        found = bookings.list_for_desk(first, last) if sound else []
        rows = [one for one in found if coach in {"", one.coach.id}]
        count = max(1, -(-len(rows) // ROWS))
        page = min(max(bladzijde, 1), count)

        def link(number: int) -> str:
            query = {"coach": coach, "van": first.isoformat(), "tot": last.isoformat(), "bladzijde": number}
            return f"{LIST}?{urlencode(query)}"

        values = {
            "session": session,
            "problem": "" if sound else pages.text("list_bad_dates", days=MOST_DAYS),
            "coaches": _coaches(found),
            "coach": coach,
            "first": first,
            "last": last,
            "rows": rows[(page - 1) * ROWS : page * ROWS],
            "page": page,
            "pages": count,
            "link": link,
        }
        return pages.page("appointments.html", values, 200 if sound else 400)

    @router.get(f"{LIST}/{{reference}}")
    def appointment(reference: str, opgeslagen: bool = False, session: Session = logged_in) -> HTMLResponse:
        one = bookings.by_reference(reference)
        if one is None:
            return pages.message("not_found", 404, (pages.text("back_to_list"), LIST))
        _audit.info("summary viewed: user=%s reference=%s", session.user, one.reference)
        values = {
            "session": session,
            "one": one,
            "facts": _facts(one, pages),
            "warnings": letters.norm_warnings(one, COACH_LANGUAGE),
            "account": letters.account(one.summary, COACH_LANGUAGE),
            "may_mark": _may_mark(one) and one.slot.start <= clock(),
            "saved": opgeslagen,
            "may_change": one.active and clock() < one.slot.start,
        }
        return pages.page("appointment.html", values)

    @router.post(f"{LIST}/{{reference}}/uitkomst")
    def outcome(
        reference: str,
        outcome: Annotated[str, Form()] = "",
        form_token: Annotated[str, Form()] = "",
        terug: Annotated[str, Form()] = "",
        session: Session = logged_in,
    ) -> Response:
        back = (pages.text("back"), f"{LIST}/{reference}")
        if not same_token(session.form_token, form_token):
            return pages.message("form_refused", 403, back)
        one = bookings.by_reference(reference)
        if one is None:
            return pages.message("not_found", 404, (pages.text("back_to_list"), LIST))
        try:
            bookings.mark(one.reference, Status(outcome))
        except ValueError:
            return pages.message("outcome_not_now", 409, back)
        _audit.info("outcome marked: user=%s reference=%s outcome=%s", session.user, one.reference, outcome)
        goal = terug if _WEEK.fullmatch(terug) else f"{LIST}/{one.reference}?opgeslagen=true"
        return RedirectResponse(goal, 303, HEADERS)

    return router


def _may_mark(one: Appointment) -> bool:
    return one.status in {Status.BOOKED, Status.PAST, Status.ATTENDED, Status.MISSED}


def _period(first: str, last: str, day: date) -> tuple[date, date, bool]:
    """The days asked for, or the usual ones; False when they make no sense."""
    usual = (day, day + timedelta(days=USUAL_DAYS))
    try:
        begin = date.fromisoformat(first) if first else usual[0]
        end = date.fromisoformat(last) if last else max(usual[1], begin + timedelta(days=USUAL_DAYS))
    except (ValueError, OverflowError):
        return (*usual, False)
    sound = timedelta(0) <= end - begin <= timedelta(days=MOST_DAYS)
    return (begin, end, True) if sound else (*usual, False)


def _coaches(found: Sequence[Appointment]) -> list[CoachCard]:
    return sorted({one.coach for one in found}, key=lambda coach: (coach.name, coach.id))


def _facts(one: Appointment, pages: Pages) -> list[tuple[str, str]]:
    texts, lang, contact = pages.catalogue, pages.lang, one.contact
    facts = [
        ("mail.fact_when", when(one, texts, lang)),
        ("mail.fact_where", place(one, texts, lang, for_coach=True)),
        ("mail.fact_kind", kind(one, texts, lang)),
        ("desk.fact_office", one.office.name),
        ("mail.fact_coach", one.coach.name),
        ("mail.fact_worker", contact.name),
        ("mail.fact_phone", contact.phone),
        ("mail.fact_email", contact.email),
        ("mail.fact_language", language(contact.language, texts, lang)),
        ("mail.fact_reference", one.reference),
        ("desk.fact_status", pages.text(f"status_{one.status}")),
        ("desk.fact_first_asked", pages.text("first_asked", day=one.first_asked)),
    ]
    return [(texts.text(label, lang), value) for label, value in facts if value]
