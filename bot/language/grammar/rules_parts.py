"""A numbered day or week of a longer time, and its begin, middle or end: 'de laatste vrijdag van mei', 'eind maart'."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.arithmetic import add_months, add_workdays
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.feasts import nth_weekday
from bot.language.grammar.nodes import Bound, Options, Stretch, UnitWord
from bot.language.grammar.resolve import day_stretch, month_stretch, stretches
from bot.language.grammar.rules_units import unit_now

define("section", ["begin", "mid", "half", "end_of", "early", "late", "final"])


define("spanned", ["month", "year", "period"])


define("edge_of_unit", ["begin", "end_of"])
define("at_end", ["final", "last"])


def _nth_weekday(m: Match, context: Context) -> Stretch | Options | None:
    number = -1 if m.has("final") else m.value("any_ordinal")
    months = (
        stretches(m.value("month"), context)
        if m.has("month")
        else (month_stretch(context.today.year, context.today.month),)
    )
    days = [nth_weekday(one.start.year, one.start.month, m.value("weekday"), number) for one in months if one.start]
    found = tuple(day_stretch(day) for day in days if day is not None)
    return found[0] if len(found) == 1 else Options(found)


def _nth_weekday_of_month(m: Match, context: Context) -> Stretch | Options | None:
    """'De laatste vrijdag van de maand': of this month."""
    unit: UnitWord = m.value("unit")
    return _nth_weekday(m, context) if (unit.unit, unit.size) == ("month", 1) else None


def _nth_weekend(m: Match, context: Context) -> Stretch | Options:
    found = []
    for one in stretches(m.value("month"), context):
        if one.start is None:
            continue
        day = nth_weekday(one.start.year, one.start.month, 5, -1 if m.has("final") else m.value("any_ordinal"))
        if day is not None:
            start = datetime.combine(day, time())
            found.append(Stretch(start, start + timedelta(days=2), "period"))
    return found[0] if len(found) == 1 else Options(tuple(found))


def _nth_day(m: Match, context: Context) -> Stretch | Options | None:
    """'De laatste dag van februari', 'de eerste werkdag van maart'."""
    if m.value("unit").unit not in {"day", "workday"}:
        return None
    found = []
    for one in stretches(m.value("month"), context):
        if one.start is None or one.end is None:
            continue
        if m.value("unit").unit == "workday":
            count = -1 if m.has("final") else m.value("any_ordinal")
            edge = one.end if count < 0 else one.start - timedelta(days=1)
            found.append(day_stretch(add_workdays(edge.date(), count)))
            continue
        last = one.end - timedelta(days=1)
        start = last if m.has("final") else one.start + timedelta(days=m.value("any_ordinal") - 1)
        if start < one.end:
            found.append(day_stretch(start.date()))
    return found[0] if len(found) == 1 else Options(tuple(found))


def _nth_day_of(m: Match, whole: Stretch | None) -> Stretch | None:
    if m.value("unit").unit != "day" or whole is None or whole.start is None or whole.end is None:
        return None
    if m.has("final"):
        return day_stretch(whole.end.date() - timedelta(days=1))
    return day_stretch(whole.start.date() + timedelta(days=m.value("any_ordinal") - 1))


def _nth_day_of_now(m: Match, context: Context) -> Stretch | None:
    return _nth_day_of(m, unit_now(m.value("whole"), context))


def _nth_day_of_year(m: Match, context: Context) -> Stretch | None:
    found = stretches(m.value("whole"), context)
    return _nth_day_of(m, found[0]) if found else None


def _nth_week(m: Match, context: Context) -> Stretch | Options | None:
    if m.value("unit").unit != "week":
        return None
    found = []
    for one in stretches(m.value("spanned"), context):
        if one.start is None or one.end is None:
            continue
        if m.has("final"):
            day = one.end - timedelta(days=1)
            monday = day - timedelta(days=day.weekday())
            if one.grain == "month" and (one.end - monday).days < 4:
                monday -= timedelta(days=7)
        else:
            thursday = one.start + timedelta(days=(3 - one.start.weekday()) % 7)
            monday = thursday - timedelta(days=3) + timedelta(weeks=m.value("any_ordinal") - 1)
        found.append(Stretch(monday, monday + timedelta(days=7), "period"))
    return found[0] if len(found) == 1 else Options(tuple(found))


def _whole_months(start: datetime, end: datetime) -> int:
    """How many months from the first of one to the first of another; 0 when it is no row of whole months."""
    return (end.year - start.year) * 12 + end.month - start.month if start.day == end.day == 1 else 0


def _cut(stretch: Stretch, section: str) -> Stretch | None:
    start, end = stretch.start, stretch.end
    if start is None or end is None:
        return None
    third = {"begin": 0, "early": 0, "mid": 1, "half": 1, "end_of": 2, "late": 2, "final": 2}[section]
    if stretch.grain == "month":
        marks = [start, start + timedelta(days=10), start + timedelta(days=20), end]
    elif stretch.grain == "year":
        marks = [start, start.replace(month=5), start.replace(month=9), end]
    elif (end - start).days == 7:
        marks = [start, start + timedelta(days=2), start + timedelta(days=3), end]
        if third == 0:
            return Stretch(start, start + timedelta(days=3), "period", approx=True)
    elif (months := _whole_months(start, end)) in {3, 6}:
        marks = [add_months(start, months // 3 * part) for part in range(3)] + [end]
    elif (end.year - start.year) == 100:
        marks = [start, start.replace(year=start.year + 33), start.replace(year=start.year + 66), end]
    elif (end.year - start.year) == 10:
        marks = [start, start.replace(year=start.year + 3), start.replace(year=start.year + 7), end]
    else:
        length = (end - start) / 3
        marks = [start + timedelta(days=(length * part).days) for part in range(3)] + [end]
    return Stretch(marks[third], marks[third + 1], "period", approx=True)


def _section(m: Match, context: Context) -> Stretch | Options | None:
    section = m.node("section").tag
    cut = [part for one in stretches(m.value("spanned"), context) if (part := _cut(one, section)) is not None]
    return None if not cut else cut[0] if len(cut) == 1 else Options(tuple(cut))


def _section_of_month(m: Match, context: Context) -> Stretch | Options | None:
    """'Maart, begin van de maand'."""
    return _section(m, context) if (m.value("unit").unit, m.value("unit").size) == ("month", 1) else None


def _last_day(m: Match, context: Context) -> Stretch | Options | None:
    """'De laatste van februari', 'ultimo maart'."""
    found = [one for one in stretches(m.value("whole"), context) if one.end is not None and one.grain != "day"]
    days = tuple(day_stretch((one.end - timedelta(days=1)).date()) for one in found if one.end is not None)
    return None if not days else days[0] if len(days) == 1 else Options(days)


def _last_day_now(m: Match, context: Context) -> Stretch | None:
    """'De laatste van de maand'."""
    unit: UnitWord = m.value("unit")
    whole = unit_now(unit, context) if unit.unit in {"month", "year"} else None
    return None if whole is None or whole.end is None else day_stretch((whole.end - timedelta(days=1)).date())


def _half_of(m: Match, context: Context) -> Stretch | Options | None:
    """'De eerste helft van maart'."""
    first, found = m.value("any_ordinal") == 1, []
    for one in stretches(m.value("spanned"), context):
        if one.start is None or one.end is None:
            continue
        months = _whole_months(one.start, one.end)
        middle = one.start + timedelta(days=(one.end - one.start).days // 2)
        middle = add_months(one.start, months // 2) if months > 1 and months % 2 == 0 else middle
        found.append(Stretch(one.start if first else middle, middle if first else one.end, "period"))
    return None if not found else found[0] if len(found) == 1 else Options(tuple(found))


def _before_end(m: Match, _: Context) -> Bound:
    """'Voor het eind van maart': until March is over."""
    return Bound("by_then", m.value("spanned"), m.node("spanned").tag)


def _end_of_day(m: Match, context: Context) -> Options | None:
    days = stretches(m.value("day"), context)
    ends = [one.start + timedelta(hours=23, minutes=59, seconds=59) for one in days if one.start]
    return Options(tuple(Stretch(end, end, "time") for end in ends))


def _end_of_today(m: Match, context: Context) -> Stretch | None:
    if m.value("unit").unit != "day":
        return None
    end = context.midnight + timedelta(hours=23, minutes=59, seconds=59)
    return Stretch(end, end, "time")


def _end_of_unit(m: Match, context: Context) -> Stretch | None:
    if m.value("unit").unit == "day":
        return None
    whole = unit_now(m.value("unit"), context)
    return None if whole is None else _cut(whole, m.node("section").tag)


HALVES = [
    rule("period", "(the|in)? the? any_ordinal helft (van|of)? the? spanned", _half_of),
]
PARTS = [
    rule("day", "ultimo (van|of)? the? whole:month", _last_day),
    rule("day", "ultimo (van|of)? the? whole:year", _last_day),
    rule("day", "ultimo (van|of)? (the|this)? unit", _last_day_now),
    rule("day", "(on)? the final:at_end (van|of) the? whole:month", _last_day),
    rule("day", "(on)? the final:at_end (van|of) (the|this) unit", _last_day_now),
    rule("period", "spanned:month comma? (in|on|the)* section (van|of) the unit", _section_of_month),
    rule("day", "the? any_ordinal weekday (van|of|in) the? month", _nth_weekday),
    rule("day", "the? final:at_end weekday (van|of|in) the? month", _nth_weekday),
    rule("day", "(the|on)? the? (any_ordinal|final:at_end) weekday (van|of|in) (the|this) unit", _nth_weekday_of_month),
    rule("period", "(the|in)? the? (any_ordinal|final:at_end) weekend (van|of|in) the? month", _nth_weekend),
    rule("day", "(the|on)? the? any_ordinal weekday !month !van !of !in", _nth_weekday),
    rule("day", "the? (any_ordinal|final:at_end) unit (van|of|in) the? month", _nth_day),
    rule("day", "the? (any_ordinal|final:at_end) unit (van|of|in) (the|this) whole:unit", _nth_day_of_now),
    rule("day", "the? (any_ordinal|final:at_end) unit (van|of|in) the? whole:year", _nth_day_of_year),
    rule("period", "the? (any_ordinal|final:at_end) unit (van|of|in) the? spanned", _nth_week),
    rule("bound", "(before|until|by_then) the? end_of (van|of)? the? spanned", _before_end),
    rule("period", "(the|on|around)? the? section (van|of|in)? the? spanned", _section),
    rule("period", "(the|on)? the? section (van|of) the? unit !whole !quarter_no", _end_of_unit),
    rule("period", "(the|on)? section:edge_of_unit unit !whole !quarter_no", _end_of_unit),
]

LATER_PARTS = [
    rule("period", "(the|on|around)? the? section (van|of|in)? the? spanned:period", _section),
]
ENDS_OF_DAYS = [
    rule("moment", "(the|on)? the? end_of (van|of) the? day", _end_of_day),
    rule("moment", "(the|on)? the? end_of (van|of) the unit", _end_of_today),
]
