"""A date as written becomes the days it can be, on the side of today that the question asks for."""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Options, Stretch
from bot.language.questions import AGREED_DATE, BIRTH_YEAR, END_DATE, NOTICE_DATE, Direction

FIRST_YEAR, LAST_YEAR = 1, 2200
_YEARS_OFFERED = 3


def stretches(value: Calendar | Stretch | Options, context: Context) -> tuple[Stretch, ...]:
    """Every stretch that `value` can mean; empty when there is no such day."""
    if isinstance(value, Stretch):
        return (value,)
    if isinstance(value, Options):
        return value.stretches
    if value.month is None and value.day is None and value.weekday is not None:
        return (_day(_weekday(value.weekday, context)),)
    if value.month is None and value.day is not None:
        return _day_of_month(value, context)
    if value.swaps and context.month_first:
        other = replace(value, day=value.month, month=value.day)
        return tuple(dict.fromkeys(_with_month(value, context) + _with_month(other, context)))
    return _with_month(value, context)


def day_stretch(day: date) -> Stretch:
    """The whole of `day`."""
    return _day(day)


def month_stretch(year: int, month: int) -> Stretch:
    """The whole month; `month` may run past 12 or below 1."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = datetime(year, month, 1)  # noqa: DTZ001  wall-clock time
    return Stretch(first, first + timedelta(days=days_in(year, month)), "month")


def year_stretch(year: int) -> Stretch:
    """The whole calendar year."""
    return Stretch(datetime(year, 1, 1), datetime(year + 1, 1, 1), "year")  # noqa: DTZ001  wall-clock time


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return month_lengths.monthrange(year, month)[1]


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        return None
    return date(year, month, day)


def _day(day: date) -> Stretch:
    start = datetime.combine(day, time())
    return Stretch(start, start + timedelta(days=1), "day")


def _weekday(weekday: int, context: Context) -> date:
    """The first such weekday after today, or the last before it."""
    if context.direction is Direction.AHEAD:
        return context.today + timedelta(days=(weekday - context.today.weekday() - 1) % 7 + 1)
    return context.today - timedelta(days=(context.today.weekday() - weekday - 1) % 7 + 1)


def _day_of_month(value: Calendar, context: Context) -> tuple[Stretch, ...]:
    """'De 15e': in this month or the nearest one on the side of the question that has the day."""
    ahead = context.direction is Direction.AHEAD
    year, month = context.today.year, context.today.month
    if value.day is None or not 1 <= value.day <= 31:
        return ()
    if value.weekday is not None:
        return _nearest(value, context)
    for _ in range(3):
        day = make_day(year, month, value.day)
        if day is not None and (day >= context.today if ahead else day <= context.today):
            return (_day(day),)
        month += 1 if ahead else -1
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return ()


def _nearest(value: Calendar, context: Context) -> tuple[Stretch, ...]:
    """'Vrijdag de 15e': in this month where it fits, else the nearest month on the side of the question."""
    step = 1 if context.direction is Direction.AHEAD else -1
    for offset in range(13):
        months = context.today.year * 12 + context.today.month - 1 + step * offset
        day = make_day(months // 12, months % 12 + 1, value.day or 0)
        if day is None or day.weekday() != value.weekday:
            continue
        if step > 0 or day <= context.today:
            return (_day(day),) if context.question is None or offset <= 1 else _either_slip(value, context)
    return ()


def _either_slip(value: Calendar, context: Context) -> tuple[Stretch, ...]:
    """'Vrijdag de 28e' while the 28th is a Saturday: one of the two is a mistake."""
    near = _day_of_month(Calendar(day=value.day), context)
    if not near or near[0].start is None or value.weekday is None:
        return ()
    shift = (value.weekday - near[0].start.weekday() + 3) % 7 - 3
    return (near[0], _day(near[0].start.date() + timedelta(days=shift)))


def _with_month(value: Calendar, context: Context) -> tuple[Stretch, ...]:
    years = [value.year] if value.year is not None else _years(value, context)
    if value.year is not None and value.short_year:
        years = [_century(value.year, context)]
    found = [one for year in years if (one := _in_year(value, year)) is not None]
    return _by_weekday(value, found, context)


def _century(year: int, context: Context) -> int:
    """Two figures for a year: never ahead of us where the question looks back."""
    looks_back = context.direction in {Direction.BEHIND, Direction.LONG_AGO}
    latest = context.today.year - 14 if context.question == BIRTH_YEAR else context.today.year
    return year - 100 if looks_back and year > latest else year


def _in_year(value: Calendar, year: int) -> Stretch | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if value.month is None:
        return year_stretch(year)
    if not 1 <= value.month <= 12:
        return None
    if value.day is None:
        return month_stretch(year, value.month)
    day = make_day(year, value.month, value.day)
    return None if day is None else _day(day)


def _years(value: Calendar, context: Context) -> list[int]:
    """The years to try for a date without one; 29 February only has leap years."""
    this = context.today.year
    if context.direction is Direction.LONG_AGO:
        past = [year for year in range(this, this - 12, -1) if _is_past(value, year, context)]
        return past[:_YEARS_OFFERED]
    ahead = context.direction is Direction.AHEAD
    most = 2 if context.question in {END_DATE, NOTICE_DATE, AGREED_DATE} else 9
    order = range(this, this + most) if ahead else range(this, this - most, -1)
    for year in order:
        stretch = _in_year(value, year)
        if stretch is None or stretch.start is None or stretch.end is None:
            continue
        if (stretch.end > context.midnight) if ahead else (stretch.start <= context.midnight):
            return [year]
    return []


def _is_past(value: Calendar, year: int, context: Context) -> bool:
    stretch = _in_year(value, year)
    return stretch is not None and stretch.start is not None and stretch.start <= context.midnight


def _by_weekday(value: Calendar, found: list[Stretch], context: Context) -> tuple[Stretch, ...]:
    """A weekday beside the date picks its year, or shows that one of the two is a mistake."""
    if value.weekday is None or value.day is None or not found:
        return tuple(found)
    fitting = tuple(one for one in found if one.start is not None and one.start.weekday() == value.weekday)
    if fitting:
        return fitting
    if context.question is None:
        this = context.today.year
        others = [_in_year(value, year) for year in (this, this + 1, this - 1)] if value.year is None else []
        near = [one for one in others if one is not None and one.start and one.start.weekday() == value.weekday]
        return (near[0],) if near else tuple(found)
    start = found[0].start
    if start is None:
        return tuple(found)
    shift = (value.weekday - start.weekday() + 3) % 7 - 3
    return (*found, _day(start.date() + timedelta(days=shift)))
