"""Parts of a date that stand apart: 'de 20ste van volgende maand', '3 november volgend jaar', '16 november jl.'."""

from __future__ import annotations

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


def _month_then_day(m: Match, context: Context) -> Calendar | None:
    month, day = m.value("month"), m.value("day")
    if not isinstance(month, Calendar) or not isinstance(day, Calendar) or day.month is not None or day.day is None:
        return None
    return Calendar(month.year, month.month, day.day, day.weekday)


DAYS_IN_MONTH = [
    rule("day", "(on|the)* day_number (van|of|in|comma)* the? month", _day_in_month),
]

COMBINED = [
    rule("day", "day past", _day_past),
    rule("day", "day coming", _day_coming),
    rule("day", "month comma the? day", _month_then_day),
    rule("day", "day (van|of|in|comma)? the? year", _day_in_year),
    rule("day", "year comma? (on)? the? day", _day_in_year),
    rule("month", "month (van|of|in|comma)? the? year", _month_in_year),
    rule("month", "year (in|comma)? the? month", _month_in_year),
]
