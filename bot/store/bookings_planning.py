"""Reads from the database what has to be known to say what is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam, cast, func, select, text
from sqlalchemy.orm import Session

from bot.intake import Absence, AbsenceKind, Meeting, OpeningException, Planning, cell_of, midnight
from bot.store.booking_tables import BUSY, AppointmentRow, HoldRow, SeatRow
from bot.store.bookings_workforce import read_workforce
from bot.store.intake_tables import AbsenceRow, AvailabilityRow, MeetingRow, OfficeRow, OpeningExceptionRow

Cells = tuple[int, int]

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
    meetings: bool = False,
) -> Planning:
    """The planning of one region or office on the Dutch days `first` to `last`, as it stands at `now` (aware).

    What `worker_id` holds or booked is left out, so that the worker can move within it. Group meetings take their
    coach's time in any case; that they have seats is read only with `meetings`.
    """
    begin, end = midnight(first), midnight(last + timedelta(days=1))
    known = {
        "place": region_id if office_id is None else office_id,
        "begin": begin,
        "end": end,
        "first_cell": cell_of(begin) - _LONGEST,
        "end_cell": cell_of(end),
        "first": first,
        "last": last,
        "now": now,
        "me": worker_id or "",
    }
    ask = _IN_REGION if office_id is None else _AT_OFFICE
    return Planning(
        read_workforce(session, region_id=region_id, office_id=office_id),
        absences=[
            Absence(row.coach_id, row.start, row.end, AbsenceKind(row.kind))
            for row in session.execute(ask.absences, known)
        ],
        exceptions=[
            OpeningException(row.office_id, row.day, row.start, row.end, row.reason, _names(row.coach_ids))
            for row in session.execute(ask.exceptions, known)
        ],
        meetings=[Meeting(**row._mapping) for row in session.execute(ask.seats, known)] if meetings else (),
        taken=_taken(session, ask, known),
    )


class _Questions:
    """What is asked of the database, put into words once: most of the time would otherwise go to that.

    `offices` selects the ids of the offices, given `place`.
    """

    def __init__(self, offices: Select[tuple[str]]) -> None:
        coaches = select(AvailabilityRow.coach_id).where(AvailabilityRow.office_id.in_(offices))
        begin: BindParameter[datetime] = bindparam("begin")
        end: BindParameter[datetime] = bindparam("end")
        row = AppointmentRow
        span = cast(row.first_cell, String) + " " + cast(row.end_cell, String)
        self.booked = (
            select(row.coach_id, func.aggregate_strings(span, " "))
            .where(row.coach_id.in_(coaches), row.worker_id != bindparam("me"), text(BUSY))
            .where(row.first_cell >= bindparam("first_cell"), row.first_cell < bindparam("end_cell"))
            .group_by(row.coach_id)
        )
        self.held = select(HoldRow.coach_id, HoldRow.first_cell, HoldRow.end_cell).where(
            HoldRow.coach_id.in_(coaches),
            HoldRow.expires_at > bindparam("now"),
            HoldRow.meeting_id.is_(None),
            HoldRow.worker_id != bindparam("me"),
        )
        ahead = MeetingRow.cancelled.is_(False), MeetingRow.start < end, MeetingRow.end > begin
        self.led = select(MeetingRow.coach_id, MeetingRow.start, MeetingRow.end).where(
            MeetingRow.coach_id.in_(coaches), *ahead
        )
        left = (
            select(func.count())
            .where(SeatRow.meeting_id == MeetingRow.id, SeatRow.hold_id.is_(None), SeatRow.appointment_id.is_(None))
            .scalar_subquery()
        )
        self.seats = select(
            MeetingRow.id,
            MeetingRow.office_id,
            MeetingRow.coach_id,
            MeetingRow.start,
            MeetingRow.end,
            MeetingRow.capacity,
            MeetingRow.title,
            MeetingRow.audience,
            left.label("seats_left"),
        ).where(MeetingRow.office_id.in_(offices), *ahead)
        self.absences = select(AbsenceRow.coach_id, AbsenceRow.start, AbsenceRow.end, AbsenceRow.kind).where(
            AbsenceRow.coach_id.in_(coaches), AbsenceRow.start < end, AbsenceRow.end > begin
        )
        self.exceptions = select(
            OpeningExceptionRow.office_id,
            OpeningExceptionRow.day,
            OpeningExceptionRow.start,
            OpeningExceptionRow.end,
            OpeningExceptionRow.reason,
            OpeningExceptionRow.coach_ids,
        ).where(
            OpeningExceptionRow.office_id.in_(offices),
            OpeningExceptionRow.day.between(bindparam("first"), bindparam("last")),
        )


_IN_REGION = _Questions(select(OfficeRow.id).where(OfficeRow.region_id == bindparam("place")))
_AT_OFFICE = _Questions(select(OfficeRow.id).where(OfficeRow.id == bindparam("place")))


def _taken(session: Session, ask: _Questions, known: Mapping[str, Any]) -> dict[str, tuple[Cells, ...]]:
    """Per coach the cells that are taken. An expired hold takes nothing, whether or not it was cleared.

    The database hands the cells of a coach over as one text: with tens of thousands of appointments, turning rows
    into objects would take longest.
    """
    taken: dict[str, tuple[Cells, ...]] = defaultdict(tuple)
    for coach_id, cells in session.execute(ask.booked, known):
        taken[coach_id] = _spans(cells)
    for coach_id, first, last in session.execute(ask.held, known):
        taken[coach_id] += ((first, last),)
    for coach_id, start, end in session.execute(ask.led, known):
        taken[coach_id] += ((cell_of(start), cell_of(end)),)
    return taken


@lru_cache(maxsize=1024)
def _spans(cells: str) -> tuple[Cells, ...]:
    numbers = [int(number) for number in cells.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _names(text: str) -> frozenset[str]:
    return frozenset(name for name in text.split(",") if name)
