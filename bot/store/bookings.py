"""Booking an intake: ask, offer, hold, confirm, move, cancel. Everything said to be booked is a stored row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.intake import (
    Appointment,
    Contact,
    GoneReason,
    Hold,
    Kind,
    LinkState,
    Meeting,
    Near,
    Offer,
    OfficeCard,
    Request,
    Slot,
    SlotGone,
    Summary,
    TooLate,
    WaitlistOffer,
    WaitlistPlace,
    Wishes,
    read_reference,
)
from bot.store import (
    bookings_answer,
    bookings_change,
    bookings_desk,
    bookings_offer,
    bookings_request,
    bookings_waitlist,
)
from bot.store.booking_tables import AppointmentRow
from bot.store.bookings_meetings import NewMeeting
from bot.store.bookings_offer import NotAsked
from bot.store.bookings_office import OfficeBookings
from bot.store.bookings_places import Gone
from bot.store.bookings_rows import active_rows, appointment, token_expiry
from bot.store.intake_tables import OfficeRow, RegionRow

__all__ = ["Bookings", "NewMeeting", "NotAsked"]

_ANYTHING = Wishes()
_Result = TypeVar("_Result")


class Bookings(OfficeBookings):
    """What a worker asks and chooses, beside what the office does. Methods that need a request raise `NotAsked`."""

    def ask(
        self,
        worker_id: str,
        postcode: str | None = None,
        region_id: str | None = None,
        kind: Kind | None = None,
        *,
        language: str = "nl",
    ) -> Request:
        """Store that the worker wants an intake in the region of `postcode`, or in `region_id`.

        The first time starts the norm clock; later calls may change region, kind and language, never the clock.
        NotAPostcode (a ValueError) for another text; LookupError for an unknown region.
        """
        wish = bookings_request.Wish(worker_id, postcode, region_id, kind, language)
        return self._write(lambda session: bookings_request.ask(session, wish, self._clock()))

    def request(self, worker_id: str) -> Request | None:
        """What the worker asked for, or None."""
        with self._database.read() as session:
            return bookings_request.find(session, worker_id)

    def offer(
        self,
        worker_id: str,
        wishes: Wishes = _ANYTHING,
        limit: int = 3,
        after: Slot | None = None,
        *,
        kind: Kind | None = None,
        audience: str = "",
    ) -> Offer:
        """Free slots later than `after`, within the norm as long as there are any. `audience` is a firm's code."""
        now = self._clock()
        with self._database.read() as session:
            request = bookings_offer.read_request(session, worker_id)
            offer, full = bookings_offer.read_offer(
                session, request, now, wishes=wishes, limit=limit, after=after, kind=kind, audience=audience
            )
        if full and after is None and kind is not Kind.GROUP:
            self._write(
                lambda session: bookings_offer.warn_planners(
                    session, bookings_offer.read_request(session, worker_id, lock=True), now
                )
            )
        return offer

    def free_days(self, worker_id: str, wishes: Wishes = _ANYTHING) -> dict[date, int]:
        """Days with free moments and how many, for a date picker."""
        with self._database.read() as session:
            request = bookings_offer.read_request(session, worker_id)
            return bookings_offer.read_days(session, request, self._clock(), wishes)

    def near(self, worker_id: str, day: date, at: time, limit: int = 3) -> Near:
        """Free slots nearest to a typed day and Dutch time, which may not exist when the clock changes."""
        with self._database.read() as session:
            request = bookings_offer.read_request(session, worker_id)
            return bookings_offer.read_near(session, request, day, at, now=self._clock(), limit=limit)

    def hold(self, worker_id: str, slot_id: str, *, audience: str = "") -> Hold | SlotGone:
        """Keep a slot for ten minutes; one per worker. The hold may be with a colleague at the same moment."""
        return self._or_fresh(
            worker_id,
            slot_id,
            lambda session: bookings_change.hold(session, worker_id, _slot(slot_id), self._clock(), audience),
        )

    def confirm(
        self,
        worker_id: str,
        contact: Contact,
        summary: Summary,
        slot_id: str | None = None,
        *,
        audience: str = "",
    ) -> Appointment | SlotGone | TooLate:
        """Book the held slot, or `slot_id`. A second confirm gives the same appointment.

        With an intake standing and another slot held, that intake is moved; only then can it be TooLate.
        """

        def work(session: Session) -> Appointment | TooLate:
            slot = _slot(slot_id) if slot_id is not None else None
            return bookings_change.confirm(
                session, worker_id, contact, summary, slot, now=self._clock(), audience=audience
            )

        return self._or_fresh(worker_id, slot_id, work)

    def move(
        self,
        reference: str,
        slot_id: str,
        *,
        by_staff: bool = False,
        audience: str = "",
        contact: Contact | None = None,
    ) -> Appointment | SlotGone | TooLate:
        """Put an appointment on another slot; if that fails the old one stands. Staff are not bound to the deadline."""
        worker_id = self._stored(reference).worker_id
        return self._or_fresh(
            worker_id,
            slot_id,
            lambda session: bookings_change.move(
                session,
                reference,
                _slot(slot_id),
                self._clock(),
                by_staff=by_staff,
                audience=audience,
                contact=contact,
            ),
        )

    def cancel(self, reference: str, *, by_staff: bool = False) -> Appointment | TooLate:
        """Cancel; the time is free at once, or kept for the first in line. Cancelling again changes nothing."""
        return self._write(lambda session: bookings_change.cancel(session, reference, self._clock(), by_staff=by_staff))

    def office(self, office_id: str) -> OfficeCard:
        """Name and address of an office. LookupError for one that does not exist."""
        with self._database.read() as session:
            row = session.get_one(OfficeRow, office_id)
            return OfficeCard(row.id, row.name, row.address, row.phone, row.email)

    def languages(self, worker_id: str) -> Sequence[str]:
        """Languages that coaches in the worker's region speak, ISO codes, the most spoken first."""
        with self._database.read() as session:
            return bookings_offer.read_languages(session, bookings_offer.read_request(session, worker_id))

    def meetings(self, worker_id: str, audience: str = "") -> Sequence[Meeting]:
        """Group meetings ahead in the worker's region with a seat left, those for the firm `audience` included."""
        with self._database.read() as session:
            request = bookings_offer.read_request(session, worker_id)
            return bookings_offer.read_meetings(session, request, self._clock(), audience)

    def too_late(self, reference: str) -> TooLate | None:
        """Why the worker can no longer move or cancel alone, None when that is possible. The coach hears of it."""
        return self._write(lambda session: bookings_change.too_late(session, reference, self._clock()))

    def find(self, worker_id: str) -> Appointment | None:
        """What the worker has ahead or still must rebook: an intake before a group meeting."""
        with self._database.read() as session:
            rows = sorted(active_rows(session, worker_id), key=lambda row: row.meeting_id is not None)
            return appointment(session, rows[0]) if rows else None

    def by_reference(self, reference: str) -> Appointment | None:
        """The appointment with this reference, also as people type it ('k7 qm4p')."""
        return self._one(AppointmentRow.reference == (read_reference(reference) or reference))

    def by_token(self, token: str) -> Appointment | LinkState:
        """The appointment a link in a mail opens, until it starts; to pick a new slot thirty days longer."""
        with self._database.read() as session:
            row = session.scalars(select(AppointmentRow).where(AppointmentRow.token == token)).one_or_none()
            if row is None:
                return LinkState.UNKNOWN
            return appointment(session, row) if self._clock() < token_expiry(row) else LinkState.EXPIRED

    # Waiting for a place.

    def join_waitlist(self, worker_id: str, contact: Contact, wishes: Wishes = _ANYTHING) -> WaitlistPlace:
        """Wait for something earlier than what can be had now. Joining again keeps the place."""
        return self._write(lambda session: bookings_waitlist.join(session, worker_id, contact, wishes, self._clock()))

    def leave_waitlist(self, worker_id: str) -> None:
        """Stop waiting; a slot kept for the worker is let go."""
        self._write(lambda session: bookings_waitlist.leave(session, worker_id))

    def waiting(self, worker_id: str) -> WaitlistPlace | None:
        """The worker's place on the waitlist, or None."""
        with self._database.read() as session:
            return bookings_waitlist.find(session, worker_id=worker_id)

    def waiting_by_token(self, token: str) -> WaitlistPlace | None:
        """The place that a link in a mail opens; None when it is unknown or the waiting is over."""
        with self._database.read() as session:
            return bookings_waitlist.find(session, token=token)

    def take_offer(self, worker_id: str, slot_id: str) -> Appointment | SlotGone | TooLate:
        """Book the slot kept for a waiting worker, or move the standing intake to it. Twice is once."""
        return self._or_fresh(
            worker_id,
            slot_id,
            lambda session: bookings_answer.take_offer(session, worker_id, _slot(slot_id), self._clock()),
        )

    def decline_offer(self, worker_id: str, slot_id: str) -> None:
        """Let the kept slot go to the next in line and keep waiting. ValueError for what is no slot."""
        slot = Slot.from_id(slot_id)
        self._write(lambda session: bookings_waitlist.decline(session, worker_id, slot, self._clock()))

    def book_again(self, reference: str, slot_id: str) -> Appointment | SlotGone | TooLate:
        """A new intake after a missed one, with the details and summary of that one."""
        worker_id = self._stored(reference).worker_id
        return self._or_fresh(
            worker_id,
            slot_id,
            lambda session: bookings_answer.book_again(session, reference, _slot(slot_id), self._clock()),
        )

    def waitlist_offer(self, worker_id: str) -> WaitlistOffer | None:
        """The freed slot kept for this worker; take it with `confirm(..., slot_id)`, `hold` or `move`."""
        with self._database.read() as session:
            return bookings_waitlist.live_offer(session, worker_id, self._clock())

    def sweep(self) -> int:
        """Clear holds that ran out, offer freed slots to the next in line, close what has passed; call every minute.

        Number of new waitlist offers.
        """

        def clear(session: Session) -> None:
            bookings_waitlist.drop_lapsed(session, self._clock())
            bookings_desk.close_past(session, self._clock())

        self._write(clear)
        with self._database.read() as session:
            regions = session.scalars(select(RegionRow.id).order_by(RegionRow.id)).all()
        return sum(self._fill(region) for region in regions)

    def forget(self, worker_id: str) -> None:
        """Erase all that is kept of a worker. ValueError while an appointment is ahead: cancel it first."""
        self._write(lambda session: bookings_desk.forget(session, worker_id))

    def _fill(self, region_id: str) -> int:
        return self._write(lambda session: bookings_waitlist.fill_region(session, region_id, self._clock()))

    def _or_fresh(self, worker_id: str, slot_id: str | None, work: Callable[[Session], _Result]) -> _Result | SlotGone:
        """The result of `work`, or what is free now when the slot is gone and nothing was changed."""
        try:
            return self._write(work)
        except Gone as gone:
            group = slot_id is not None and _is_group(slot_id)
            meetings = self.offer(worker_id, kind=Kind.GROUP) if group else None
            return SlotGone(meetings if meetings and meetings.slots else self.offer(worker_id), gone.reason)

    def _one(self, which: object) -> Appointment | None:
        with self._database.read() as session:
            row = session.scalars(select(AppointmentRow).where(which)).one_or_none()  # type: ignore[arg-type]
            return appointment(session, row) if row is not None else None

    def _stored(self, reference: str) -> Appointment:
        found = self._one(AppointmentRow.reference == reference)
        if found is None:
            msg = f"there is no appointment {reference!r}"
            raise LookupError(msg)
        return found


def _is_group(slot_id: str) -> bool:
    try:
        return Slot.from_id(slot_id).kind is Kind.GROUP
    except ValueError:
        return False


def _slot(slot_id: str) -> Slot:
    try:
        return Slot.from_id(slot_id)
    except ValueError as error:
        raise Gone(GoneReason.NOT_OFFERED) from error
