"""The page on which a waiting worker answers an offer, behind the unguessable link from the mail.

Looking changes nothing; only a form that is sent does.
"""

from __future__ import annotations

from typing import Annotated, Protocol

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.desk.details import PUBLIC, WAITING, reading_language
from bot.desk.web import HEADERS, Pages
from bot.intake import Appointment, SlotGone, TooLate, WaitlistOffer, WaitlistPlace
from bot.wording import Catalogue


class WaitingBookings(Protocol):
    """What this page needs of `bot.store.bookings.Bookings`."""

    def waiting_by_token(self, token: str) -> WaitlistPlace | None: ...

    def waitlist_offer(self, worker_id: str) -> WaitlistOffer | None: ...

    def take_offer(self, worker_id: str, slot_id: str) -> Appointment | SlotGone | TooLate: ...

    def decline_offer(self, worker_id: str, slot_id: str) -> None: ...

    def leave_waitlist(self, worker_id: str) -> None: ...


def waiting_routes(bookings: WaitingBookings, catalogue: Catalogue, base_url: str) -> APIRouter:
    """The routes below `/wachtlijst/{token}`. Who no longer waits gets a page that says so."""
    router = APIRouter(prefix=WAITING)

    def pages(place: WaitlistPlace | None) -> Pages:
        lang = reading_language(place.contact.language, catalogue) if place else "nl"
        return Pages(catalogue, lang, for_coach=False)

    def unknown() -> HTMLResponse:
        texts = pages(None)
        return texts.message("waiting_unknown", 404, (texts.text("to_chat"), base_url))

    @router.get("/{token}")
    def show(token: str) -> Response:
        place = bookings.waiting_by_token(token)
        if place is None:
            return unknown()
        return _offered(pages(place), token, bookings.waitlist_offer(place.worker_id))

    @router.post("/{token}")
    def answer(token: str, antwoord: Annotated[str, Form()] = "", tijd: Annotated[str, Form()] = "") -> Response:
        place = bookings.waiting_by_token(token)
        if place is None:
            return unknown()
        texts = pages(place)
        if antwoord == "weg":
            bookings.leave_waitlist(place.worker_id)
            return texts.message("waiting_left", 200, (texts.text("to_chat"), base_url))
        try:
            if antwoord == "nee":
                bookings.decline_offer(place.worker_id, tijd)
                return texts.message("waiting_declined", 200, (texts.text("to_chat"), base_url))
            if antwoord != "ja":
                return _offered(texts, token, bookings.waitlist_offer(place.worker_id))
            taken = bookings.take_offer(place.worker_id, tijd)
        except ValueError:
            return _offered(texts, token, bookings.waitlist_offer(place.worker_id))
        return _taken(texts, taken, base_url)

    return router


def _offered(texts: Pages, token: str, offer: WaitlistOffer | None) -> HTMLResponse:
    title = texts.text("waiting_title" if offer else "waiting_none_title")
    return texts.page("waiting.html", {"title": title, "offer": offer, "here": f"{WAITING}/{token}"})


def _taken(texts: Pages, taken: Appointment | SlotGone | TooLate, base_url: str) -> Response:
    match taken:
        case Appointment():
            return RedirectResponse(f"{PUBLIC}/{taken.token}?geboekt=true", 303, HEADERS)
        case TooLate():
            office = taken.appointment.office
            values = {"office": office.name, "phone": taken.phone}
            return texts.message("too_late", 409, (texts.text("to_chat"), base_url), values)
        case SlotGone():
            return texts.message("waiting_gone", 409, (texts.text("to_chat"), base_url))
