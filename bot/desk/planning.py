"""When a worker is reminded of an appointment: a day and two hours before, never in the quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.clock import AMSTERDAM, local

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(8, 0)
_AT_LEAST_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True)
class Reminder:
    """`name` is `day` or `hours`; `at` is when it goes out (aware)."""

    name: str
    at: datetime


def reminders(start: datetime, now: datetime) -> list[Reminder]:
    """The reminders of an appointment that starts at `start`, seen from `now` (both aware).

    One the day before, one two hours before. A moment in the quiet hours (21:00 to 08:00 Dutch time) moves: the day
    before to the evening before at the latest, the same day to 08:00. What would come less than half an hour before
    the start, or lies in the past, is left out.
    """
    planned = [Reminder("day", _day_before(start)), Reminder("hours", _same_day(start))]
    return [one for one in planned if one.at > now and start - one.at >= _AT_LEAST_BEFORE]


def may_disturb(moment: datetime) -> bool:
    """Whether `moment` (aware) lies outside the quiet hours."""
    return QUIET_UNTIL <= local(moment).time() < QUIET_FROM


def after_quiet_hours(moment: datetime) -> datetime:
    """`moment` itself, or the first 08:00 after it when it falls in the quiet hours."""
    if may_disturb(moment):
        return moment
    here = local(moment)
    day = here.date() + timedelta(days=1 if here.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, AMSTERDAM)


def _day_before(start: datetime) -> datetime:
    here = local(start)
    day = here.date() - timedelta(days=1)
    hour = min(max(here.time(), QUIET_UNTIL), time(20, 0))  # by the clock on the wall, also over a clock change
    return datetime.combine(day, hour, AMSTERDAM)


def _same_day(start: datetime) -> datetime:
    return after_quiet_hours(start - timedelta(hours=2))
