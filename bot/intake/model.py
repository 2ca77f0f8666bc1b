"""What an intake is planned with: regions, offices, coaches, their time, and group meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """How worker and coach meet."""

    OFFICE = "office"
    TELEPHONE = "telephone"
    VIDEO = "video"
    GROUP = "group"


INDIVIDUAL_KINDS = (Kind.OFFICE, Kind.VIDEO, Kind.TELEPHONE)
"""Kinds for one worker, in the order in which they are tried when the worker has no preference."""


class AbsenceKind(StrEnum):
    """Why a coach is not there. No more than this is kept."""

    LEAVE = "leave"
    SICK = "sick"


@dataclass(frozen=True, slots=True)
class Region:
    """A labour-market region (arbeidsmarktregio) with the postcode ranges it serves, both ends included."""

    id: str
    name: str
    postcodes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """How an office plans. All durations are whole multiples of five minutes, except the two notices.

    `buffer` stays free after every appointment; `grid` is the distance between two starts; `min_notice` counts
    elapsed hours, not wall-clock hours; after `cancel_deadline` before the start the worker can no longer move or
    cancel alone; `norm_days` is the office's own norm, in calendar days from the first request.
    """

    length: timedelta = timedelta(minutes=45)
    buffer: timedelta = timedelta(minutes=15)
    grid: timedelta = timedelta(minutes=15)
    min_notice: timedelta = timedelta(hours=24)
    cancel_deadline: timedelta = timedelta(hours=24)
    norm_days: int = 14

    def __post_init__(self) -> None:
        five = timedelta(minutes=5)
        for name, value, least in (("length", self.length, five), ("buffer", self.buffer, 0 * five)):
            _whole(name, value, least)
        _whole("grid", self.grid, five)
        if self.min_notice < timedelta(0) or self.cancel_deadline < timedelta(0):
            msg = "min_notice and cancel_deadline cannot be negative"
            raise ValueError(msg)
        if self.norm_days < 0:
            msg = f"norm_days is a number of days, not {self.norm_days}"
            raise ValueError(msg)


def _whole(name: str, value: timedelta, least: timedelta) -> None:
    if value < least or value % timedelta(minutes=5):
        msg = f"{name} must be a multiple of five minutes and at least {least}, not {value}"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening on one weekday (Monday is 0), Dutch wall-clock time, end not included."""

    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            msg = f"a weekday is 0 (Monday) to 6 (Sunday), not {self.weekday}"
            raise ValueError(msg)
        _check_times(self.start, self.end)


def _check_times(start: time, end: time) -> None:
    if start >= end:
        msg = f"opening hours must end later than they start: {start:%H:%M} to {end:%H:%M}"
        raise ValueError(msg)
    for moment in (start, end):
        if moment.minute % 5 or moment.second or moment.microsecond:
            msg = f"times are whole five minutes, not {moment}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Office:
    """A work-service office (werkgeversservicepunt, werkcentrum) with its weekly hours, Dutch wall-clock time."""

    id: str
    region_id: str
    name: str
    address: str
    phone: str
    email: str
    hours: tuple[Hours, ...]
    rules: Rules = Rules()


@dataclass(frozen=True, slots=True)
class Coach:
    """A work coach. `languages` are ISO 639-1 codes. From `withdrawn_from` on (Dutch day) the coach is not planned."""

    id: str
    name: str
    email: str
    languages: frozenset[str] = frozenset({"nl"})
    withdrawn_from: date | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """Weekly hours of a coach at one office, for some kinds, from and until a day (both included, None = no limit)."""

    coach_id: str
    office_id: str
    hours: Hours
    kinds: frozenset[Kind] = frozenset(INDIVIDUAL_KINDS)
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A coach is away in [start, end), aware moments; rounded outwards to whole five minutes."""

    coach_id: str
    start: datetime
    end: datetime
    kind: AbsenceKind = AbsenceKind.LEAVE


@dataclass(frozen=True, slots=True)
class OpeningException:
    """Replaces an office's hours on one Dutch day: closed without times, specially opened with them.

    A special opening also opens a national holiday. `coach_ids` says who works then; empty means every coach who
    has weekly hours at the office.
    """

    office_id: str
    day: date
    start: time | None = None
    end: time | None = None
    reason: str = ""
    coach_ids: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            msg = "a special opening needs both a start and an end; a closed day has neither"
            raise ValueError(msg)
        if self.start is not None and self.end is not None:
            _check_times(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A group meeting led by a coach. `audience` is the code of the firm it is for, empty when open to all."""

    id: int
    office_id: str
    coach_id: str
    start: datetime
    end: datetime
    capacity: int
    title: str
    audience: str = ""
    seats_left: int = 0
