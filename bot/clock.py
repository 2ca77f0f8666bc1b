"""The only reader of the time. Everything else is handed a moment or a `Clock`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Clock = Callable[[], datetime]
"""A call without arguments that returns the present moment, aware, in UTC."""


def system_clock() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


def shifted_clock(start: datetime, real: Clock = system_clock) -> Clock:
    """A clock that reads `start` (aware) at this call and runs on at the pace of `real`; for demos and tests."""
    offset = start - real()

    def read() -> datetime:
        return (real() + offset).astimezone(UTC)

    return read


def local(moment: datetime) -> datetime:
    """`moment` (aware) as Dutch wall-clock time."""
    return moment.astimezone(AMSTERDAM)


def today(clock: Clock) -> date:
    """The calendar day in the Netherlands."""
    return local(clock()).date()
