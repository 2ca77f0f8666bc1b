"""Parts of a date that stand apart: 'de 20ste van volgende maand', '3 november volgend jaar', '16 november jl.'."""

from __future__ import annotations

from dataclasses import replace

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Options, Stretch
from bot.language.grammar.resolve import stretches
from bot.language.questions import END_DATE, NOTICE_DATE


def _month_in_year(m: Match, context: Context) -> Calendar | None:
    value, year = m.value("month"), m.value("year")
    if not isinstance(value, Calendar) or value.year is not None:
        return None
    number = year.year if isinstance(year, Calendar) else year.start.year
    return Calendar(number, value.month, value.day, value.weekday)


def _day_in_year(m: Match, context: Context) -> Calendar | None:
    value, year = m.value("day"), m.value("year")
    if not isinstance(value, Calendar) or value.year is not None or value.month is None:
        return None
    number = year.year if isinstance(year, Calendar) else year.start.year
    return Calendar(number, value.month, value.day, value.weekday)


def _day_in_month(m: Match, context: Context) -> Calendar | None:
    """'De 20ste van volgende maand'; `month` is settled already."""
    month = m.value("month")
    if isinstance(month, Stretch) and month.start is not None:
        return Calendar(month.start.year, month.start.month, m.value("day_number"))
    if isinstance(month, Calendar):
        return Calendar(month.year, month.month, m.value("day_number"))
    return None


def _turned(value: object, question: str, context: Context) -> Stretch | Options | None:
    """The day as another question would read it."""
    if not isinstance(value, Calendar) or value.year is not None:
        return None
    found = stretches(value, Context(context.now, question))
    return found[0] if len(found) == 1 else Options(found)


def _day_past(m: Match, context: Context) -> Stretch | Options | None:
    return _turned(m.value("day"), NOTICE_DATE, context)


def _day_coming(m: Match, context: Context) -> Stretch | Options | None:
    return _turned(m.value("day"), END_DATE, context)


def _month_past(m: Match, context: Context) -> Stretch | Options | None:
    return _turned(m.value("month"), NOTICE_DATE, context)


def _month_coming(m: Match, context: Context) -> Stretch | Options | None:
    return _turned(m.value("month"), END_DATE, context)


def _other_year(m: Match, _: Context) -> Calendar | None:
    """'1 augustus 2008, nee 2009'."""
    day, year = m.value("day"), m.value("year")
    if not isinstance(day, Calendar) or not isinstance(year, Calendar) or day.month is None or year.year is None:
        return None
    return replace(day, year=year.year, weekday=None, short_year=year.short_year)


def _other_day(m: Match, _: Context) -> Calendar | None:
    """'9 november, nee 10'."""
    day = m.value("day")
    if not isinstance(day, Calendar) or day.month is None or day.day is None:
        return None
    return replace(day, day=m.value("dayno"), weekday=None)


def _year_of_next(m: Match, _: Context) -> Calendar | None:
    """'Mei of juni 2012': the first takes the year of the second."""
    label = "day" if m.has("day") else "month"
    value = m.value(label)
    following = m.nodes[m.last + 1 : m.last + 2]
    other = following[0].value if following else None
    if not isinstance(value, Calendar) or not isinstance(other, Calendar) or other.year is None or other.month is None:
        return None
    return replace(value, year=other.year, short_year=other.short_year) if value.month and value.year is None else None


def _month_then_day(m: Match, context: Context) -> Calendar | None:
    month, day = m.value("month"), m.value("day")
    if not isinstance(month, Calendar) or not isinstance(day, Calendar) or day.month is not None or day.day is None:
        return None
    return Calendar(month.year, month.month, day.day, day.weekday)


DAYS_IN_MONTH = [
    rule("day", "month comma? (the|on)* day_number:any_ordinal !unit !weekday !helft", _day_in_month),
    rule("day", "(on|the)* day_number (van|of|in|comma)* the? month", _day_in_month),
]

COMBINED = [
    rule("month", "month past", _month_past),
    rule("month", "month coming", _month_coming),
    rule("day", "day (comma|stop|end)* correction+ comma? year", _other_year),
    rule("day", "day (comma|stop|end)* correction+ (comma|the)* dayno !unit !month !gap", _other_day),
    rule("day", "day =or_word", _year_of_next),
    rule("month", "month =or_word", _year_of_next),
    rule("day", "day past", _day_past),
    rule("day", "day coming", _day_coming),
    rule("day", "month comma the? day", _month_then_day),
    rule("day", "day (van|of|in|comma)? the? year", _day_in_year),
    rule("day", "day comma? around the? year", _day_in_year),
    rule("month", "month comma? around the? year", _month_in_year),
    rule("day", "year comma? (on)? the? day", _day_in_year),
    rule("month", "month (van|of|in|comma)? the? year", _month_in_year),
    rule("month", "year (in|comma)* the? month", _month_in_year),
]
