"""Taking and giving back a coach's time. The primary keys of the cells and seats decide who was first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, bindparam, delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from bot.store.booking_tables import AppointmentRow, CellRow, HoldRow, SeatRow
from bot.store.bookings_rows import Placed
from bot.store.intake_tables import AvailabilityRow, CoachRow

_TAKE = text("""
    INSERT INTO occupied_cells (coach_id, cell, hold_id, appointment_id, meeting_id)
    WITH RECURSIVE wanted(cell) AS (
        SELECT CAST(:first AS INTEGER) UNION ALL SELECT cell + 1 FROM wanted WHERE cell + 1 < :end
    )
    SELECT :coach, cell, CAST(:hold_id AS INTEGER), CAST(:appointment_id AS INTEGER), CAST(:meeting_id AS INTEGER)
    FROM wanted WHERE true
    ON CONFLICT DO NOTHING
""")
_CLEAR_TIME = (
    delete(HoldRow)
    .where(HoldRow.coach_id == bindparam("coach"), HoldRow.meeting_id.is_(None), HoldRow.expires_at <= bindparam("now"))
    .where(HoldRow.first_cell < bindparam("end"), HoldRow.end_cell > bindparam("first"))
    .execution_options(synchronize_session=False)
)
_CLEAR_SEATS = (
    delete(HoldRow)
    .where(HoldRow.meeting_id == bindparam("meeting"), HoldRow.expires_at <= bindparam("now"))
    .execution_options(synchronize_session=False)
)
_MINE = (
    select(func.count())
    .select_from(CellRow)
    .join(AppointmentRow, AppointmentRow.id == CellRow.appointment_id)
    .where(CellRow.coach_id == bindparam("coach"), CellRow.cell >= bindparam("first"), CellRow.cell < bindparam("end"))
    .where(AppointmentRow.worker_id == bindparam("worker"))
)
_SHARED = (
    select(CoachRow.id)
    .where(
        or_(
            CoachRow.id.in_(bindparam("ids", expanding=True)),
            CoachRow.id.in_(select(AvailabilityRow.coach_id).where(AvailabilityRow.office_id == bindparam("office"))),
        )
    )
    .order_by(CoachRow.id)
    .with_for_update(read=True, key_share=True, of=CoachRow)
)
_NOBODY = {"hold_id": None, "appointment_id": None, "meeting_id": None}


def take(session: Session, row: Placed, now: datetime) -> bool:
    """Take the cells or a seat for `row`, a hold or appointment with an id; False if another has any of them.

    Holds that ran out before `now` (aware) make way. A hold may lie over the worker's own appointment, which it is
    to replace: it takes the rest. After False nothing is taken.
    """
    if row.meeting_id is not None:
        session.execute(_CLEAR_SEATS, {"meeting": row.meeting_id, "now": now})
        return _take_seat(session, row.meeting_id, row)
    wanted = {"coach": row.coach_id, "now": now, "first": row.first_cell, "end": row.end_cell}
    session.execute(_CLEAR_TIME, wanted)
    mine = session.scalar(_MINE, {**wanted, "worker": row.worker_id}) or 0 if isinstance(row, HoldRow) else 0
    return take_cells(session, row.coach_id, range(row.first_cell, row.end_cell), _owner(row), mine)


def take_cells(session: Session, coach_id: str, cells: range, owner: dict[str, int], mine: int = 0) -> bool:
    """Take `cells` of a coach for `owner` (the column and id), but for `mine` of them, which the worker has already.

    False, and nothing taken, if one is not free.
    """
    values = {"coach": coach_id, "first": cells.start, "end": cells.stop, **_NOBODY, **owner}
    result = session.execute(_TAKE, values)
    if isinstance(result, CursorResult) and result.rowcount + mine == len(cells):
        return True
    release_cells(session, owner)
    return False


def release(session: Session, row: AppointmentRow) -> None:
    """Give back the time or seat of an appointment."""
    release_cells(session, _owner(row))
    session.execute(update(SeatRow).where(SeatRow.appointment_id == row.id).values(appointment_id=None))


def release_cells(session: Session, owner: dict[str, int]) -> None:
    session.execute(delete(CellRow).filter_by(**owner))


def share_coaches(session: Session, ids: Sequence[str]) -> None:
    """Keep these coaches as they are until the end of the transaction: sickness reported meanwhile waits for it.

    SQLite lets one unit of work write at a time anyway.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_SHARED, {"ids": list(ids), "office": None})


def share_office(session: Session, office_id: str, coach_id: str) -> None:
    """The same for a coach and everyone who works at an office."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_SHARED, {"ids": [coach_id], "office": office_id})


def _owner(row: Placed) -> dict[str, int]:
    return {"hold_id": row.id} if isinstance(row, HoldRow) else {"appointment_id": row.id}


def _take_seat(session: Session, meeting_id: int, row: Placed) -> bool:
    free = (
        select(SeatRow.seat)
        .where(SeatRow.meeting_id == meeting_id, SeatRow.hold_id.is_(None), SeatRow.appointment_id.is_(None))
        .order_by(SeatRow.seat)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    seat = session.scalar(free)
    if seat is None:
        return False
    session.execute(update(SeatRow).where(SeatRow.meeting_id == meeting_id, SeatRow.seat == seat).values(_owner(row)))
    return True
