"""The two-week norm: from the day of the first request to the start of the intake, in calendar days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.clock import local

NORM_DAYS = 14


def norm_deadline(first_asked: date, norm_days: int = NORM_DAYS) -> date:
    """The last Dutch day on which an intake meets the norm; the day of the first request is day 0."""
    return first_asked + timedelta(days=norm_days)


def meets_norm(first_asked: date, start: datetime, norm_days: int = NORM_DAYS) -> bool:
    """Whether an intake at `start` (aware) is in time."""
    return local(start).date() <= norm_deadline(first_asked, norm_days)
