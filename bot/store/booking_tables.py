"""Tables of bookings. What makes double booking impossible: `occupied_cells` and `meeting_seats`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.database import Base, UTCDateTime

_WORKER = String(128)
BUSY = "status = 'booked' AND meeting_id IS NULL"
"""Appointments that take their coach's time, in the words of the index that finds them."""

_ONE_INTAKE = text("status IN ('booked', 'rebook') AND kind <> 'group'")
_ONE_SEAT = text("status IN ('booked', 'rebook') AND kind = 'group'")


class RequestRow(Base):
    """A worker's wish for an intake. `first_asked` is written once: the norm is counted from it."""

    __tablename__ = "intake_requests"

    worker_id: Mapped[str] = mapped_column(_WORKER, primary_key=True)
    region_id: Mapped[str] = mapped_column(ForeignKey("regions.id"), index=True)
    kind: Mapped[str | None] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(8))
    postcode_known: Mapped[bool]
    first_asked: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    nothing_in_norm_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class _Placed:
    """Columns shared by what takes a coach's time for a worker. The cells [first, end) include
    the buffer."""

    worker_id: Mapped[str] = mapped_column(_WORKER, index=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"))
    coach_id: Mapped[str] = mapped_column(ForeignKey("coaches.id"))
    kind: Mapped[str] = mapped_column(String(10))
    start: Mapped[datetime] = mapped_column(UTCDateTime)
    end: Mapped[datetime] = mapped_column(UTCDateTime)
    first_cell: Mapped[int]
    end_cell: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))


class HoldRow(_Placed, Base):
    """A slot kept for a worker until `expires_at`; `purpose` is choice (while confirming) or waitlist."""

    __tablename__ = "slot_holds"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    __table_args__ = (UniqueConstraint("worker_id", "purpose"), Index("ix_slot_holds_coach", "coach_id", "first_cell"))


class AppointmentRow(_Placed, Base):
    """A booked intake. Moving changes the row in place: same uid, next sequence."""

    __tablename__ = "appointments"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(10))
    contact: Mapped[dict[str, Any]] = mapped_column(JSON)
    summary: Mapped[dict[str, Any]] = mapped_column(JSON)
    first_asked: Mapped[date] = mapped_column(Date)
    within_norm: Mapped[bool]
    within_office_norm: Mapped[bool]
    cancel_before: Mapped[datetime] = mapped_column(UTCDateTime)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        Index("ix_appointments_coach", "coach_id", "start"),
        Index("ix_appointments_start", "start"),
        Index(
            "ix_appointments_busy",  # holds all that is asked of it, so that the table itself is not read
            "coach_id",
            "first_cell",
            "end_cell",
            "worker_id",
            sqlite_where=text(BUSY),
            postgresql_where=text(BUSY),
        ),
        Index("uq_one_intake", "worker_id", unique=True, sqlite_where=_ONE_INTAKE, postgresql_where=_ONE_INTAKE),
        Index(
            "uq_one_seat",
            "worker_id",
            "meeting_id",
            unique=True,
            sqlite_where=_ONE_SEAT,
            postgresql_where=_ONE_SEAT,
        ),
    )


class CellRow(Base):
    """Five minutes of a coach, taken once. `cell` is whole five minutes since 1970 in UTC; exactly one owner."""

    __tablename__ = "occupied_cells"

    coach_id: Mapped[str] = mapped_column(ForeignKey("coaches.id"), primary_key=True)
    cell: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hold_id: Mapped[int | None] = mapped_column(ForeignKey("slot_holds.id", ondelete="CASCADE"), index=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)

    __table_args__ = (
        CheckConstraint(
            "(hold_id IS NOT NULL AND appointment_id IS NULL AND meeting_id IS NULL)"
            " OR (hold_id IS NULL AND appointment_id IS NOT NULL AND meeting_id IS NULL)"
            " OR (hold_id IS NULL AND appointment_id IS NULL AND meeting_id IS NOT NULL)",
            name="one_owner",
        ),
    )


class SeatRow(Base):
    """A seat of a group meeting. All rows exist from the start, so there can never be more guests than seats."""

    __tablename__ = "meeting_seats"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hold_id: Mapped[int | None] = mapped_column(ForeignKey("slot_holds.id", ondelete="SET NULL"), unique=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id", ondelete="SET NULL"), unique=True)

    __table_args__ = (CheckConstraint("hold_id IS NULL OR appointment_id IS NULL", name="one_guest"),)


class WaitlistRow(Base):
    """A worker who waits for a slot earlier than `before`. `queued_at` gives the order; it moves to the present when an
    offer lapses. `passed` lists the slots (office and start) that were let go, `lapsed` counts those left unanswered.
    `token` opens the page on which the worker answers an offer."""

    __tablename__ = "waitlist"

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[str] = mapped_column(ForeignKey("intake_requests.worker_id", ondelete="CASCADE"), unique=True)
    region_id: Mapped[str] = mapped_column(ForeignKey("regions.id"), index=True)
    wishes: Mapped[dict[str, Any]] = mapped_column(JSON)
    before: Mapped[datetime | None] = mapped_column(UTCDateTime)
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime)
    queued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    passed: Mapped[list[str]] = mapped_column(JSON)
    lapsed: Mapped[int] = mapped_column(default=0)
    contact: Mapped[dict[str, Any]] = mapped_column(JSON)
    token: Mapped[str] = mapped_column(String(64), unique=True)
