"""Reads from the database what has to be known to say what is free."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, String, cast, func, select, text
from sqlalchemy.orm import Session

from bot.intake import Absence, AbsenceKind, Meeting, OpeningException, Planning, cell_of, midnight, moment_of
from bot.store.booking_tables import BUSY, AppointmentRow, HoldRow, SeatRow
from bot.store.bookings_workforce import read_workforce
from bot.store.intake_tables import AbsenceRow, AvailabilityRow, MeetingRow, OfficeRow, OpeningExceptionRow

Cells = tuple[int, int]
Names = Select[tuple[str]]

_LONGEST = 288
"""No appointment with its buffer takes more than a day of cells."""


def read_planning(
    session: Session,
    now: datetime,
    first: date,
    last: date,
    *,
    region_id: str | None = None,
    office_id: str | None = None,
    worker_id: str | None = None,
) -> Planning:
    """The planning of one region or office on the Dutch days `first` to `last`, as it stands at `now` (aware).

    What `worker_id` holds or booked is left out, so that the worker can move within it.
    """
    offices = select(OfficeRow.id)
    offices = offices.where(OfficeRow.region_id == region_id if office_id is None else OfficeRow.id == office_id)
    coaches = select(AvailabilityRow.coach_id).where(AvailabilityRow.office_id.in_(offices))
    begin, end = midnight(first), midnight(last + timedelta(days=1))
    return Planning(
        read_workforce(session, region_id=region_id, office_id=office_id),
        absences=_absences(session, coaches, begin, end),
        exceptions=_exceptions(session, offices, first, last),
        meetings=_meetings(session, offices, first, last),
        taken=_taken(session, coaches, (cell_of(begin), cell_of(end)), now, worker_id),
    )


def _absences(session: Session, ids: Names, begin: datetime, end: datetime) -> list[Absence]:
    query = select(AbsenceRow).where(AbsenceRow.coach_id.in_(ids), AbsenceRow.start < end, AbsenceRow.end > begin)
    return [Absence(row.coach_id, row.start, row.end, AbsenceKind(row.kind)) for row in session.scalars(query)]


def _exceptions(session: Session, ids: Names, first: date, last: date) -> list[OpeningException]:
    query = select(OpeningExceptionRow).where(
        OpeningExceptionRow.office_id.in_(ids), OpeningExceptionRow.day.between(first, last)
    )
    return [
        OpeningException(row.office_id, row.day, row.start, row.end, row.reason, _names(row.coach_ids))
        for row in session.scalars(query)
    ]


def _names(text: str) -> frozenset[str]:
    return frozenset(name for name in text.split(",") if name)


def _meetings(session: Session, ids: Names, first: date, last: date) -> list[Meeting]:
    left = (
        select(func.count())
        .where(SeatRow.meeting_id == MeetingRow.id, SeatRow.hold_id.is_(None), SeatRow.appointment_id.is_(None))
        .scalar_subquery()
    )
    query = select(MeetingRow, left).where(
        MeetingRow.office_id.in_(ids),
        MeetingRow.cancelled.is_(False),
        MeetingRow.start >= midnight(first),
        MeetingRow.start < midnight(last + timedelta(days=1)),
    )
    return [
        Meeting(
            row.id, row.office_id, row.coach_id, row.start, row.end, row.capacity, row.title, row.audience, seats_left
        )
        for row, seats_left in session.execute(query)
    ]


def _taken(
    session: Session, ids: Names, window: Cells, now: datetime, worker_id: str | None = None
) -> dict[str, tuple[Cells, ...]]:
    """Per coach the cells that others than `worker_id` have taken in `window`. An expired hold takes nothing.

    The database hands each coach's cells over as one text: with tens of thousands of appointments most of the time
    would otherwise go to turning rows into objects.
    """
    taken: dict[str, tuple[Cells, ...]] = defaultdict(tuple)
    begin, end = window
    row = AppointmentRow
    span = cast(row.first_cell, String) + " " + cast(row.end_cell, String)
    mine: ColumnElement[bool] = row.worker_id != (worker_id or "")
    booked = (
        select(row.coach_id, func.aggregate_strings(span, " "))
        .where(row.coach_id.in_(ids), row.first_cell >= begin - _LONGEST, row.first_cell < end, mine)
        .where(text(BUSY))
        .group_by(row.coach_id)
    )
    for coach_id, cells in session.execute(booked):
        taken[coach_id] = _spans(cells)
    held = select(HoldRow.coach_id, HoldRow.first_cell, HoldRow.end_cell).where(
        HoldRow.coach_id.in_(ids),
        HoldRow.expires_at > now,
        HoldRow.meeting_id.is_(None),
        HoldRow.worker_id != (worker_id or ""),
    )
    for coach_id, first, last in session.execute(held):
        taken[coach_id] += ((first, last),)
    led = select(MeetingRow).where(
        MeetingRow.coach_id.in_(ids),
        MeetingRow.cancelled.is_(False),
        MeetingRow.start < moment_of(end),
        MeetingRow.end > moment_of(begin),
    )
    for meeting in session.scalars(led):
        taken[meeting.coach_id] += ((cell_of(meeting.start), cell_of(meeting.end)),)
    return taken


@lru_cache(maxsize=1024)
def _spans(cells: str) -> tuple[Cells, ...]:
    numbers = [int(number) for number in cells.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
