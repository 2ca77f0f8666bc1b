"""What the desk needs beside bookings: absences, meetings, opening hours, and what a planner has to look after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import Clock, local
from bot.intake import (
    ACTIVE,
    Absence,
    AbsenceKind,
    Appointment,
    Coach,
    Contact,
    Kind,
    Office,
    OpeningException,
    Region,
    Status,
    norm_deadline,
)
from bot.store.booking_tables import AppointmentRow, RequestRow, SeatRow, WaitlistRow
from bot.store.bookings_rows import appointments
from bot.store.bookings_workforce import read_offices, stamp_regions
from bot.store.database import Database
from bot.store.intake_tables import AbsenceRow, AvailabilityRow, CoachRow, MeetingRow, OfficeRow, OpeningExceptionRow
from bot.store.offices import ImportReport, import_text, list_offices, store_office


@dataclass(frozen=True, slots=True)
class Waiting:
    """A worker in line; `position` counts from 1 in the region, `deadline` is the last Dutch day within the norm."""

    position: int
    name: str
    joined_at: datetime
    deadline: date


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A worker who asked for an intake, has none and does not wait; `full` when nothing was free in time."""

    first_asked: date
    deadline: date
    full: bool


@dataclass(frozen=True, slots=True)
class Worries:
    """What needs a planner in one region."""

    region: Region
    offices: Sequence[Office]
    waiting: Sequence[Waiting]
    unplanned: Sequence[Unplanned]
    to_rebook: Sequence[Appointment]
    late: Sequence[Appointment]


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A group meeting with its seats; `audience` is the code that opens it, '' for everyone."""

    id: int
    office: str
    coach: str
    start: datetime
    end: datetime
    title: str
    audience: str
    capacity: int
    taken: int


class OfficeDesk:
    """Each method is one unit of work. Moments are aware UTC, days are Dutch."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def places(self) -> tuple[Sequence[Region], Sequence[Office], Sequence[Coach]]:
        """Everything planned with, by id."""
        return list_offices(self._database)

    def absences(self, until: date | None = None) -> Sequence[Absence]:
        """Absences that have not ended, by start."""
        with self._database.read() as session:
            rows = session.scalars(
                select(AbsenceRow).where(AbsenceRow.end > self._clock()).order_by(AbsenceRow.start, AbsenceRow.id)
            )
            found = [Absence(row.coach_id, row.start, row.end, AbsenceKind(row.kind)) for row in rows]
        return [one for one in found if until is None or local(one.start).date() <= until]

    def hit_by(self, absence: Absence) -> Sequence[Appointment]:
        """What would have to be rebooked, by start. LookupError for an unknown coach."""
        with self._database.read() as session:
            if session.get(CoachRow, absence.coach_id) is None:
                msg = f"there is no coach {absence.coach_id}"
                raise LookupError(msg)
            query = select(AppointmentRow).where(
                AppointmentRow.coach_id == absence.coach_id,
                AppointmentRow.status.in_(ACTIVE),
                AppointmentRow.start < absence.end,
                AppointmentRow.end > absence.start,
                AppointmentRow.start > self._clock(),
            )
            return appointments(session, query.order_by(AppointmentRow.start, AppointmentRow.id))

    def office(self, office_id: str) -> Office | None:
        """One office with its weekly hours."""
        with self._database.read() as session:
            return next(iter(read_offices(session, office_id=office_id)), None)

    def coaches_at(self, office_id: str) -> Sequence[str]:
        """Ids of the coaches who have weekly hours there."""
        with self._database.read() as session:
            at_work = select(AvailabilityRow.coach_id).where(AvailabilityRow.office_id == office_id).distinct()
            return sorted(session.scalars(at_work))

    def save_office(self, office: Office) -> None:
        """Replace an office's details, hours and rules; what was booked stays. LookupError for an unknown one."""
        with self._database.write() as session:
            if session.get(OfficeRow, office.id) is None:
                msg = f"there is no office {office.id}"
                raise LookupError(msg)
            stamp_regions(session)
            store_office(session, office)

    def exceptions(self, office_id: str) -> Sequence[OpeningException]:
        """Days still to come on which the office is closed or open at other hours."""
        with self._database.read() as session:
            rows = session.scalars(
                select(OpeningExceptionRow)
                .where(OpeningExceptionRow.office_id == office_id, OpeningExceptionRow.day >= self._today())
                .order_by(OpeningExceptionRow.day)
            )
            return [OpeningException(row.office_id, row.day, row.start, row.end, row.reason) for row in rows]

    def import_list(self, name: str, content: bytes, *, dry_run: bool) -> ImportReport:
        """Read an office list as `import_offices` does; `name` says whether it is YAML or CSV."""
        return import_text(self._database, name, content, dry_run=dry_run)

    def meetings(self) -> Sequence[PlannedMeeting]:
        """Group meetings still to come, by start."""
        taken = (
            select(func.count())
            .where(SeatRow.meeting_id == MeetingRow.id, SeatRow.appointment_id.is_not(None))
            .scalar_subquery()
        )
        query = (
            select(MeetingRow, OfficeRow.name, CoachRow.name, taken)
            .join(OfficeRow, OfficeRow.id == MeetingRow.office_id)
            .join(CoachRow, CoachRow.id == MeetingRow.coach_id)
            .where(MeetingRow.end > self._clock(), MeetingRow.cancelled.is_(False))
        )
        with self._database.read() as session:
            return [
                PlannedMeeting(
                    row.id, office, coach, row.start, row.end, row.title, row.audience, row.capacity, int(seats)
                )
                for row, office, coach, seats in session.execute(query.order_by(MeetingRow.start, MeetingRow.id))
            ]

    def worries(self) -> Sequence[Worries]:
        """Region by region: who waits, who has no intake yet, what must be rebooked, what comes too late."""
        regions, offices, _ = self.places()
        with self._database.read() as session:
            return [
                Worries(
                    region,
                    [office for office in offices if office.region_id == region.id],
                    _waiting(session, region.id),
                    _unplanned(session, region.id),
                    self._ahead(session, region.id, status=Status.REBOOK),
                    self._ahead(session, region.id, status=Status.BOOKED),
                )
                for region in regions
            ]

    def _ahead(self, session: Session, region_id: str, status: Status) -> Sequence[Appointment]:
        """What must be rebooked (however long ago it was), or stands ahead beyond the two-week norm."""
        at_home = AppointmentRow.office_id.in_(select(OfficeRow.id).where(OfficeRow.region_id == region_id))
        query = select(AppointmentRow).where(at_home, AppointmentRow.status == status)
        if status is Status.BOOKED:
            query = query.where(
                AppointmentRow.within_norm.is_(False),
                AppointmentRow.start > self._clock(),
                AppointmentRow.kind != Kind.GROUP,
            )
        return appointments(session, query.order_by(AppointmentRow.start, AppointmentRow.id))

    def _today(self) -> date:
        return local(self._clock()).date()


def _waiting(session: Session, region_id: str) -> list[Waiting]:
    line = (
        select(WaitlistRow, RequestRow.first_asked)
        .join(RequestRow, RequestRow.worker_id == WaitlistRow.worker_id)
        .where(WaitlistRow.region_id == region_id)
        .order_by(WaitlistRow.queued_at, WaitlistRow.id)
    )
    return [
        Waiting(place, Contact(**row.contact).name, row.joined_at, norm_deadline(first_asked))
        for place, (row, first_asked) in enumerate(session.execute(line), start=1)
    ]


def _unplanned(session: Session, region_id: str) -> list[Unplanned]:
    booked = select(AppointmentRow.worker_id).where(
        AppointmentRow.kind != Kind.GROUP, AppointmentRow.status != Status.CANCELLED
    )
    waiting = select(WaitlistRow.worker_id)
    asked = select(RequestRow).where(
        RequestRow.region_id == region_id, RequestRow.worker_id.not_in(booked), RequestRow.worker_id.not_in(waiting)
    )
    return [
        Unplanned(row.first_asked, norm_deadline(row.first_asked), full=row.nothing_in_norm_at is not None)
        for row in session.scalars(asked.order_by(RequestRow.first_asked, RequestRow.worker_id))
    ]
