"""Reads from the database what has to be known to say what is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.intake import (
    Absence,
    AbsenceKind,
    Availability,
    Coach,
    Hours,
    Kind,
    Meeting,
    Office,
    OpeningException,
    Planning,
    Rules,
    Status,
    cell_of,
    midnight,
)
from bot.store.booking_tables import AppointmentRow, HoldRow, SeatRow
from bot.store.intake_tables import (
    AbsenceRow,
    AvailabilityRow,
    CoachRow,
    MeetingRow,
    OfficeHoursRow,
    OfficeRow,
    OpeningExceptionRow,
)

Cells = tuple[int, int]


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
    offices = read_offices(session, region_id=region_id, office_id=office_id)
    ids = [office.id for office in offices]
    rows = session.execute(
        select(
            AvailabilityRow.coach_id,
            AvailabilityRow.office_id,
            AvailabilityRow.weekday,
            AvailabilityRow.start,
            AvailabilityRow.end,
            AvailabilityRow.kinds,
            AvailabilityRow.valid_from,
            AvailabilityRow.valid_until,
        )
        .where(AvailabilityRow.office_id.in_(ids))
        .order_by(AvailabilityRow.id)
    ).all()
    kinds = {row.kinds: frozenset(Kind(kind) for kind in row.kinds.split(",")) for row in rows}
    availability = [
        Availability(coach, office, Hours(weekday, start, end), kinds[names], since, until)
        for coach, office, weekday, start, end, names, since, until in rows
    ]
    meetings = _meetings(session, ids, first, last)
    coach_ids = sorted({row.coach_id for row in availability} | {meeting.coach_id for meeting in meetings})
    begin, end = midnight(first), midnight(last + timedelta(days=1))
    return Planning(
        offices=offices,
        coaches=_coaches(session, coach_ids),
        availability=availability,
        absences=_absences(session, coach_ids, begin, end),
        exceptions=_exceptions(session, ids, first, last),
        meetings=meetings,
        taken=_taken(session, coach_ids, (cell_of(begin), cell_of(end)), now, worker_id),
    )


def read_offices(session: Session, *, region_id: str | None = None, office_id: str | None = None) -> Sequence[Office]:
    """Offices of a region, or one office, or all, by id."""
    query = select(OfficeRow).order_by(OfficeRow.id)
    if region_id is not None:
        query = query.where(OfficeRow.region_id == region_id)
    if office_id is not None:
        query = query.where(OfficeRow.id == office_id)
    rows = session.scalars(query).all()
    opening: dict[str, list[Hours]] = defaultdict(list)
    wanted = OfficeHoursRow.office_id.in_([row.id for row in rows])
    for line in session.scalars(select(OfficeHoursRow).where(wanted).order_by(OfficeHoursRow.id)):
        opening[line.office_id].append(Hours(line.weekday, line.start, line.end))
    return [office_of(row, opening[row.id]) for row in rows]


def office_of(row: OfficeRow, hours: Sequence[Hours] = ()) -> Office:
    """The office that `row` and its `hours` describe."""
    return Office(row.id, row.region_id, row.name, row.address, row.phone, row.email, tuple(hours), rules_of(row))


def rules_of(row: OfficeRow) -> Rules:
    """The planning rules kept with an office."""
    return Rules(
        length=timedelta(minutes=row.length_minutes),
        buffer=timedelta(minutes=row.buffer_minutes),
        grid=timedelta(minutes=row.grid_minutes),
        min_notice=timedelta(minutes=row.min_notice_minutes),
        cancel_deadline=timedelta(minutes=row.cancel_deadline_minutes),
        norm_days=row.norm_days,
    )


def _coaches(session: Session, ids: Sequence[str]) -> list[Coach]:
    rows = session.scalars(select(CoachRow).where(CoachRow.id.in_(ids)).order_by(CoachRow.id))
    return [Coach(row.id, row.name, row.email, frozenset(row.languages.split(",")), row.withdrawn_from) for row in rows]


def _absences(session: Session, ids: Sequence[str], begin: datetime, end: datetime) -> list[Absence]:
    query = select(AbsenceRow).where(AbsenceRow.coach_id.in_(ids), AbsenceRow.start < end, AbsenceRow.end > begin)
    return [Absence(row.coach_id, row.start, row.end, AbsenceKind(row.kind)) for row in session.scalars(query)]


def _exceptions(session: Session, ids: Sequence[str], first: date, last: date) -> list[OpeningException]:
    query = select(OpeningExceptionRow).where(
        OpeningExceptionRow.office_id.in_(ids), OpeningExceptionRow.day.between(first, last)
    )
    return [
        OpeningException(row.office_id, row.day, row.start, row.end, row.reason, _names(row.coach_ids))
        for row in session.scalars(query)
    ]


def _names(text: str) -> frozenset[str]:
    return frozenset(name for name in text.split(",") if name)


def _meetings(session: Session, ids: Sequence[str], first: date, last: date) -> list[Meeting]:
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
    session: Session, ids: Sequence[str], window: Cells, now: datetime, worker_id: str | None
) -> dict[str, list[Cells]]:
    """Per coach the cells that others have taken. An expired hold takes nothing, whether or not it was cleared."""
    taken: dict[str, list[Cells]] = defaultdict(list)
    begin, end = window
    booked = select(AppointmentRow.coach_id, AppointmentRow.first_cell, AppointmentRow.end_cell).where(
        AppointmentRow.coach_id.in_(ids),
        AppointmentRow.first_cell < end,
        AppointmentRow.first_cell >= begin - _LONGEST,
        AppointmentRow.status == Status.BOOKED,
        AppointmentRow.meeting_id.is_(None),
    )
    held = select(HoldRow.coach_id, HoldRow.first_cell, HoldRow.end_cell).where(
        HoldRow.coach_id.in_(ids), HoldRow.expires_at > now, HoldRow.meeting_id.is_(None)
    )
    if worker_id is not None:
        booked = booked.where(AppointmentRow.worker_id != worker_id)
        held = held.where(HoldRow.worker_id != worker_id)
    for query in (booked, held):
        for coach_id, first, last in session.execute(query):
            taken[coach_id].append((first, last))
    led = select(MeetingRow).where(MeetingRow.coach_id.in_(ids), MeetingRow.cancelled.is_(False))
    for row in session.scalars(led):
        taken[row.coach_id].append((cell_of(row.start), cell_of(row.end)))
    return taken


_LONGEST = 288
"""No appointment with its buffer takes more than a day of cells."""
