"""Weekdays counted from today: 'komende vrijdag', 'volgende week dinsdag', 'maandag over 2 weken'."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.arithmetic import shift
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Length, Options, Stretch, UnitWord
from bot.language.grammar.resolve import day_stretch, stretches
from bot.language.questions import Direction


def _nth_weekday_ahead(m: Match, context: Context) -> Stretch:
    days = (m.value("weekday") - context.today.weekday() - 1) % 7 + 1 + 7 * (m.value("n12") - 1)
    return day_stretch(context.today + timedelta(days=days))


def _nth_weekday_back(m: Match, context: Context) -> Stretch:
    """'Twee vrijdagen geleden'."""
    days = (context.today.weekday() - m.value("weekday") - 1) % 7 + 1 + 7 * (m.value("n12") - 1)
    return day_stretch(context.today - timedelta(days=days))


def _whole_weeks(length: Length) -> int | None:
    """How many weeks a length is; None when it is anything else."""
    other = length.years or length.months or length.days or length.workdays or length.finer_than_day or length.vague
    return None if other or length.weeks != int(length.weeks) else int(length.weeks)


def _weekday_weeks_ago(m: Match, context: Context) -> Stretch | None:
    """'Woensdag drie weken geleden', 'drie weken geleden op woensdag': in the week that lies so far back."""
    weeks = _whole_weeks(m.value("length"))
    return None if weeks is None else day_stretch(context.monday + timedelta(days=m.value("weekday"), weeks=-weeks))


def _weekday_weeks_ahead(m: Match, context: Context) -> Stretch | None:
    """'Over drie weken op vrijdag'."""
    weeks = _whole_weeks(m.value("length"))
    if weeks is None or (m.has("hence") and m.value("length").english):
        return None
    return day_stretch(context.monday + timedelta(days=m.value("weekday"), weeks=weeks))


def _week_before_last(m: Match, context: Context) -> Stretch | None:
    """'A week last Tuesday'."""
    weeks = _whole_weeks(m.value("length"))
    if weeks is None:
        return None
    days = (context.today.weekday() - m.value("weekday") - 1) % 7 + 1
    return day_stretch(context.today - timedelta(days=days, weeks=weeks))


def _weekday_week(m: Match, context: Context) -> Stretch | None:
    """'Friday week': a week after the coming Friday."""
    word: UnitWord = m.value("unit")
    if word.unit != "week" or word.plural:
        return None
    days = (m.value("weekday") - context.today.weekday() - 1) % 7 + 1
    return day_stretch(context.today + timedelta(days=days, weeks=int(word.size)))


def _the_next_one(m: Match, context: Context) -> Stretch | None:
    """'Deze week niet, volgende wel': the week after the one that was named."""
    named = [node.value for node in m.nodes[: m.first] if node.tag == "period"]
    week = named[-1] if named else None
    if not isinstance(week, Stretch) or week.start is None or week.end is None or (week.end - week.start).days != 7:
        return None
    return Stretch(week.end, week.end + timedelta(days=7), "period")


def _named_day_hence(m: Match, context: Context) -> Stretch | None:
    first = context.today + timedelta(days=(m.value("weekday") - context.today.weekday()) % 7)
    moment = shift(datetime.combine(first, time()), m.value("length"), 1)
    return None if moment is None else day_stretch(moment.date())


def _weekday_of(week: Stretch, weekday: int) -> Stretch | None:
    if week.start is None or week.end is None or (week.end - week.start).days != 7:
        return None
    return day_stretch(week.start.date() + timedelta(days=weekday))


def _in_that_week(m: Match, context: Context) -> Stretch | None:
    """'Dinsdag in week 3'."""
    day, weeks = m.value("day"), stretches(m.value("period"), context)
    if not isinstance(day, Calendar) or day.weekday is None or day.day is not None or len(weeks) != 1:
        return None
    return _weekday_of(weeks[0], day.weekday)


def _weekday_in_week(m: Match, context: Context) -> Stretch | Options | None:
    week = m.value("period")
    return _weekday_of(week, m.value("any_weekday")) if isinstance(week, Stretch) else None


def _related_weekday(m: Match, context: Context) -> Stretch | Options:
    """'Komende vrijdag' is the first one; 'volgende vrijdag' may also be the one of next week."""
    weekday, tag = m.value("any_weekday"), m.node("relation").tag
    after = context.today + timedelta(days=(weekday - context.today.weekday() - 1) % 7 + 1)
    before = context.today - timedelta(days=(context.today.weekday() - weekday - 1) % 7 + 1)
    if tag == "coming":
        return day_stretch(after)
    if tag in {"past", "final", "last"}:
        return day_stretch(before)
    if tag in {"this", "that"}:
        this = context.monday + timedelta(days=weekday)
        looks_ahead = context.question is not None and context.direction is Direction.AHEAD
        return day_stretch(after if looks_ahead and this < context.today else this)
    other = context.monday + timedelta(days=weekday + (7 if tag == "next" else -7))
    near = after if tag == "next" else before
    return _either(near, other, context)


def _either(near: date, other: date, context: Context) -> Stretch | Options:
    if near == other or context.question is None:
        return day_stretch(other)
    return Options((day_stretch(near), day_stretch(other)))


define("clause_end", ["indeed", "verb", "comma", "stop", "end", "opinion", "asap"])
COUNTED = [
    rule("day", "(hence|in) length (the|a|on)* weekday", _weekday_weeks_ahead),
    rule("day", "length (ago|back) (the|a|on)* weekday", _weekday_weeks_ago),
    rule("day", "length (last|final) weekday", _week_before_last),
    rule("day", "weekday unit !whole !quarter_no", _weekday_week),
    rule("day", "n12 weekday (ago|back)", _nth_weekday_back),
    rule("day", "weekday hence length", _named_day_hence),
    rule("day", "(hence)? n12 weekday from now", _nth_weekday_ahead),
    rule("day", "hence n12 weekday", _nth_weekday_ahead),
    rule("day", "weekday length (ago|back)", _weekday_weeks_ago),
]
WEEKDAYS = [
    rule("day", "(the|on)? the? this? relation any_weekday", _related_weekday),
    rule("day", "any_weekday relation:coming", _related_weekday),
    rule("day", "any_weekday relation:past", _related_weekday),
    rule("day", "period (on|hyphen)? any_weekday", _weekday_in_week),
    rule("day", "any_weekday comma? (in|of|van)? the? period", _weekday_in_week),
    rule(
        "day",
        "weekday:any_weekday",
        lambda m, _: Calendar(weekday=m.value("weekday")) if m.node("weekday").tag == "weekday" else None,
    ),
]

IN_WEEKS = [
    rule("day", "day (in|of|van|comma)? the? period", _in_that_week),
    rule("day", "period comma? (on)? day", _in_that_week),
    rule("period", "the? next =clause_end", _the_next_one),
    rule("period", "the? next $", _the_next_one),
]
