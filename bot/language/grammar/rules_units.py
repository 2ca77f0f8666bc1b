"""Units of the calendar around today: 'volgende week', 'dit kwartaal', 'afgelopen mei', 'het huidige jaar 2027'."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, rule
from bot.language.grammar.context import Context
from bot.language.grammar.figures import full_year
from bot.language.grammar.nodes import Calendar, Stretch, UnitWord
from bot.language.grammar.resolve import day_stretch, month_stretch, year_stretch
from bot.language.questions import Direction


def unit_now(unit: UnitWord, context: Context, offset: int = 0) -> Stretch | None:
    """The week, month, quarter, year or decade around today, or the `offset`th after it."""
    today = context.today
    if unit.unit == "week" and unit.size == 1:
        start = datetime.combine(context.monday + timedelta(weeks=offset), time())
        return Stretch(start, start + timedelta(days=7), "period")
    if unit.unit == "month":
        size = int(unit.size)
        first = month_stretch(today.year, (today.month - 1) // size * size + 1 + offset * size)
        last = month_stretch(today.year, (today.month - 1) // size * size + offset * size + size)
        return Stretch(first.start, last.end, "month" if size == 1 else "period")
    if unit.unit == "year":
        size = int(unit.size)
        if size == 1:
            return year_stretch(today.year + offset)
        year = today.year // size * size + offset * size
        return Stretch(year_stretch(year).start, year_stretch(year + size - 1).end, "period")
    if unit.unit == "day":
        return day_stretch(today + timedelta(days=offset))
    return None


def relation_offset(tag: str) -> int:
    """-1, 0 or 1: before, this, after."""
    return {"next": 1, "coming": 1, "previous": -1, "past": -1, "final": -1, "last": -1}.get(tag, 0)


def _related_unit(m: Match, context: Context) -> Stretch | None:
    """'Volgende maand'. 'De laatste dag' is no yesterday, 'my last week' no previous one: work ends then."""
    tag = m.node("relation").tag
    if tag in {"final", "last"} and m.first and m.nodes[m.first - 1].tag == "my":
        return None
    if (tag in {"final", "previous", "last", "that"} and m.value("unit").unit == "day") or (
        tag == "final" and context.question is not None
    ):
        return None
    return unit_now(m.value("unit"), context, relation_offset(m.node("relation").tag))


def _week_after_next(_: Match, context: Context) -> Stretch | None:
    return unit_now(UnitWord("week"), context, 2)


def _stated_year(m: Match, _: Context) -> Calendar | None:
    if m.value("unit").unit != "year":
        return None
    return (
        Calendar(m.value("year_number"))
        if m.has("year_number")
        else Calendar(full_year(m.value("shortyear")), short_year=True)
    )


def _related_month(m: Match, context: Context) -> Stretch | None:
    """'Afgelopen mei'; what is still to come is not 'de laatste mei': then its last day may be meant."""
    month, tag = m.value("monthname"), m.node("pointing").tag
    today = context.today
    if tag == "final" and context.question is not None and context.direction is Direction.AHEAD:
        return None
    if tag in {"next", "coming"}:
        return month_stretch(today.year + (month <= today.month), month)
    if tag in {"previous", "past", "final", "last"}:
        return month_stretch(today.year - (month >= today.month), month)
    return month_stretch(today.year, month)


UNITS = [
    rule("period", "the? week_after_next", _week_after_next),
    rule("year", "the? relation unit (year_number|shortyear)", _stated_year),
    rule("by_grain", "the? relation !count unit", _related_unit),
    rule("by_grain", "the? next final unit", _related_unit),
]


def _named_month(m: Match, _: Context) -> Calendar | None:
    """'De maand december'."""
    unit: UnitWord = m.value("unit")
    return Calendar(None, m.value("monthname")) if (unit.unit, unit.size) == ("month", 1) else None


MONTHS = [
    rule("month", "<=the unit monthname", _named_month),
    rule("month", "<=van unit monthname", _named_month),
    rule("month", "the? pointing monthname", _related_month),
]
