"""A worker answers what was offered: takes the freed slot, or picks a new time after a missed talk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.intake import Appointment, Contact, GoneReason, Kind, Slot, Status, Summary, TooLate
from bot.store.booking_tables import AppointmentRow, WaitlistRow
from bot.store.bookings_change import confirm, find_row, move
from bot.store.bookings_offer import read_request
from bot.store.bookings_places import Gone
from bot.store.bookings_rows import active_rows, appointment, read_summary


def take_offer(session: Session, worker_id: str, slot: Slot, now: datetime) -> Appointment | TooLate:
    """Book the slot that was kept for a waiting worker, or move the standing intake to it.

    A late answer still counts while nobody else has the slot. Raises `Gone` otherwise.
    """
    read_request(session, worker_id, lock=True)
    for row in active_rows(session, worker_id):
        if row.kind != Kind.GROUP:
            return move(session, row.reference, slot, now)
    known = _known(session, worker_id)
    if known is None:
        raise Gone(GoneReason.NO_HOLD)
    return confirm(session, worker_id, *known, slot, now=now)


def book_again(session: Session, reference: str, slot: Slot, now: datetime) -> Appointment | TooLate:
    """A new intake on `slot` after one that was missed, with the same details. LookupError; raises `Gone`.

    Where a next intake already stands, that one is moved.
    """
    row = find_row(session, reference)
    if row.status != Status.MISSED or row.kind == Kind.GROUP:
        raise Gone(GoneReason.NOT_OFFERED)
    old = appointment(session, row)
    return confirm(session, old.worker_id, old.contact, old.summary, slot, now=now)


def _known(session: Session, worker_id: str) -> tuple[Contact, Summary] | None:
    """How to reach the worker, from the waitlist or an earlier intake, and what was approved before."""
    newest = select(AppointmentRow).where(AppointmentRow.worker_id == worker_id)
    last = session.scalars(newest.order_by(AppointmentRow.created_at.desc(), AppointmentRow.id.desc())).first()
    contact = session.scalar(select(WaitlistRow.contact).where(WaitlistRow.worker_id == worker_id))
    details = contact or (last.contact if last is not None else None)
    if details is None:
        return None
    summary = read_summary(last.summary) if last is not None else Summary(language=details.get("language", "nl"))
    return Contact(**details), summary
