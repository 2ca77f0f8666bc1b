"""Tables of the intake: who can be planned where. Bookings have their own tables in `booking_tables`."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.database import Base, UTCDateTime

_CODE = String(12)


class RegionRow(Base):
    """A labour-market region. `stamp` changes with its offices, coaches or weekly hours."""

    __tablename__ = "regions"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    stamp: Mapped[str] = mapped_column(String(40))


class PostcodeRow(Base):
    """A range of four-digit postcodes, both ends included."""

    __tablename__ = "region_postcodes"

    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    region_id: Mapped[str] = mapped_column(ForeignKey("regions.id", ondelete="CASCADE"), index=True)


class OfficeRow(Base):
    """An office and its planning rules; durations in minutes, the norm in calendar days."""

    __tablename__ = "offices"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    region_id: Mapped[str] = mapped_column(ForeignKey("regions.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(200))
    length_minutes: Mapped[int]
    buffer_minutes: Mapped[int]
    grid_minutes: Mapped[int]
    min_notice_minutes: Mapped[int]
    cancel_deadline_minutes: Mapped[int]
    norm_days: Mapped[int]


class OfficeHoursRow(Base):
    """Weekly opening of an office, Dutch wall-clock time."""

    __tablename__ = "office_hours"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    start: Mapped[time] = mapped_column(Time)
    end: Mapped[time] = mapped_column(Time)


class OpeningExceptionRow(Base):
    """Another opening, or none, on one Dutch day. `coach_ids` is a comma-separated list, empty for everyone."""

    __tablename__ = "opening_exceptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)
    start: Mapped[time | None] = mapped_column(Time)
    end: Mapped[time | None] = mapped_column(Time)
    reason: Mapped[str] = mapped_column(String(200), default="")
    coach_ids: Mapped[str] = mapped_column(String(400), default="")

    __table_args__ = (Index("ix_opening_exceptions_office_day", "office_id", "day"),)


class CoachRow(Base):
    """A work coach; `languages` is a comma-separated list of ISO codes."""

    __tablename__ = "coaches"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(200))
    languages: Mapped[str] = mapped_column(String(100))
    withdrawn_from: Mapped[date | None] = mapped_column(Date)


class AvailabilityRow(Base):
    """Weekly hours of a coach at an office; `kinds` is a comma-separated list."""

    __tablename__ = "coach_availability"

    id: Mapped[int] = mapped_column(primary_key=True)
    coach_id: Mapped[str] = mapped_column(ForeignKey("coaches.id", ondelete="CASCADE"), index=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    start: Mapped[time] = mapped_column(Time)
    end: Mapped[time] = mapped_column(Time)
    kinds: Mapped[str] = mapped_column(String(60))
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class AbsenceRow(Base):
    """A coach is away; `kind` is leave or sick, never more."""

    __tablename__ = "coach_absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    coach_id: Mapped[str] = mapped_column(ForeignKey("coaches.id", ondelete="CASCADE"))
    start: Mapped[datetime] = mapped_column(UTCDateTime)
    end: Mapped[datetime] = mapped_column(UTCDateTime)
    kind: Mapped[str] = mapped_column(String(10))

    __table_args__ = (
        UniqueConstraint("coach_id", "start", "end", "kind"),
        CheckConstraint('start < "end"', name="forward"),
    )


class MeetingRow(Base):
    """A group meeting; its seats are in `meeting_seats`."""

    __tablename__ = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[str] = mapped_column(ForeignKey("offices.id"), index=True)
    coach_id: Mapped[str] = mapped_column(ForeignKey("coaches.id"))
    start: Mapped[datetime] = mapped_column(UTCDateTime)
    end: Mapped[datetime] = mapped_column(UTCDateTime)
    capacity: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(60), default="")
    cancelled: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_meetings_coach_start", "coach_id", "start"),)
