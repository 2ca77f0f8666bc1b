"""What coaches and planners see and record: lists, the norm, attended or missed, and cleaning up afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from bot.intake import ACTIVE, Appointment, Kind, NormReport, Status, midnight
from bot.store.booking_tables import AppointmentRow, HoldRow, RequestRow, WaitlistRow
from bot.store.bookings_change import find_row
from bot.store.bookings_rows import appointment, appointments
from bot.store.checkin_tables import CheckInRow
from bot.store.checkins import invite
from bot.store.intake_tables import OfficeRow
from bot.store.outbox_events import Happened, tell_of_appointment

_OUTCOMES = (Status.ATTENDED, Status.MISSED)


@dataclass(frozen=True, slots=True)
class Which:
    """Narrows a list; None and () mean all."""

    region_id: str | None = None
    office_id: str | None = None
    coach_id: str | None = None
    statuses: Sequence[Status] = ()


def listed(session: Session, first: date, last: date, which: Which) -> Sequence[Appointment]:
    """Appointments that start on the Dutch days `first` to `last`, by start."""
    query = select(AppointmentRow).where(
        AppointmentRow.start >= midnight(first), AppointmentRow.start < midnight(last + timedelta(days=1))
    )
    if which.region_id is not None:
        query = query.where(OfficeRow.region_id == which.region_id)
    if which.office_id is not None:
        query = query.where(AppointmentRow.office_id == which.office_id)
    if which.coach_id is not None:
        query = query.where(AppointmentRow.coach_id == which.coach_id)
    if which.statuses:
        query = query.where(AppointmentRow.status.in_(which.statuses))
    return appointments(session, query.order_by(AppointmentRow.start, AppointmentRow.coach_id, AppointmentRow.id))


def mark(session: Session, reference: str, outcome: Status, now: datetime) -> Appointment:
    """Record whether the worker came. ValueError before the start, after a cancellation, or for another status."""
    row = find_row(session, reference)
    if outcome not in _OUTCOMES:
        msg = f"an appointment is marked attended or missed, not {outcome}"
        raise ValueError(msg)
    if row.start > now:
        msg = f"{reference} has not begun yet"
        raise ValueError(msg)
    if row.status not in (Status.BOOKED, Status.PAST, *_OUTCOMES):
        msg = f"{reference} was {row.status}, so nobody was expected"
        raise ValueError(msg)
    if row.status != outcome:
        row.status = outcome
        row.changed_at = now
        session.flush()
        if outcome is Status.MISSED:
            tell_of_appointment(session, Happened.MISSED, appointment(session, row), now=now)
        elif row.kind != Kind.GROUP:
            invite(session, row.worker_id, row.reference, now)
    return appointment(session, row)


def norm_report(session: Session, region_id: str) -> NormReport:
    """Figures of one region over everything kept."""
    row, mine = AppointmentRow, OfficeRow.region_id == region_id

    def count(*where: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(row).join(OfficeRow, OfficeRow.id == row.office_id)
        return session.scalar(query.where(mine, row.kind != Kind.GROUP, *where)) or 0

    kept = row.status.not_in([Status.CANCELLED, Status.REBOOK])
    booked = select(row.worker_id).where(row.kind != Kind.GROUP, row.status != Status.CANCELLED)
    without = select(func.count()).where(RequestRow.region_id == region_id, RequestRow.worker_id.not_in(booked))
    waiting = select(func.count()).where(WaitlistRow.region_id == region_id)
    nothing = select(func.count()).where(RequestRow.region_id == region_id, RequestRow.nothing_in_norm_at.is_not(None))
    return NormReport(
        region_id=region_id,
        waiting=session.scalar(waiting) or 0,
        without_appointment=session.scalar(without) or 0,
        nothing_in_norm=session.scalar(nothing) or 0,
        within_norm=count(kept, row.within_norm.is_(True)),
        beyond_norm=count(kept, row.within_norm.is_(False)),
        within_office_norm=count(kept, row.within_office_norm.is_(True)),
        beyond_office_norm=count(kept, row.within_office_norm.is_(False)),
        to_rebook=count(row.status == Status.REBOOK),
    )


def close_past(session: Session, now: datetime) -> int:
    """Appointments that ended without a mark become PAST. How many."""
    gone = update(AppointmentRow).where(AppointmentRow.status == Status.BOOKED, AppointmentRow.end <= now)
    return len(session.execute(gone.values(status=Status.PAST).returning(AppointmentRow.id)).all())


def purge(session: Session, before: datetime) -> int:
    """Delete appointments that ended before `before` (aware) and requests left without any. Future ones stay."""
    old = delete(AppointmentRow).where(AppointmentRow.end < before).returning(AppointmentRow.id)
    count = len(session.execute(old).all())
    kept = select(AppointmentRow.worker_id)
    lines = select(WaitlistRow.worker_id)
    session.execute(
        delete(RequestRow).where(
            RequestRow.asked_at < before, RequestRow.worker_id.not_in(kept), RequestRow.worker_id.not_in(lines)
        )
    )
    return count


def forget(session: Session, worker_id: str) -> None:
    """Erase all that is kept of a worker. What is still ahead must have been cancelled first: ValueError if not."""
    ahead = select(AppointmentRow.id).where(AppointmentRow.worker_id == worker_id, AppointmentRow.status.in_(ACTIVE))
    if session.scalar(ahead.limit(1)) is not None:
        msg = "an appointment is still ahead; cancel it first"
        raise ValueError(msg)
    for table in (AppointmentRow, HoldRow, WaitlistRow, RequestRow, CheckInRow):
        session.execute(delete(table).where(table.worker_id == worker_id))
