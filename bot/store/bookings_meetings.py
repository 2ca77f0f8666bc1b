"""Group meetings: planned once with all their seats, so that more guests than seats cannot be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.intake import Appointment, Status, cell_after, cell_of
from bot.store.booking_tables import AppointmentRow, SeatRow
from bot.store.bookings_claim import share_coaches, take_cells
from bot.store.bookings_rows import appointments
from bot.store.intake_tables import MeetingRow

MOST_SEATS = 500


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A group meeting to plan: aware moments on whole five minutes. `audience` is a firm's code, '' for everyone."""

    office_id: str
    coach_id: str
    start: datetime
    end: datetime
    capacity: int
    title: str
    audience: str = ""


def plan_meeting(session: Session, meeting: NewMeeting) -> int:
    """Plan a meeting in its coach's time; its number. ValueError when the times, seats or coach do not allow it."""
    if not 1 <= meeting.capacity <= MOST_SEATS:
        msg = f"a meeting has 1 to {MOST_SEATS} seats, not {meeting.capacity}"
        raise ValueError(msg)
    if meeting.start >= meeting.end or meeting.start.timestamp() % 300 or meeting.end.timestamp() % 300:
        msg = "a meeting starts and ends on whole five minutes, the end after the start"
        raise ValueError(msg)
    share_coaches(session, [meeting.coach_id])
    row = MeetingRow(
        office_id=meeting.office_id,
        coach_id=meeting.coach_id,
        start=meeting.start,
        end=meeting.end,
        capacity=meeting.capacity,
        title=meeting.title,
        audience=meeting.audience,
    )
    session.add(row)
    session.flush()
    cells = range(cell_of(meeting.start), cell_after(meeting.end))
    if not take_cells(session, meeting.coach_id, cells, {"meeting_id": row.id}):
        msg = f"{meeting.coach_id} is already booked in that time"
        raise ValueError(msg)
    session.add_all(SeatRow(meeting_id=row.id, seat=seat) for seat in range(1, meeting.capacity + 1))
    return row.id


def guests(session: Session, meeting_id: int) -> Sequence[Appointment]:
    """Who comes to a meeting."""
    query = select(AppointmentRow).where(
        AppointmentRow.meeting_id == meeting_id, AppointmentRow.status == Status.BOOKED
    )
    return appointments(session, query.order_by(AppointmentRow.id))
