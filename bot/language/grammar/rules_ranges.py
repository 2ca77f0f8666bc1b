"""From one date or time to another, and dates or times with one side open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Calendar, Clock, Hours, Options, Stretch
from bot.language.grammar.resolve import stretches
from bot.language.grammar.rules_clock import likely
from bot.language.questions import APPOINTMENT_TIME

define("edge", ["day", "month", "year", "period", "moment"])
define("hour_edge", ["clock", "n0", "n12", "n23", "dotted"])
define("opening", ["from", "van", "between", "since", "in"])
define("joint", ["until", "through", "hyphen", "around"])
define("side", ["from", "since", "after", "before", "until", "by_then", "through", "not_before"])


def _fill(left: object, right: object) -> object:
    """'Van 1 tot 5 maart 2027': the left side takes month and year from the right."""
    if not isinstance(left, Calendar) or not isinstance(right, Calendar):
        return left
    if left.month is None and left.weekday is None:
        left = replace(left, month=right.month if left.year is None else None)
    if left.year is None and left.month is not None and right.year is not None:
        year = right.year - (right.month is not None and left.month > right.month)
        left = replace(left, year=year, short_year=right.short_year)
    return left


def _range(left: object, right: object, inclusive: bool, context: Context) -> Stretch | Options | None:
    starts = stretches(_fill(left, right), context)  # type: ignore[arg-type]
    made = []
    for one in starts:
        end = _end_after(one, right, inclusive, context)
        if one.start is not None and end is not None and one.start < end:
            made.append(Stretch(one.start, end, "period"))
    if not made:
        return None
    return made[0] if len(made) == 1 else Options(tuple(made))


def _end_after(start: Stretch, right: object, inclusive: bool, context: Context) -> datetime | None:
    if start.start is None:
        return None
    if isinstance(right, Calendar) and right.year is None and right.month is not None:
        found = stretches(replace(right, year=start.start.year), context)
        if found and found[0].start is not None and found[0].start < start.start:
            found = stretches(replace(right, year=start.start.year + 1), context)
    elif isinstance(right, Calendar) and right.month is None and right.day is not None:
        found = stretches(replace(right, year=start.start.year, month=start.start.month), context)
    elif isinstance(right, Calendar) and right.month is None and right.weekday is not None:
        ahead = (right.weekday - start.start.weekday() - 1) % 7 + 1
        begin = datetime.combine(start.start.date() + timedelta(days=ahead), time())
        found = (Stretch(begin, begin + timedelta(days=1), "day"),)
    else:
        found = stretches(right, context)  # type: ignore[arg-type]
    if not found:
        return None
    return found[0].end if inclusive and found[0].grain != "time" else found[0].start


def _inclusive(m: Match) -> bool:
    return m.has("joint") and m.node("joint").tag in {"through", "hyphen", "around"}


def _between(m: Match, context: Context) -> Stretch | Options | None:
    inclusive = _inclusive(m) or (m.has("between") and m.node("right").tag == "day")
    return _range(m.value("left"), m.value("right"), inclusive, context)


def _numbers(m: Match, context: Context) -> Stretch | Options | None:
    right = m.value("right")
    if not isinstance(right, Calendar) or right.month is None:
        return None
    return _range(Calendar(day=m.value("day_number")), right, _inclusive(m) or m.has("and"), context)


def _first_of_two(m: Match, _: Context) -> Calendar | None:
    """'10 of 11 november'."""
    following = [node for node in m.nodes[m.last + 1 : m.last + 3] if node.tag != "the"][:1]
    if not following or following[0].tag != "day" or not isinstance(following[0].value, Calendar):
        return None
    other: Calendar = following[0].value
    return replace(other, day=m.value("day_number"), weekday=None) if other.day is not None else None


def _pair(m: Match, context: Context) -> Stretch | Options | None:
    first, second, _dash = m.value("pair")
    month = m.value("month")
    if not isinstance(month, Calendar) or first > second or second > 31:
        return None
    whole = Calendar(month.year, month.month, second, short_year=month.short_year)
    return _range(Calendar(day=first), whole, True, context)


def _years(m: Match, context: Context) -> Stretch | Options | None:
    first, last = m.value("years")
    return _range(Calendar(first), Calendar(last), True, context) if first < last else None


def _clock_of(m: Match, label: str) -> Clock | None:
    value = m.value(label)
    if isinstance(value, Clock):
        return value
    if isinstance(value, tuple):
        return Clock(time(value[0], value[1]), sure=value[0] > 12) if value[0] < 24 and value[1] < 60 else None
    return Clock(time(value), sure=value > 12 or value == 0) if value < 24 else None


def _hours(m: Match, context: Context) -> Hours | None:
    start, end = _clock_of(m, "left"), _clock_of(m, "right")
    if start is None or end is None:
        return None
    if (
        end.sure
        and not start.sure
        and end.at.hour > 12
        and start.at.hour + 12 < end.at.hour <= 18
        and start.at.hour < 6
    ):
        start = Clock(start.at.replace(hour=start.at.hour + 12))
    first, last = likely(start, context).at, likely(end, context).at
    return Hours(first, last) if first < last else Hours(start.at, end.at)


def _hours_pair(m: Match, context: Context) -> Hours | None:
    first, second, _dash = m.value("pair")
    if first > 24 or second > 24 or first == second:
        return None
    start = likely(Clock(time(first % 24), sure=first > 12), context).at
    end = likely(Clock(time(second % 24), sure=second > 12), context).at
    return Hours(start, end) if start < end else None


def _asked_pair(m: Match, context: Context) -> Hours | None:
    return _hours_pair(m, context) if context.question == APPOINTMENT_TIME else None


def _day_hours(m: Match, context: Context) -> Stretch | Options | None:
    from bot.language.grammar.rules_moments import in_hours  # noqa: PLC0415

    hours: Hours = m.value("hours")
    found = tuple(one for day in stretches(m.value("day"), context) if (one := in_hours(day, hours)) is not None)
    return found[0] if len(found) == 1 else Options(found) if found else None


def _bound(m: Match, _: Context) -> Bound:
    return Bound(m.node("side").tag, m.value("edge"), m.node("edge").tag)


def _or_later(m: Match, _: Context) -> Bound:
    return Bound("since" if m.has("or_later") else "by_then", m.value("edge"), m.node("edge").tag)


def _clock_bound(m: Match, context: Context) -> Hours:
    at = likely(m.value("clock"), context).at
    if m.node("side").tag in {"from", "since", "after", "not_before"}:
        return Hours(at, None, "after")
    return Hours(None, at, "before")


def _asked_hour_bound(m: Match, context: Context) -> Hours | None:
    if context.question != APPOINTMENT_TIME:
        return None
    at = likely(Clock(time(m.value("bare_hour")), sure=False), context).at
    return Hours(None, at, "before") if m.has("before") else Hours(at, None, "after")


def _clock_or(m: Match, context: Context) -> Hours:
    at = likely(m.value("clock"), context).at
    return Hours(at, None, "after") if m.has("or_later") else Hours(None, at, "before")


def _around_meal(m: Match, _: Context) -> Hours | None:
    """'Voor de middag', 'na de lunch'."""
    if m.has("part"):
        part: Hours = m.value("part")
        at = part.start if m.has("before") else part.end
    else:
        at = time(12 if m.has("before") else 13) if m.has("lunch") else time(9)
    return Hours(None, at, "before") if m.has("before") else Hours(at, None, "after")


def _hour_en_bound(m: Match, context: Context) -> Hours:
    at = likely(Clock(time(m.value("hour_en")), sure=False), context).at
    return (
        Hours(at, None, "after")
        if m.node("side").tag in {"from", "since", "after", "not_before"}
        else Hours(None, at, "before")
    )


def _both(m: Match, _: Context) -> Hours | None:
    first, second = m.value("left"), m.value("right")
    if first.open == "after" and second.open == "before":
        return Hours(first.start, second.end)
    return None


OCCASIONS = [
    rule("meant_for", "<=occasion before", lambda m, _: "voor"),
]
HOURS = [
    rule("hours", "(opening)? the? (around)? left:clock (joint|and) (the)? right:hour_edge !unit !monthname", _hours),
    rule("hours", "between left:hour_edge (and|joint) right:hour_edge !unit !monthname", _hours),
    rule("hours", "(opening)? left:hour_edge joint right:clock", _hours),
    rule("hours", "(between|from|van) pair u?", _hours_pair),
    rule("hours", "^ pair u?", _asked_pair),
    rule("hours", "(before|after) (the|my)? (lunch|breakfast)", _around_meal),
    rule("hours", "(in)? the? my? lunch", lambda m, _: Hours(time(12), time(13))),
    rule("hours", "(before|after) (the|my) part", _around_meal),
    rule("hours", "side hour_en", _hour_en_bound),
    rule("hours", "side the? (around|at)? (around)? clock", _clock_bound),
    rule("hours", "(after|before|since) bare_hour !x !unit !monthname !gap !day !or_word !and", _asked_hour_bound),
    rule("hours", "(at)? clock (or_later|or_earlier)", _clock_or),
    rule("hours", "left:hours (and|but) right:hours", _both),
]
NUMBERS = [
    rule("day", "day_number =or_word", _first_of_two),
    rule("period", "(opening)? the? day_number:any_ordinal (joint|and) the? right:day", _numbers),
    rule("period", "(opening)? the? day_number:dayno (joint|and) the? right:day", _numbers),
    rule("period", "pair (van|of)? month", _pair),
    rule("period", "month pair", _pair),
    rule("period", "(opening)? years", _years),
]
RANGES = [
    rule("period", "between the? left:edge and the? right:edge", _between),
    rule("period", "(opening)? the? left:edge joint (on)? the? right:edge", _between),
]
DAY_HOURS = [
    rule("period", "day (comma|in|on|the)* hours", _day_hours),
    rule("period", "hours (comma|in|on|the)* day", _day_hours),
]
BOUNDS = [
    rule("bound", "side (around)? the? edge", _bound),
    rule("bound", "edge (or_later|or_earlier)", _or_later),
]
