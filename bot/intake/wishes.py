"""What a worker would like: days and times of day, in Dutch wall-clock time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.clock import local


@dataclass(frozen=True, slots=True)
class Wishes:
    """Every wish narrows; an empty one asks nothing. Weekdays count from Monday = 0.

    `earliest`, `latest`, `days` and `days_unwanted` are Dutch calendar days, ends included. A slot starts at
    `not_before` or later and ends at `not_after` or earlier; with `at` it starts at that very time.
    """

    weekdays_wanted: frozenset[int] = frozenset()
    weekdays_unwanted: frozenset[int] = frozenset()
    earliest: date | None = None
    latest: date | None = None
    not_before: time | None = None
    not_after: time | None = None
    days: frozenset[date] = frozenset()
    days_unwanted: frozenset[date] = frozenset()
    at: time | None = None

    @property
    def is_empty(self) -> bool:
        return self == Wishes()

    def allow_day(self, day: date) -> bool:
        """Whether a slot on this Dutch day may suit."""
        return (
            (not self.weekdays_wanted or day.weekday() in self.weekdays_wanted)
            and day.weekday() not in self.weekdays_unwanted
            and day not in self.days_unwanted
            and (self.earliest is None or day >= self.earliest)
            and (self.latest is None or day <= self.latest)
            and (not self.days or day in self.days)
        )

    def allow(self, start: datetime, end: datetime) -> bool:
        """Whether [start, end), aware moments, suits."""
        begin, finish = local(start), local(end)
        return (
            self.allow_day(begin.date())
            and (self.at is None or begin.time() == self.at)
            and (self.not_before is None or begin.time() >= self.not_before)
            and (self.not_after is None or (finish.date() == begin.date() and finish.time() <= self.not_after))
        )
