"""Inline keyboards: quick replies one below the other, a calendar of one month, and reading back what was tapped."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, get_day_names

from bot.channels.reply import Button

Key = tuple[str, str]
"""Title and callback data of one key."""

Rows = list[list[Key]]

STARS = ("1", "2", "3", "4", "5")
_NOTHING = "x"
_BLANK = ("·", _NOTHING)
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


@dataclass(frozen=True)
class Tapped:
    """What a key stands for: an offered payload, a `day`, a `month` to leaf to, a judgement in `stars`, or nothing."""

    seq: int
    offer: str | None = None
    day: date | None = None
    month: date | None = None
    stars: int | None = None


@dataclass(frozen=True)
class DateRange:
    """The days that may be chosen, both included; None is open."""

    first: date | None
    last: date | None

    @classmethod
    def read(cls, date_input: Mapping[str, Any]) -> DateRange:
        """From `Reply.date_input`. Raises ValueError for what is not a date."""
        first, last = (date_input.get(name) for name in ("min", "max"))
        return cls(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)

    def holds(self, day: date) -> bool:
        """Whether `day` may be chosen."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def overlaps(self, month: date) -> bool:
        """Whether a day of this month may be chosen."""
        end = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        return (self.first is None or end >= self.first) and (self.last is None or month <= self.last)

    def opening(self, today: date) -> date:
        """The month to show first: this month, or the nearest one with a day that may be chosen."""
        nearest = today
        if self.last is not None:
            nearest = min(nearest, self.last)
        if self.first is not None:
            nearest = max(nearest, self.first)
        return nearest.replace(day=1)


def quick_replies(seq: int, buttons: Iterable[tuple[Button, str]]) -> Rows:
    """One key a row; each button comes with the short key of its payload."""
    return [[(button.title, f"b.{seq}.{key}")] for button, key in buttons]


def judgements(seq: int, titles: Iterable[str]) -> Rows:
    """One key a row, from 1 star on."""
    return [[(title, f"r.{seq}.{stars}")] for stars, title in enumerate(titles, 1)]


def month_page(seq: int, month: date, allowed: DateRange, language: str) -> Rows:
    """A calendar of one month (its first day), with keys to leaf by month and by year where there are days there."""
    locale = _LOCALES.get(language, "nl_NL")
    names = get_day_names("abbreviated", "stand-alone", locale=locale)
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [
        [
            _leaf("«", seq, _shift(month, -12), allowed),
            _leaf("‹", seq, _shift(month, -1), allowed),
            (format_date(month, "LLL y", locale=locale).replace(".", ""), _NOTHING),
            _leaf("›", seq, _shift(month, 1), allowed),
            _leaf("»", seq, _shift(month, 12), allowed),
        ],
        [(names[weekday].strip("."), _NOTHING) for weekday in range(7)],
        *[[_day(seq, day, month, allowed) for day in week] for week in weeks],
    ]


def read_tap(data: str) -> Tapped | None:
    """What was tapped; None for data that is none of ours. A key without a meaning has `seq` 0."""
    if data == _NOTHING:
        return Tapped(0)
    kind, _, rest = data.partition(".")
    number, _, value = rest.partition(".")
    try:
        return _meaning(kind, int(number), value)
    except ValueError:
        return None


def _meaning(kind: str, seq: int, value: str) -> Tapped | None:
    """Raises ValueError for a value that is no date."""
    if kind == "b" and value:
        return Tapped(seq, offer=value)
    if kind == "d":
        return Tapped(seq, day=date.fromisoformat(value))
    if kind == "m":
        return Tapped(seq, month=date.fromisoformat(f"{value}01"))
    return Tapped(seq, stars=int(value)) if kind == "r" and value in STARS else None


def _leaf(title: str, seq: int, month: date, allowed: DateRange) -> Key:
    return (title, f"m.{seq}.{month:%Y%m}") if allowed.overlaps(month) else _BLANK


def _day(seq: int, day: date, month: date, allowed: DateRange) -> Key:
    if day.month != month.month or not allowed.holds(day):
        return _BLANK
    return (str(day.day), f"d.{seq}.{day:%Y%m%d}")


def _shift(month: date, months: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, index + 1, 1)
