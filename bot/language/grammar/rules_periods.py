"""Weeks by number, quarters, seasons, decades, weekends: 'week 5', 'Q1 2027', 'zomer 2010', 'de jaren 90'."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.figures import full_year
from bot.language.grammar.nodes import Calendar, Options, Stretch, UnitWord
from bot.language.grammar.resolve import month_stretch, stretches, year_stretch
from bot.language.questions import Direction

_MOST_WEEKS = 53
define("week_number", ["small_number", "n99"])
define("season", ["spring", "summer", "autumn", "winter"])


def _year_of(m: Match, label: str = "year") -> int | None:
    value = m.value(label)
    if isinstance(value, Calendar):
        return value.year
    if isinstance(value, Stretch) and value.start is not None:
        return value.start.year
    return None


def _week(year: int, number: int) -> Stretch | None:
    if not 1 <= number <= 53:
        return None
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    start = datetime.combine(monday, time())
    return Stretch(start, start + timedelta(days=7), "period")


def _on_side(make: list[Stretch | None], context: Context) -> Stretch | Options | None:
    """Of the same part of several years, the nearest on the side of the question."""
    found = [one for one in make if one is not None and one.start is not None and one.end is not None]
    if context.direction is Direction.AHEAD:
        ahead = [one for one in found if one.end is not None and one.end > context.midnight]
        return ahead[0] if ahead else None
    behind = [one for one in reversed(found) if one.start is not None and one.start <= context.midnight]
    if context.direction is Direction.LONG_AGO:
        return Options(tuple(behind[:3]))
    return behind[0] if behind else None


def _week_number(m: Match, context: Context) -> Stretch | Options | None:
    number, year = m.value("small_number"), _year_of(m)
    unit: UnitWord = m.value("unit")
    if (unit.unit, unit.size) == ("month", 3) and number <= 4:
        return _quarter(year, number) if year is not None else _quarter_near(number, context)
    if unit.unit != "week" or unit.plural:
        return None
    if number > _MOST_WEEKS:
        return Options(())
    if year is not None:
        return _week(year, number) or Options(())
    this = context.today.isocalendar().year
    if context.question is None:
        return _week(this, number)
    return _on_side([_week(this + offset, number) for offset in (-3, -2, -1, 0, 1)], context)


def _quarter(year: int, number: int) -> Stretch:
    first = month_stretch(year, number * 3 - 2)
    return Stretch(first.start, month_stretch(year, number * 3).end, "period")


def _quarter_number(m: Match, context: Context) -> Stretch | Options | None:
    number = m.value("quarter_no") if m.has("quarter_no") else m.value("any_ordinal")
    if (m.has("unit") and (m.value("unit").unit, m.value("unit").size) != ("month", 3)) or not 1 <= number <= 4:
        return None
    year = _year_of(m)
    if year is not None:
        return _quarter(year, number)
    return _quarter_near(number, context)


def _quarter_near(number: int, context: Context) -> Stretch | Options | None:
    return _on_side([_quarter(context.today.year + offset, number) for offset in (-3, -2, -1, 0, 1)], context)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _season(m: Match, context: Context) -> Stretch | Options | None:
    def make(year: int) -> Stretch:
        first = _SEASONS[m.node("season").tag]
        return Stretch(month_stretch(year, first).start, month_stretch(year, first + 2).end, "period", approx=True)

    year = _year_of(m)
    if year is not None:
        return make(year)
    if m.has("relation"):
        offset = {"previous": -1, "past": -1, "final": -1, "last": -1, "next": 1, "coming": 1}.get(
            m.node("relation").tag, 0
        )
        this = context.today.year
        years = [make(this + one) for one in (-2, -1, 0, 1, 2)]
        if offset < 0:
            return [one for one in years if one.end is not None and one.end <= context.midnight][-1]
        if offset > 0:
            return next(one for one in years if one.start is not None and one.start > context.midnight)
        return make(this)
    return _on_side([make(context.today.year + offset) for offset in (-3, -2, -1, 0, 1)], context)


def _decade(m: Match, _: Context) -> Stretch | None:
    word: UnitWord = m.value("unit")
    number = m.value("number") if m.has("number") else m.value("shortyear")
    if word.unit != "year" or not word.plural:
        return None
    first = number if number >= 1000 else full_year(number, 20)
    if first % 10:
        return None
    return Stretch(year_stretch(first).start, year_stretch(first + 9).end, "period")


def _named_decade(m: Match, _: Context) -> Stretch:
    """'De negentiger jaren', 'the nineties'."""
    first = 1900 + m.value("decade")
    return Stretch(year_stretch(first).start, year_stretch(first + 9).end, "period")


def _weekend(m: Match, context: Context) -> Stretch:
    offset = {"next": 1, "coming": 0, "previous": -1, "past": -1, "final": -1, "last": -1}.get(
        m.node("relation").tag if m.has("relation") else "this", 0
    )
    first = context.monday + timedelta(days=5, weeks=offset)
    start = datetime.combine(first, time())
    return Stretch(start, start + timedelta(days=2), "period")


def _workweek(m: Match, context: Context) -> Stretch:
    offset = {"next": 1, "coming": 1, "previous": -1, "past": -1, "final": -1, "last": -1}.get(
        m.node("relation").tag if m.has("relation") else "this", 0
    )
    start = datetime.combine(context.monday + timedelta(weeks=offset), time())
    return Stretch(start, start + timedelta(days=5), "period")


def _week_with(m: Match, context: Context) -> Stretch | Options | None:
    """'De week van 10 april': from Monday to Monday."""
    if m.value("unit").unit != "week":
        return None
    weeks = []
    for one in stretches(m.value("day"), context):
        if one.start is not None:
            monday = one.start - timedelta(days=one.start.weekday())
            weeks.append(Stretch(monday, monday + timedelta(days=7), "period"))
    return weeks[0] if len(weeks) == 1 else Options(tuple(weeks))


WEEKS = [
    rule("period", "the? unit small_number:week_number (van|of|in|comma)? year", _week_number),
    rule("period", "the? unit (hyphen)? small_number:week_number !unit", _week_number),
    rule("period", "quarter_no (van|of|in|hyphen)? the? year", _quarter_number),
    rule("period", "year (hyphen|comma)? the? quarter_no", _quarter_number),
    rule("period", "quarter_no", _quarter_number),
    rule("period", "the? any_ordinal unit (van|of|in)? the? year", _quarter_number),
    rule("period", "year the? any_ordinal unit", _quarter_number),
    rule("period", "the? any_ordinal unit", _quarter_number),
    rule("period", "the? unit (number|shortyear)", _decade),
    rule("period", "(the|in)? the? decade (unit)?", _named_decade),
    rule("period", "(the|in)? the? relation weekend", _weekend),
    rule("period", "(the|in)? the? weekend", _weekend),
    rule("period", "the? relation workweek", _workweek),
    rule("period", "the? relation season", _season),
    rule("period", "the? season (van|of)? year", _season),
    rule("period", "year (comma|opinion|in|the)* season", _season),
    rule("period", "<!of season", _season),
    rule("period", "the? unit (van|of|from) the? day", _week_with),
]
