"""Adding lengths of time to moments the way people count."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from bot.language.grammar.nodes import Length, UnitWord
from bot.language.grammar.resolve import days_in

VAGUE_COUNT = 2


def add_months(moment: datetime, months: int) -> datetime:
    """The same day of another month, or its last day when the month is shorter."""
    year, month = moment.year + (moment.month - 1 + months) // 12, (moment.month - 1 + months) % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, days_in(year, month)))


def add_workdays(day: date, count: int) -> date:
    """`count` days from Monday to Friday further, back when negative."""
    step = 1 if count >= 0 else -1
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while day.weekday() > 4:
            day += timedelta(days=step)
    return day


def shift(moment: datetime, length: Length, sign: int) -> datetime | None:
    """`moment` moved by `length`, forward or back; None when it leaves the calendar."""
    months = length.years * 12 + length.months
    whole = int(months)
    days = length.weeks * 7 + length.days + (months - whole) * 30
    try:
        moved = add_months(moment, sign * whole) + sign * timedelta(
            days=days, minutes=length.minutes, seconds=length.seconds
        )
    except (ValueError, OverflowError):
        return None
    if length.workdays:
        moved = datetime.combine(add_workdays(moved.date(), sign * length.workdays), moved.time())
    return moved


_FIELDS = {"year": "years", "month": "months", "week": "weeks", "day": "days", "second": "seconds"}


def length_of(count: float, word: UnitWord) -> Length:
    """So many of a unit."""
    amount = count * word.size
    if word.unit == "workday":
        return Length(workdays=int(amount), english=word.english)
    if word.unit in {"hour", "minute"}:
        return Length(minutes=amount * (60 if word.unit == "hour" else 1), english=word.english)
    named: dict[str, Any] = {_FIELDS[word.unit]: amount}
    return Length(english=word.english, **named)
