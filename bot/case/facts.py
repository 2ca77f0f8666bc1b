"""Days as people tell them: exact, a month, a year, a length of time ago, not yet, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.law import add_days, add_months, add_years, month_end

ROUNDED_MONTHS = 6
"""'Ten years' may be said from this many months before the tenth year on."""


@dataclass(frozen=True, slots=True)
class ToldDay:
    """The earliest and latest day that was meant, both None when unknown.

    `assumed`: it has not happened yet, today is used.
    """

    earliest: date | None = None
    latest: date | None = None
    assumed: bool = False

    @property
    def exact(self) -> bool:
        """Whether one single day was meant (or none is known)."""
        return self.earliest == self.latest


def told_day(value: Any, today: date) -> ToldDay:
    """A fact of the conversation as a span of days.

    `value`: ISO text; `{"about", "grain"}` for a month or year; `{"ago": {"years", "months"}}`; `"not_yet"`;
    anything else means that no day is known.
    """
    if value == "not_yet":
        return ToldDay(today, today, assumed=True)
    if isinstance(value, dict) and "about" in value:
        first = date.fromisoformat(value["about"])
        last = month_end(first) if value["grain"] == "month" else date(first.year, 12, 31)
        return ToldDay(first, min(last, today) if first <= today else last)
    if isinstance(value, dict) and "ago" in value:
        return _ago(value["ago"], today)
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return ToldDay()
        return ToldDay(day, day)
    return ToldDay()


def _ago(length: dict[str, int], today: date) -> ToldDay:
    years, months = int(length.get("years") or 0), int(length.get("months") or 0)
    said = add_months(add_years(today, -years), -months)
    if months:
        return ToldDay(add_months(said, -1), min(add_months(said, 1), today))
    return ToldDay(add_days(add_years(said, -1), 1), min(add_months(said, ROUNDED_MONTHS), today))
