"""What the office does with bookings: absences, opening hours, group meetings, the desk's lists and records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.intake import Absence, AbsenceKind, Appointment, NormReport, OpeningException, Status
from bot.store import bookings_absence, bookings_desk, bookings_meetings
from bot.store.bookings_meetings import NewMeeting
from bot.store.bookings_retry import run_again
from bot.store.database import Database

_Result = TypeVar("_Result")


class OfficeBookings:
    """Each method is one unit of work, run again when only what ran beside it stood in the way.

    Moments in and out are aware UTC, days are Dutch calendar days. Methods that take a reference raise LookupError for
    one that does not exist.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def report_sick(self, coach_id: str, first_day: date, last_day: date) -> Sequence[Appointment]:
        """A coach is ill on these days, both included. The appointments to rebook; each worker is told once."""
        start, end = bookings_absence.whole_days(coach_id, first_day, last_day)
        return self.away(Absence(coach_id, start, end, AbsenceKind.SICK))

    def add_leave(self, coach_id: str, start: datetime, end: datetime) -> Sequence[Appointment]:
        """A coach is on leave in [start, end), aware. The appointments to rebook."""
        return self.away(Absence(coach_id, start, end, AbsenceKind.LEAVE))

    def away(self, absence: Absence) -> Sequence[Appointment]:
        """A coach is away for the reason given. The appointments to rebook; each worker is told once."""
        return self._write(lambda session: bookings_absence.add_absence(session, absence, self._clock()))

    def end_absence(self, coach_id: str, first_day: date) -> None:
        """The coach is back on `first_day`."""
        self._write(lambda session: bookings_absence.end_absence(session, coach_id, first_day))

    def withdraw_coach(self, coach_id: str, from_day: date) -> Sequence[Appointment]:
        """Plan the coach no more from `from_day`. The appointments to rebook."""
        return self._write(lambda session: bookings_absence.withdraw(session, coach_id, from_day, self._clock()))

    def set_opening(self, exception: OpeningException) -> Sequence[Appointment]:
        """Close an office on a day or open it specially. The appointments to rebook."""
        return self._write(lambda session: bookings_absence.set_opening(session, exception, self._clock()))

    def plan_meeting(self, meeting: NewMeeting) -> int:
        """Plan a group meeting; its number. ValueError when its times, seats or coach do not allow it."""
        return self._write(lambda session: bookings_meetings.plan_meeting(session, meeting))

    def guests(self, meeting_id: int) -> Sequence[Appointment]:
        """Who comes to a group meeting."""
        with self._database.read() as session:
            return bookings_meetings.guests(session, meeting_id)

    # The desk looks and records.

    def list_for_desk(
        self,
        first: date,
        last: date,
        *,
        region_id: str | None = None,
        office_id: str | None = None,
        coach_id: str | None = None,
        statuses: Sequence[Status] = (),
    ) -> Sequence[Appointment]:
        """Appointments that start on these days, by start."""
        with self._database.read() as session:
            which = bookings_desk.Which(region_id, office_id, coach_id, statuses)
            return bookings_desk.listed(session, first, last, which)

    def norm_report(self, region_id: str) -> NormReport:
        """Both norms, the waitlist and what must be rebooked, for the dashboard."""
        with self._database.read() as session:
            return bookings_desk.norm_report(session, region_id)

    def mark(self, reference: str, outcome: Status) -> Appointment:
        """Record ATTENDED or MISSED once the appointment has started. ValueError otherwise."""
        return self._write(lambda session: bookings_desk.mark(session, reference, outcome, self._clock()))

    def purge(self, retention_days: int) -> int:
        """Delete what ended more than `retention_days` ago; how many appointments. What is ahead always stays."""
        before = self._clock() - timedelta(days=retention_days)
        return self._write(lambda session: bookings_desk.purge(session, before))

    def _write(self, work: Callable[[Session], _Result]) -> _Result:
        def once() -> _Result:
            with self._database.write() as session:
                return work(session)

        return run_again(once)
