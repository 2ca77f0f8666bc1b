"""Booking an intake: ask, offer, hold, confirm, move, cancel. Everything said to be booked is a stored row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.clock import Clock
from bot.intake import (
    Appointment,
    Contact,
    Hold,
    Kind,
    LinkState,
    NormReport,
    Offer,
    Request,
    Slot,
    SlotGone,
    Status,
    Summary,
    TooLate,
    WaitlistOffer,
    WaitlistPlace,
    Wishes,
)
from bot.store.database import Database


class Bookings:
    """Each method is one unit of work. Moments in and out are aware UTC, days are Dutch calendar days."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def ask(
        self,
        worker_id: str,
        postcode: str | None = None,
        region_id: str | None = None,
        kind: Kind | None = None,
        language: str = "nl",
    ) -> Request:
        raise NotImplementedError

    def request(self, worker_id: str) -> Request | None:
        raise NotImplementedError

    def offer(
        self,
        worker_id: str,
        wishes: Wishes = Wishes(),  # noqa: B008
        limit: int = 3,
        after: Slot | None = None,
        audience: str = "",
    ) -> Offer:
        raise NotImplementedError

    def free_days(self, worker_id: str, wishes: Wishes = Wishes()) -> dict[date, int]:  # noqa: B008
        """Days with free moments and how many, for a date picker."""
        raise NotImplementedError

    def near(self, worker_id: str, day: date, at: time, limit: int = 3) -> Offer:
        """Free slots nearest to a typed moment; the first starts exactly then if that moment exists and is free."""
        raise NotImplementedError

    def hold(self, worker_id: str, slot_id: str) -> Hold | SlotGone:
        raise NotImplementedError

    def confirm(
        self, worker_id: str, contact: Contact, summary: Summary, slot_id: str | None = None
    ) -> Appointment | SlotGone | TooLate:
        """Book the held slot (or `slot_id`). A second confirm gives the same appointment."""
        raise NotImplementedError

    def move(self, reference: str, slot_id: str) -> Appointment | SlotGone | TooLate:
        raise NotImplementedError

    def cancel(self, reference: str) -> Appointment | TooLate:
        raise NotImplementedError

    def find(self, worker_id: str) -> Appointment | None:
        raise NotImplementedError

    def by_reference(self, reference: str) -> Appointment | None:
        raise NotImplementedError

    def by_token(self, token: str) -> Appointment | LinkState:
        raise NotImplementedError

    def join_waitlist(
        self,
        worker_id: str,
        contact: Contact,
        wishes: Wishes = Wishes(),  # noqa: B008
    ) -> WaitlistPlace:
        raise NotImplementedError

    def leave_waitlist(self, worker_id: str) -> None:
        raise NotImplementedError

    def waitlist_offer(self, worker_id: str) -> WaitlistOffer | None:
        """The freed slot kept for this worker, if any; take it with `confirm(..., slot_id)` or `move`."""
        raise NotImplementedError

    def sweep(self) -> int:
        """Let lapsed offers go to the next in line; call every minute. Number of new waitlist offers."""
        raise NotImplementedError

    def report_sick(self, coach_id: str, first_day: date, last_day: date) -> Sequence[Appointment]:
        raise NotImplementedError

    def add_leave(self, coach_id: str, start: datetime, end: datetime) -> Sequence[Appointment]:
        raise NotImplementedError

    def withdraw_coach(self, coach_id: str, from_day: date) -> Sequence[Appointment]:
        raise NotImplementedError

    def list_for_desk(
        self,
        first: date,
        last: date,
        region_id: str | None = None,
        office_id: str | None = None,
        coach_id: str | None = None,
        statuses: Sequence[Status] = (),
    ) -> Sequence[Appointment]:
        raise NotImplementedError

    def norm_report(self, region_id: str) -> NormReport:
        raise NotImplementedError

    def mark(self, reference: str, outcome: Status) -> Appointment:
        """Record ATTENDED or MISSED once the appointment has started. ValueError otherwise."""
        raise NotImplementedError
