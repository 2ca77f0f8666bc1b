"""What the pages of planners share: bookings, offices, outbox, and the check that a form is our own."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute

from bot.clock import Clock
from bot.desk.access import Session, same_token
from bot.desk.details import DESK
from bot.desk.login import Door
from bot.desk.web import Pages
from bot.intake import Absence, Appointment, Offer, OpeningException, Slot, SlotGone, TooLate, Wishes
from bot.store.bookings import NewMeeting
from bot.store.checkins import CheckIns
from bot.store.offices_desk import OfficeDesk
from bot.store.outbox import Outbox

NAV = (
    ("nav_appointments", f"{DESK}/afspraken"),
    ("nav_week", f"{DESK}/week"),
    ("nav_absence", f"{DESK}/afwezig"),
    ("nav_meetings", f"{DESK}/bijeenkomsten"),
    ("nav_offices", f"{DESK}/kantoren"),
    ("nav_planning", f"{DESK}/planning"),
    ("nav_messages", f"{DESK}/berichten"),
)


class StaffBookings(Protocol):
    """What these pages need of `bot.store.bookings.Bookings`."""

    def by_reference(self, reference: str) -> Appointment | None: ...

    def list_for_desk(self, first: date, last: date, *, coach_id: str | None = ...) -> Sequence[Appointment]: ...

    def offer(self, worker_id: str, wishes: Wishes = ..., limit: int = ..., after: Slot | None = ...) -> Offer: ...

    def move(self, reference: str, slot_id: str, *, by_staff: bool = ...) -> Appointment | SlotGone | TooLate: ...

    def cancel(self, reference: str, *, by_staff: bool = ...) -> Appointment | TooLate: ...

    def away(self, absence: Absence) -> Sequence[Appointment]: ...

    def end_absence(self, coach_id: str, first_day: date) -> None: ...

    def set_opening(self, exception: OpeningException) -> Sequence[Appointment]: ...

    def plan_meeting(self, meeting: NewMeeting) -> int: ...

    def guests(self, meeting_id: int) -> Sequence[Appointment]: ...


class FormRefused(Exception):
    """The form came from elsewhere or is too old; `page` says so."""

    def __init__(self, page: HTMLResponse) -> None:
        super().__init__("a form was refused")
        self.page = page


class OwnFormsRoute(APIRoute):
    """Answers a refused form with its page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        serve = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await serve(request)
            except FormRefused as refused:
                return refused.page

        return guarded


@dataclass(frozen=True, slots=True)
class BackOffice:
    """The stores behind the planners' pages."""

    bookings: StaffBookings
    offices: OfficeDesk
    outbox: Outbox
    check_ins: CheckIns


@dataclass(frozen=True, slots=True)
class Work:
    """A back office with the means to show pages about it."""

    back: BackOffice
    pages: Pages
    door: Door
    clock: Clock

    def message(self, name: str, status: int, address: str, **values: Any) -> HTMLResponse:
        """A page that says something, with a way back to `address`."""
        return self.pages.message(name, status, (self.pages.text("back"), address), values)

    def fields(self, form: dict[str, str], session: Session) -> dict[str, str]:
        """The form, when it is our own. Raises FormRefused otherwise."""
        if not same_token(session.form_token, form.get("form_token", "")):
            raise FormRefused(self.pages.message("form_refused", 403, (self.pages.text("back"), DESK)))
        return form


async def form_of(request: Request) -> dict[str, str]:
    """The text fields of a form; of a field that comes twice, the last."""
    async with request.form(max_files=1, max_fields=100) as form:
        return {name: value.strip() for name, value in form.items() if isinstance(value, str)}


def day_in(text: str) -> date | None:
    """A day as a date field gives it, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
