"""What the grammar works on: nodes with a tag, and the meanings they carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Literal

Unit = Literal["second", "minute", "hour", "day", "workday", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of the text with a tag (its part in the grammar) and a meaning; `start` and `end` are offsets."""

    tag: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as it was written, perhaps without its year, month or day. `weekday` is 0 for Monday.

    `swaps` where day and month, written with slashes, can change places for who writes the month first.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    short_year: bool = False
    swaps: bool = False

    @property
    def grain(self) -> str:
        """The finest part that was named."""
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "year"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved part of time: naive Dutch wall clock, `end` exclusive. `grain` as in a reading, or `period`."""

    start: datetime | None
    end: datetime | None
    grain: str
    open: Literal["after", "before"] | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Several readings of the same words; empty when no such day exists."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `sure` when the half of the day was said or follows (14:30, half 3 's middags)."""

    at: time
    sure: bool = True
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of a day; either side may be free. `end` None with a start means until midnight or free when `open`."""

    start: time | None
    end: time | None
    open: Literal["after", "before"] | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time by unit. `approx` after about or nearly; `vague` where no number was said (a few
    weeks); `upto` is the higher number of '5 à 6 jaar'; `counted` is False after
    `een`, which need not be a number."""

    years: float = 0
    months: float = 0
    weeks: float = 0
    days: float = 0
    workdays: int = 0
    minutes: float = 0
    seconds: float = 0
    approx: bool = False
    vague: bool = False
    english: bool = False
    upto: float | None = None
    counted: bool = True

    def __add__(self, other: Length) -> Length:
        return Length(
            self.years + other.years,
            self.months + other.months,
            self.weeks + other.weeks,
            self.days + other.days,
            self.workdays + other.workdays,
            self.minutes + other.minutes,
            self.seconds + other.seconds,
            self.approx or other.approx,
            self.vague or other.vague,
            self.english or other.english,
            self.upto or other.upto,
            self.counted or other.counted,
        )

    @property
    def only_hours(self) -> bool:
        """Whether nothing but a whole number of hours was said."""
        calendar = self.years or self.months or self.weeks or self.days or self.workdays or self.seconds
        return not calendar and self.minutes > 0 and self.minutes % 60 == 0

    @property
    def finer_than_day(self) -> bool:
        """Whether minutes or seconds count."""
        return bool(self.minutes or self.seconds)


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A word for a unit of time; `size` multiplies it (kwartaal: 3 months), `english` where the word is English."""

    unit: Unit
    size: float = 1
    english: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A date or time with one side: `side` is the tag of the word before it (from, since, after, until, ...)."""

    side: str
    value: Any
    tag: str
