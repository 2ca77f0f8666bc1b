"""A day together with a time or a part of the day: 'morgen om 8 uur', 'dinsdagochtend', "zondag 's avonds 20:00"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Clock, Hours, Node, Options, Stretch
from bot.language.grammar.resolve import day_stretch, stretches
from bot.language.grammar.rules_clock import in_part, likely

define("day_time_gap", ["comma", "hyphen", "at", "on", "around", "the", "in", "van", "of", "from"])


def _combine(days: tuple[Stretch, ...], at: time) -> Stretch | Options:
    found = tuple(
        Stretch(moment, moment, "time")
        for one in days
        if one.start is not None and (moment := datetime.combine(one.start.date(), at))
    )
    return found[0] if len(found) == 1 else Options(found)


def _at_clock(m: Match, context: Context) -> Stretch | Options:
    clock: Clock = m.value("clock")
    return _combine(stretches(m.value("day"), context), likely(clock, context).at)


def _at_dotted(m: Match, context: Context) -> Stretch | Options | None:
    hour, minute, _text = m.value("dotted")
    if hour > 23 or minute > 59:
        return None
    return _combine(stretches(m.value("day"), context), likely(Clock(time(hour, minute), sure=hour > 12), context).at)


def _at_bare(m: Match, context: Context) -> Stretch | Options:
    return _combine(
        stretches(m.value("day"), context), likely(Clock(time(m.value("bare_hour")), sure=False), context).at
    )


def _part_of_day_at(m: Match, context: Context) -> Stretch | Options:
    clock: Clock = m.value("clock")
    return _combine(stretches(m.value("day"), context), in_part(clock, m.value("part")).at)


def _at_in_year(m: Match, context: Context) -> Stretch | Options | None:
    """'26 okt 15:50 2016'."""
    day, year = m.value("day"), m.value("year")
    if not isinstance(day, Calendar) or not isinstance(year, Calendar) or day.month is None or day.year is not None:
        return None
    return _combine(stretches(replace(day, year=year.year), context), m.value("clock").at)


def _today_at(m: Match, context: Context) -> Stretch | Options | None:
    offset, part = m.value("today_part")
    if m.has("dotted"):
        hour, minute, _text = m.value("dotted")
        if hour > 23 or minute > 59:
            return None
        return _combine((day_stretch(context.today + timedelta(days=offset)),), time(hour, minute))
    clock = m.value("clock") if m.has("clock") else Clock(time(m.value("bare_hour")), sure=False)
    return _combine((day_stretch(context.today + timedelta(days=offset)),), in_part(clock, part).at)


def in_hours(day: Stretch, hours: Hours) -> Stretch | None:
    """The part of `day` between two times of day; midnight as an end is that of the next day."""
    if day.start is None:
        return None
    start = None if hours.start is None else datetime.combine(day.start.date(), hours.start)
    end = None if hours.end is None else datetime.combine(day.start.date(), hours.end)
    if start is not None and end is not None and end <= start:
        end += timedelta(days=1)
    return Stretch(start, end, "period", hours.open)


def _day_part(m: Match, context: Context) -> Stretch | Options:
    part: Hours = m.value("part")
    found = tuple(one for day in stretches(m.value("day"), context) if (one := in_hours(day, part)) is not None)
    return found[0] if len(found) == 1 else Options(found)


def _today_part(m: Match, context: Context) -> Stretch | None:
    offset, part = m.value("today_part")
    return in_hours(day_stretch(context.today + timedelta(days=offset)), part)


def _this_part(m: Match, context: Context) -> tuple[int, Hours] | None:
    offset = {
        "this": 0,
        "coming": 1 if m.value("part").end == time(0) else 0,
        "next": 1,
        "previous": -1,
        "past": -1,
        "last": -1,
    }
    tag = m.node("relation").tag
    return (offset[tag], m.value("part")) if tag in offset else None


def _morning_word(m: Match, _: Context) -> Hours:
    from bot.language.grammar.calendar_words import MORNING  # noqa: PLC0415

    return MORNING


def _tomorrow(_: Match, context: Context) -> Stretch:
    return day_stretch(context.today + timedelta(days=1))


def _half_part(m: Match, _: Context) -> Hours | None:
    part: Hours = m.value("part")
    if part.start is None or part.end is None:
        return None
    middle = time((part.start.hour + (part.end.hour or 24)) // 2)
    return Hours(part.start, middle) if m.has("early") or m.has("begin") else Hours(middle, part.end)


def _recurring(m: Match, _: Context) -> Node:
    return m.nodes[m.last - 1]


GREETINGS = [
    rule(
        "greeting", "wish van? (the|a|my)? (part|morgen|weekend|workweek|unit|feast|any_weekday)", lambda m, _: "wish"
    ),
]
WHOLES = [
    rule("whole_part", "entire (morgen|part|unit|weekend)", lambda m, _: "whole"),
    rule("counted", "count (weekend|parts)", lambda m, _: m.value("count")),
]
RECURRING = [
    rule("recurring", "every (any_weekday|unit|part|morgen|weekend|month_name)", _recurring),
]
MORGEN = [
    rule("today_part", "this morgen", lambda m, c: (0, _morning_word(m, c))),
    rule("part", "(in|on) the morgen", _morning_word),
    rule("part", "<=any_weekday morgen", _morning_word),
    rule("today_part", "(the|in)? relation part", _this_part),
]
TOMORROW = [rule("day", "morgen", _tomorrow)]
EARLY = [
    rule("moment", "today_part comma? (at|around)* (at)? clock", _today_at),
    rule("moment", "today_part comma? (at|around|on)* bare_hour !unit !monthname !until_like", _today_at),
    rule("moment", "today_part comma? (at|around)* dotted", _today_at),
    rule("moment", "(at|on)? clock comma? today_part", _today_at),
    rule("moment", "(at|on)? bare_hour comma? today_part", _today_at),
]
RULES = [
    rule("moment", "day day_time_gap* clock comma? year", _at_in_year),
    rule("moment", "(at|on)? clock comma? today_part", _today_at),
    rule("moment", "today_part comma? (at|around)* clock", _today_at),
    rule("moment", "clock day_time_gap* day part", _part_of_day_at),
    rule("moment", "day day_time_gap* clock", _at_clock),
    rule("moment", "(at|around)? clock day_time_gap* day", _at_clock),
    rule("moment", "day day_time_gap* dotted", _at_dotted),
    rule("moment", "(at|around)? dotted day_time_gap* day", _at_dotted),
    rule("part", "(early|late) (in|on)? the? part", _half_part),
    rule("part", "the? (begin|end_of) (van|of)? the? part", _half_part),
    rule("part", "(in|on)? the (early|late) part", _half_part),
    rule("part", "part (early|late)", _half_part),
    rule("period", "day (comma|in|on|the)* part", _day_part),
    rule("period", "(in|on)? the? part (comma|on|van|of)* (the)? day", _day_part),
    rule("period", "today_part", _today_part),
    rule("moment", "day comma? (at|around) bare_hour", _at_bare),
    rule("hours", "(in|on)? the? part", lambda m, _: m.value("part")),
    rule("hours", "(in|on) the? (early|late)? parts", lambda m, _: m.value("parts")),
]
