"""Hold, confirm, move and cancel, each within one transaction that the caller opens.

A change that cannot be made raises `Gone`, so that the transaction is rolled back and everything stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.intake import (
    ACTIVE,
    HOLD,
    Appointment,
    Contact,
    GoneReason,
    Hold,
    Kind,
    Slot,
    Status,
    Summary,
    TooLate,
)
from bot.store.booking_tables import AppointmentRow, HoldRow, RequestRow, WaitlistRow
from bot.store.bookings_claim import release, take
from bot.store.bookings_offer import read_request
from bot.store.bookings_places import Gone, places_for
from bot.store.bookings_rows import (
    active_rows,
    appointment,
    contact_json,
    judge,
    new_appointment,
    place,
    slot_of,
    summary_json,
)
from bot.store.bookings_waitlist import fill_freed
from bot.store.outbox_events import Happened, tell_of_appointment

CHOICE = "choice"

_HOLDS = select(HoldRow).where(HoldRow.worker_id == bindparam("worker")).order_by(HoldRow.purpose)
_LINE = select(WaitlistRow).where(WaitlistRow.worker_id == bindparam("worker"))


def hold(session: Session, worker_id: str, slot: Slot, now: datetime, audience: str = "") -> Hold:
    """Reserve `slot`, or the same moment with another coach of the office. Holding it twice is holding it once.

    A slot kept for the worker from the waitlist stays kept as long as it was.
    """
    request = read_request(session, worker_id, lock=True)
    holds = _holds(session, worker_id)
    own = _on(holds, slot)
    live = own is not None and own.expires_at > now
    if own is not None and live and own.purpose == CHOICE:
        return Hold(slot, own.expires_at)
    places = places_for(session, request, slot, now, held=live, invited=own is not None, audience=audience)
    until = max(now + HOLD, own.expires_at) if own is not None and live else now + HOLD
    _drop_holds(session, holds, slot)
    for spot in places:
        row = HoldRow(worker_id=worker_id, purpose=CHOICE, expires_at=until)
        place(row, spot.slot, spot.rules, spot.meeting_id)
        session.add(row)
        session.flush()
        if take(session, row, now):
            return Hold(spot.slot, until)
        session.delete(row)
        session.flush()
    raise Gone(GoneReason.TAKEN)


def confirm(
    session: Session,
    worker_id: str,
    contact: Contact,
    summary: Summary,
    slot: Slot | None,
    *,
    now: datetime,
    audience: str = "",
) -> Appointment | TooLate:
    """Book `slot`, or what the worker holds.

    With an intake already standing it is moved to that slot; without a slot or a live hold it is given back as it
    is, so that a second tap changes nothing.
    """
    request = read_request(session, worker_id, lock=True)
    standing = _standing(session, worker_id, now)
    wanted = slot or _choice(session, worker_id, None if not standing else now)
    if wanted is None:
        if standing:
            return appointment(session, standing[0])
        raise Gone(GoneReason.NO_HOLD)
    for row in standing:
        if slot_of(row) == wanted and row.status == Status.BOOKED:
            return appointment(session, row)
    for row in standing:
        if wanted.kind is not Kind.GROUP and row.kind != Kind.GROUP:
            moved = move(session, row.reference, wanted, now)
            if isinstance(moved, TooLate):
                return moved
            row.contact, row.summary = contact_json(contact), summary_json(summary)
            session.flush()
            return appointment(session, row)
    row = new_appointment(worker_id, request.first_asked, now)
    row.contact, row.summary = contact_json(contact), summary_json(summary)
    _book(session, request, row, wanted, now=now, audience=audience)
    booked = appointment(session, row)
    tell_of_appointment(session, Happened.BOOKED, booked, now=now)
    return booked


def move(
    session: Session,
    reference: str,
    slot: Slot,
    now: datetime,
    *,
    by_staff: bool = False,
    audience: str = "",
    contact: Contact | None = None,
) -> Appointment | TooLate:
    """Put an appointment on `slot`; until that has succeeded the old one stands. LookupError if there is none.

    `contact` takes the place of the one given before, where the new kind of talk needs more.
    """
    row, request = _locked(session, reference)
    if row.status == Status.BOOKED and slot_of(row) == slot:
        return appointment(session, row)
    late = _too_late(session, row, now, by_staff=by_staff)
    if late is not None:
        return late
    if (slot.kind is Kind.GROUP) != (row.kind == Kind.GROUP):
        raise Gone(GoneReason.NOT_OFFERED)
    before = appointment(session, row)
    release(session, row)
    _book(session, request, row, slot, now=now, audience=audience)
    row.sequence += 1
    row.status = Status.BOOKED
    row.changed_at = now
    if contact is not None:
        row.contact = contact_json(contact)
    session.flush()
    moved = appointment(session, row)
    tell_of_appointment(session, Happened.MOVED, moved, now=now, previous=before)
    fill_freed(session, before.slot, now)
    return moved


def cancel(session: Session, reference: str, now: datetime, *, by_staff: bool = False) -> Appointment | TooLate:
    """Cancel and give the time back. Cancelling again changes nothing. LookupError if there is none."""
    row, _ = _locked(session, reference)
    if row.status == Status.CANCELLED:
        return appointment(session, row)
    late = _too_late(session, row, now, by_staff=by_staff)
    if late is not None:
        return late
    release(session, row)
    row.status = Status.CANCELLED
    row.sequence += 1
    row.changed_at = now
    session.flush()
    cancelled = appointment(session, row)
    tell_of_appointment(session, Happened.CANCELLED, cancelled, now=now)
    fill_freed(session, cancelled.slot, now)
    return cancelled


def too_late(session: Session, reference: str, now: datetime) -> TooLate | None:
    """Why the worker can no longer change this alone, or None. LookupError if there is no such appointment."""
    row, _ = _locked(session, reference)
    return _too_late(session, row, now, by_staff=False)


def find_row(session: Session, reference: str) -> AppointmentRow:
    """The appointment with this reference. LookupError if there is none."""
    row = session.scalars(select(AppointmentRow).where(AppointmentRow.reference == reference)).one_or_none()
    if row is None:
        msg = f"there is no appointment {reference!r}"
        raise LookupError(msg)
    return row


def _locked(session: Session, reference: str) -> tuple[AppointmentRow, RequestRow]:
    """An appointment while no other unit of work of its worker runs."""
    row = find_row(session, reference)
    request = read_request(session, row.worker_id, lock=True)
    session.refresh(row)
    return row, request


def _too_late(session: Session, row: AppointmentRow, now: datetime, *, by_staff: bool) -> TooLate | None:
    """Why the worker cannot change this alone any more. The coach hears of it, once."""
    if row.status == Status.REBOOK:
        return None
    standing = appointment(session, row)
    started = row.start <= now
    if row.status != Status.BOOKED or started:
        return TooLate(standing, row.start, standing.office.phone, started=started)
    if by_staff or now <= row.cancel_before:
        return None
    tell_of_appointment(session, Happened.TOO_LATE, standing, now=now)
    return TooLate(standing, row.cancel_before, standing.office.phone)


def _standing(session: Session, worker_id: str, now: datetime) -> list[AppointmentRow]:
    """What the worker has ahead or must rebook; what has gone by makes room for a next one."""
    rows = active_rows(session, worker_id)
    for row in rows:
        if row.status == Status.BOOKED and row.end <= now:
            row.status = Status.PAST
    session.flush()
    return [row for row in rows if row.status in ACTIVE]


def _book(
    session: Session, request: RequestRow, row: AppointmentRow, slot: Slot, *, now: datetime, audience: str
) -> None:
    """Place `row` on `slot`, or on the same moment with a colleague, and take the time. Raises `Gone`."""
    holds = _holds(session, request.worker_id)
    own = _on(holds, slot)
    live = own is not None and own.expires_at > now
    places = places_for(session, request, slot, now, held=live, invited=own is not None, audience=audience)
    _drop_holds(session, holds, slot)
    for spot in places:
        place(row, spot.slot, spot.rules, spot.meeting_id)
        judge(row, spot.rules)
        session.add(row)
        session.flush()
        if take(session, row, now):
            _settle_waitlist(session, row)
            return
    raise Gone(GoneReason.TAKEN)


def _holds(session: Session, worker_id: str) -> Sequence[HoldRow]:
    """What is held for the worker, live or run out: their choice and what the waitlist keeps."""
    return session.scalars(_HOLDS, {"worker": worker_id}).all()


def _on(holds: Sequence[HoldRow], slot: Slot) -> HoldRow | None:
    return next((row for row in holds if slot_of(row) == slot), None)


def _choice(session: Session, worker_id: str, live_at: datetime | None) -> Slot | None:
    """The slot the worker chose; only if still held at `live_at`, when given."""
    chosen = (row for row in _holds(session, worker_id) if row.purpose == CHOICE)
    row = next((row for row in chosen if live_at is None or row.expires_at > live_at), None)
    return slot_of(row) if row is not None else None


def _drop_holds(session: Session, holds: Sequence[HoldRow], slot: Slot) -> None:
    """Let go of the worker's choice, and of what was kept for them at the time of `slot`, which they now take."""
    unwanted = [row for row in holds if row.purpose == CHOICE or (row.start < slot.end and slot.start < row.end)]
    if unwanted:
        session.execute(
            delete(HoldRow)
            .where(HoldRow.id.in_([row.id for row in unwanted]))
            .execution_options(synchronize_session=False)
        )
        for row in unwanted:  # a new hold may be given the same number
            session.expunge(row)


def _settle_waitlist(session: Session, row: AppointmentRow) -> None:
    """In time: no more waiting. Later than the norm: keep waiting, but only for something earlier."""
    if row.kind == Kind.GROUP:
        return
    line = session.scalars(_LINE, {"worker": row.worker_id}).one_or_none()
    if line is None:
        return
    if row.within_norm:
        session.delete(line)
        session.execute(delete(HoldRow).where(HoldRow.worker_id == row.worker_id))
    else:
        line.before = row.start
