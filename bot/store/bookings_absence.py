"""A coach or office cannot keep what was booked: every appointment is set to be rebooked and its worker told, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from bot.intake import Absence, Appointment, OpeningException, Status, boundary, midnight
from bot.store.booking_tables import AppointmentRow, CellRow, HoldRow
from bot.store.bookings_claim import release
from bot.store.bookings_rows import appointment, appointments
from bot.store.bookings_workforce import stamp_regions
from bot.store.intake_tables import AbsenceRow, AvailabilityRow, CoachRow, MeetingRow, OpeningExceptionRow
from bot.store.outbox_events import Happened, tell_of_appointment


def add_absence(session: Session, absence: Absence, now: datetime) -> Sequence[Appointment]:
    """Keep the absence; what was booked in it and has not begun at `now` (aware). The same absence twice is one."""
    _lock(session, [absence.coach_id])
    same = select(AbsenceRow.id).filter_by(
        coach_id=absence.coach_id, start=absence.start, end=absence.end, kind=absence.kind
    )
    if session.scalar(same) is None:
        session.add(AbsenceRow(coach_id=absence.coach_id, start=absence.start, end=absence.end, kind=absence.kind))
    hit = (AppointmentRow.coach_id == absence.coach_id) & (AppointmentRow.start < absence.end)
    led = (MeetingRow.coach_id == absence.coach_id) & (MeetingRow.start < absence.end)
    _cancel_meetings(session, led & (MeetingRow.end > absence.start), now)
    session.execute(
        delete(HoldRow).where(
            HoldRow.coach_id == absence.coach_id, HoldRow.start < absence.end, HoldRow.end > absence.start
        )
    )
    return _to_rebook(session, hit & (AppointmentRow.end > absence.start), now)


def end_absence(session: Session, coach_id: str, first_day: date) -> None:
    """The coach is back on `first_day` (Dutch): absences end before it. What was to be rebooked stays so."""
    _lock(session, [coach_id])
    back = midnight(first_day)
    session.execute(delete(AbsenceRow).where(AbsenceRow.coach_id == coach_id, AbsenceRow.start >= back))
    session.execute(update(AbsenceRow).where(AbsenceRow.coach_id == coach_id, AbsenceRow.end > back).values(end=back))


def withdraw(session: Session, coach_id: str, from_day: date, now: datetime) -> Sequence[Appointment]:
    """Plan the coach no more from `from_day` (Dutch); what was booked from then on."""
    _lock(session, [coach_id])
    begin = midnight(from_day)
    session.execute(update(CoachRow).where(CoachRow.id == coach_id).values(withdrawn_from=from_day))
    stamp_regions(session)
    _cancel_meetings(session, (MeetingRow.coach_id == coach_id) & (MeetingRow.start >= begin), now)
    session.execute(delete(HoldRow).where(HoldRow.coach_id == coach_id, HoldRow.start >= begin))
    return _to_rebook(session, (AppointmentRow.coach_id == coach_id) & (AppointmentRow.start >= begin), now)


def set_opening(session: Session, exception: OpeningException, now: datetime) -> Sequence[Appointment]:
    """Replace the hours of an office on one day; what was booked outside the new hours."""
    at_work = select(AvailabilityRow.coach_id).where(AvailabilityRow.office_id == exception.office_id).distinct()
    _lock(session, sorted(session.scalars(at_work)))
    row = OpeningExceptionRow(
        office_id=exception.office_id,
        day=exception.day,
        start=exception.start,
        end=exception.end,
        reason=exception.reason,
        coach_ids=",".join(sorted(exception.coach_ids)),
    )
    session.execute(delete(OpeningExceptionRow).filter_by(office_id=exception.office_id, day=exception.day))
    session.add(row)
    begin, end = boundary(exception.day, time()), boundary(exception.day, time(23, 55))
    opens = boundary(exception.day, exception.start) if exception.start else end
    closes = boundary(exception.day, exception.end) if exception.end else begin
    outside = (AppointmentRow.start < opens) | (AppointmentRow.end > closes)
    if exception.coach_ids:
        outside |= AppointmentRow.coach_id.not_in(exception.coach_ids)
    on_day = (AppointmentRow.start >= begin) & (AppointmentRow.start <= end) & AppointmentRow.meeting_id.is_(None)
    session.execute(delete(HoldRow).where(HoldRow.office_id == exception.office_id, HoldRow.start.between(begin, end)))
    return _to_rebook(session, (AppointmentRow.office_id == exception.office_id) & on_day & outside, now)


def _to_rebook(session: Session, which: ColumnElement[bool], now: datetime) -> Sequence[Appointment]:
    """Those of `which` still to come, the ones set aside before included, by start."""
    ahead = which & (AppointmentRow.start > now)
    standing = select(AppointmentRow).where(ahead, AppointmentRow.status == Status.BOOKED)
    for row in session.scalars(standing.order_by(AppointmentRow.id).with_for_update()):
        release(session, row)
        row.status = Status.REBOOK
        row.changed_at = now
        session.flush()
        tell_of_appointment(session, Happened.REBOOK, appointment(session, row), now=now)
    affected = select(AppointmentRow).where(ahead, AppointmentRow.status == Status.REBOOK)
    return appointments(session, affected.order_by(AppointmentRow.start, AppointmentRow.id))


def _cancel_meetings(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    """Call off the meetings of `which` that are still to come; their guests are found as appointments."""
    ahead = update(MeetingRow).where(which, MeetingRow.start > now).values(cancelled=True).returning(MeetingRow.id)
    called_off = session.scalars(ahead).all()
    session.execute(delete(CellRow).where(CellRow.meeting_id.in_(called_off)))


def _lock(session: Session, coach_ids: Sequence[str]) -> None:
    """Wait for bookings under way with these coaches and keep new ones out. LookupError for an unknown coach."""
    found = session.scalars(
        select(CoachRow.id).where(CoachRow.id.in_(coach_ids)).order_by(CoachRow.id).with_for_update()
    ).all()
    unknown = set(coach_ids) - set(found)
    if unknown:
        msg = f"there is no coach {', '.join(sorted(unknown))}"
        raise LookupError(msg)


def whole_days(coach_id: str, first_day: date, last_day: date) -> tuple[datetime, datetime]:
    """[start, end) of absence on Dutch days, both included, aware UTC. ValueError if the last comes first."""
    if last_day < first_day:
        msg = f"the absence of {coach_id} would end ({last_day}) before it starts ({first_day})"
        raise ValueError(msg)
    return midnight(first_day), midnight(last_day + timedelta(days=1))
