"""Times of day: 'half drie', 'kwart voor vier', '20 over 8', 'om 5', '9 uur 's ochtends', "'s avonds half zes"."""

from __future__ import annotations

from datetime import time

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Clock, Hours, Length, UnitWord
from bot.language.questions import APPOINTMENT_TIME, asks_for_date

define("past_or_to", ["hence", "before", "past", "to"])
define("hour12", ["n12"])
define("bare_hour", ["n12", "n23", "n0", "hour_en"])


def _clock(hour: int, minute: int = 0, *, sure: bool = False, bare: bool = False) -> Clock | None:
    if minute < 0:
        hour, minute = _hour_before(hour), minute + 60
    if hour == 24:
        hour = 0
    if not 0 <= hour <= 23 or not 0 <= minute <= 59:
        return None
    return Clock(time(hour, minute), sure=sure or hour > 12 or hour == 0, bare=bare)


def _hour_before(hour: int) -> int:
    """Before one o'clock it is twelve."""
    return hour - 1 if hour > 1 else 12


def _sign(m: Match) -> int:
    return -1 if m.node("past_or_to").tag in {"before", "to"} else 1


def _minutes(m: Match, _: Context) -> Clock | None:
    return _clock(m.value("hourly"), _sign(m) * m.value("minute"))


def _minutes_half(m: Match, _: Context) -> Clock | None:
    return _clock(_hour_before(m.value("hourly")), 30 + _sign(m) * m.value("minute"))


def _of_minutes(m: Match) -> bool:
    unit: UnitWord = m.value("unit")
    return unit.unit == "minute"


def _minutes_word(m: Match, _: Context) -> Clock | None:
    return _clock(m.value("hourly"), _sign(m) * m.value("minute")) if _of_minutes(m) else None


def _minutes_word_half(m: Match, _: Context) -> Clock | None:
    return _clock(_hour_before(m.value("hourly")), 30 + _sign(m) * m.value("minute")) if _of_minutes(m) else None


def _quarter(m: Match, _: Context) -> Clock | None:
    return _clock(m.value("hourly"), _sign(m) * 15)


def _half(m: Match, _: Context) -> Clock | None:
    return _clock(_hour_before(m.value("hourly")), 30)


def _after_half(m: Match, _: Context) -> Clock | None:
    return _clock(_hour_before(m.value("hourly")), 30 + m.value("minute")) if m.value("minute") in {5, 10} else None


def _after_hour(m: Match, _: Context) -> Clock | None:
    minute = 15 if m.has("quarter") else m.value("minute")
    return _clock(m.value("hourly"), minute) if minute in {5, 10, 15, 20, 25} else None


def _half_past(m: Match, _: Context) -> Clock | None:
    return _clock(m.value("hourly"), 30)


def _hour_minute(m: Match, _: Context) -> Clock | None:
    unit: UnitWord = m.value("unit")
    return _clock(m.value("hour"), m.value("minute")) if unit.unit == "hour" else None


def _hours(m: Match, _: Context) -> Clock | None:
    length: Length = m.value("length")
    if 7 * 60 <= length.minutes < 24 * 60 and length.minutes % 60 and length == Length(minutes=length.minutes):
        return _clock(int(length.minutes // 60), int(length.minutes % 60))
    if not length.only_hours or length.minutes > 24 * 60 or length.approx or length.english:
        return None
    return _clock(int(length.minutes // 60))


def _lone_hours(m: Match, context: Context) -> Clock | None:
    """'Drie uur'; 'een uur' alone is rather a length."""
    length: Length = m.value("length")
    if length.minutes == 60 and context.question != APPOINTMENT_TIME and not length.counted:
        return None
    return _hours(m, context)


def _u(m: Match, _: Context) -> Clock | None:
    return _clock(m.value("hour"))


def _bare(m: Match, _: Context) -> Clock | None:
    return _clock(m.value("bare_hour"), bare=True)


def _dotted(m: Match, context: Context) -> Clock | None:
    hour, minute, text = m.value("dotted")
    return _clock(hour, minute, sure=text.startswith("0")) if len(text.split(".")[1]) == 2 else None


def in_part(clock: Clock, part: Hours) -> Clock:
    """The clock time moved into the half of the day that `part` names."""
    hour = clock.at.hour
    start = part.start.hour if part.start else 0
    if start >= 18 and hour == 12:
        return Clock(clock.at.replace(hour=0))
    if start >= 20 and 8 <= hour < 12:
        return Clock(clock.at.replace(hour=hour + 12))
    if start >= 20 and (hour < 8 or hour == 12):
        return Clock(clock.at.replace(hour=0) if hour == 12 else clock.at)
    if start >= 12 and (5 if start >= 18 else 1) <= hour < 12 and not (start == 12 and hour > 7):
        return Clock(clock.at.replace(hour=hour + 12))
    return Clock(clock.at)


def likely(clock: Clock, _: Context) -> Clock:
    """A bare 1 to 5 o'clock is in the afternoon: nobody meets at night."""
    hour = clock.at.hour
    return clock if clock.sure or not 1 <= hour <= 5 else Clock(clock.at.replace(hour=hour + 12))


def _part_after(m: Match, _: Context) -> Clock | None:
    return in_part(m.value("clock"), m.value("part"))


def _hour_and_part(m: Match, _: Context) -> Clock | None:
    clock = _clock(m.value("bare_hour"))
    return None if clock is None else in_part(clock, m.value("part"))


def _about_noon(m: Match, _: Context) -> Clock | None:
    part: Hours = m.value("part")
    return Clock(time(12)) if part.start == time(12) else None


def _lone_dotted(m: Match, context: Context) -> Clock | None:
    """'20.15' alone: a time unless the question wants a date."""
    hour, minute, text = m.value("dotted")
    if context.question is None and hour < 10 and text[0] != "0":
        return None
    if asks_for_date(context.question) or minute % 5 or hour > 23 or not text.endswith(f"{minute:02}"):
        return None
    return _clock(hour, minute, sure=text.startswith("0"))


def _spoken(m: Match, context: Context) -> Clock | None:
    """'Acht veertig': hour and minutes without a word between them."""
    if asks_for_date(context.question) or m.value("minute") < 10:
        return None
    return _clock(m.value("bare_hour"), m.value("minute"))


def _middle(m: Match, _: Context) -> Clock | None:
    part: Hours = m.value("part")
    if part.start is None or part.start.hour > 12:
        return None
    return Clock(time(10) if part.start.hour < 12 else time(14))


def _middle_of_day(m: Match, _: Context) -> Clock | None:
    return Clock(time(12)) if m.value("unit").unit == "day" else None


def _first_of_two(m: Match, _: Context) -> Clock | None:
    """'10 of 11 uur'."""
    following = m.nodes[m.last + 1 : m.last + 2]
    return _bare(m, _) if following and following[0].tag == "clock" else None


def _hour_or_so(m: Match, context: Context) -> Clock | None:
    """'Een uur of tien' is about ten o'clock where a time is asked."""
    unit: UnitWord = m.value("unit")
    return _clock(m.value("bare_hour")) if unit.unit == "hour" and context.question == APPOINTMENT_TIME else None


def _answered_hour(m: Match, context: Context) -> Clock | None:
    return _bare(m, context) if context.question == APPOINTMENT_TIME else None


def _answered_figures(m: Match, context: Context) -> Clock | None:
    figures = m.value("figures")
    return _clock(figures // 100, figures % 100) if context.question == APPOINTMENT_TIME else None


def _named(m: Match, _: Context) -> Clock:
    clock: Clock = m.value("named_clock")
    return clock


def _hour_named(m: Match, _: Context) -> Clock | None:
    clock: Clock = m.value("clock")
    if m.value("named_clock").at == time(0) and clock.at.hour == 12:
        return Clock(time(0))
    if m.value("named_clock").at.hour == 12 and clock.at.hour < 6:
        return Clock(clock.at.replace(hour=clock.at.hour + 12))
    return Clock(clock.at)


def _halved(m: Match, _: Context) -> Clock | None:
    clock: Clock = m.value("clock")
    hour = clock.at.hour % 12 + (12 if m.has("pm") else 0)
    return Clock(clock.at.replace(hour=hour))


def _bare_halved(m: Match, _: Context) -> Clock | None:
    return Clock(time(m.value("hour12") % 12 + (12 if m.has("pm") else 0)))


RULES = [
    rule("clock", "minute after half hourly !unit", _after_half),
    rule("clock", "(minute|quarter) after hourly !unit !monthname !gap", _after_hour),
    rule("clock", "minute past_or_to half hourly:a !unit !x", _minutes_half),
    rule("clock", "a? quarter past_or_to hourly:a !unit !x", _quarter),
    rule("clock", "minute past_or_to hourly:a !unit !x !halve !half", _minutes),
    rule("clock", "half hourly:a !unit !x !monthname", _half),
    rule("clock", "minute past_or_to half hourly !unit", _minutes_half),
    rule("clock", "minute unit past_or_to half hourly !unit", _minutes_word_half),
    rule("clock", "a? quarter past_or_to hourly", _quarter),
    rule("clock", "minute past_or_to hourly !unit !monthname !half", _minutes),
    rule("clock", "minute unit past_or_to hourly !unit !monthname", _minutes_word),
    rule("clock", "half past hourly", _half_past),
    rule("clock", "half hourly !monthname !unit", _half),
    rule("clock", "hour unit minute !unit !monthname !gap !hence", _hour_minute),
    rule("clock", "(at|on|before) bare_hour minute (in|on)* =part", _spoken),
    rule("clock", "(at|on) bare_hour minute $", _spoken),
    rule("clock", "^ bare_hour minute (end|stop)? $", _spoken),
    rule("clock", "at? a unit of bare_hour", _hour_or_so),
    rule("clock", "hour u", _u),
    rule("clock", "hour:hour12 oclock", _u),
    rule("clock", "hour12 (am|pm)", _bare_halved),
    rule("clock", "clock (am|pm)", _halved),
]
AFTER_LENGTHS = [
    rule("clock", "at (around)* length", _hours),
    rule("clock", "length", _lone_hours),
    rule("clock", "at (the)? (around)* bare_hour !unit !monthname !gap !of", _bare),
    rule("clock", "at (the)? (around)* bare_hour (comma|stop) !monthname", _bare),
    rule("clock", "(at|around) (around)* dotted", _dotted),
    rule("clock", "(at|around) hour_en", lambda m, _: _clock(m.value("hour_en"))),
    rule("clock", "(around|on|at) the part", _about_noon),
    rule("clock", "(in|on)? (the)? mid (van|of|in|on)? (the)? part", _middle),
    rule("clock", "(in|on)? (the)? mid (van|of|in|on)? the unit", _middle_of_day),
    rule("clock", "(at|around)? named_clock (at)? clock", _hour_named),
    rule("clock", "clock named_clock", _hour_named),
    rule("clock", "(around)? (the)? named_clock", _named),
    rule("clock", "clock comma? (in|on)? the? part", _part_after),
    rule("clock", "(in|on)? (the)? part (at)? clock", _part_after),
    rule("clock", "bare_hour comma? (in|on)? (the)? part", _hour_and_part),
    rule("clock", "part (at|around)? (around)* bare_hour !unit !monthname !until_like !gap !and", _hour_and_part),
]
LONE = [
    rule("clock", "dotted", _lone_dotted),
    rule("clock", "bare_hour =or_word", _first_of_two),
    rule("clock", "around bare_hour $", _bare),
    rule("clock", "around bare_hour (comma|stop|end)", _bare),
    rule("clock", "(around)* bare_hour !x !unit !monthname !and !until !hyphen !thing", _answered_hour),
    rule("clock", "figures:n1899 !unit !thing", _answered_figures),
    rule("clock", "figures:n2100 !unit !thing", _answered_figures),
    rule("clock", "figures:n999 !unit !thing", _answered_figures),
]
