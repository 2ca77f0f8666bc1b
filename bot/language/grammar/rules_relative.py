"""Days counted from today or another day: 'morgen', 'over drie weken', 'twee maanden geleden', 'de dag na kerst'."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.arithmetic import shift
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Length, Stretch, UnitWord
from bot.language.grammar.resolve import day_stretch, month_stretch, stretches, year_stretch
from bot.language.questions import AGREED_DATE, APPOINTMENT_DAY, END_DATE, NOTICE_DATE, START_DATE, asks_for_date

define("about", ["around", "almost", "more", "the", "coming", "next"])


def _deictic(m: Match, context: Context) -> Stretch:
    return day_stretch(context.today + timedelta(days=m.value("deictic")))


def _in_two_days(_: Match, context: Context) -> Stretch:
    return day_stretch(context.today + timedelta(days=2))


def _two_days_ago(_: Match, context: Context) -> Stretch:
    return day_stretch(context.today - timedelta(days=2))


def _now(_: Match, context: Context) -> Stretch | None:
    """'Nu' is filler in a sentence; alone it is today, or this moment when nothing was asked."""
    return Stretch(context.now, context.now, "time") if context.question is None else None


def _answered_now(_: Match, context: Context) -> Stretch | None:
    return day_stretch(context.today) if asks_for_date(context.question) else None


def _just_now(_: Match, context: Context) -> Stretch | None:
    """'Zojuist' answers when somebody heard or signed; elsewhere it says when they did something else."""
    return day_stretch(context.today) if context.question in {NOTICE_DATE, AGREED_DATE} else None


def moved(length: Length, sign: int, context: Context, origin: datetime | None = None) -> Stretch | None:
    """The day or moment that lies `length` from `origin` (now)."""
    if length.vague and context.question is not None and not length.finer_than_day:
        return _roughly(length, sign, context)
    moment = shift(origin or context.now, length, sign)
    if moment is None:
        return None
    if length.finer_than_day and asks_for_date(context.question) and context.question != APPOINTMENT_DAY:
        return day_stretch(moment.date()) if sign < 0 else None
    if length.finer_than_day:
        return Stretch(moment, moment, "time", approx=length.approx)
    if (
        length.years
        and not (length.months or length.weeks or length.days)
        and sign < 0
        and context.question == START_DATE
    ):
        return replace(year_stretch(moment.year), approx=True)
    return replace(day_stretch(moment.date()), approx=length.approx)


def _roughly(length: Length, sign: int, context: Context) -> Stretch | None:
    """'A few weeks ago' is a period, not a day."""
    near = shift(context.midnight, length, sign)
    far = shift(context.midnight, length + length, sign)
    if near is None or far is None:
        return None
    return Stretch(min(near, far), max(near, far) + timedelta(days=1), "period", approx=True)


def _ahead(m: Match, context: Context) -> Stretch | None:
    length: Length = m.value("length")
    return None if m.has("hence") and length.english else moved(length, 1, context)


def _back(m: Match, context: Context) -> Stretch | None:
    return moved(m.value("length"), -1, context)


def _back_where(m: Match, context: Context) -> Stretch | None:
    """'Drie weken terug' is ago; 'rond 11 uur terug' is coming back."""
    length: Length = m.value("length")
    return None if length.finer_than_day else moved(length, -1, context)


def _within(m: Match, context: Context) -> Stretch | None:
    length: Length = m.value("length")
    end = shift(context.now, length, 1)
    if end is None:
        return None
    if length.finer_than_day:
        return Stretch(context.now, end, "period")
    return Stretch(context.midnight, datetime.combine(end.date(), time()), "period")


def _anchor(m: Match, context: Context) -> Stretch | None:
    found = stretches(m.value("day"), context)
    return found[0] if len(found) == 1 else None


def _from_year(m: Match, context: Context) -> Stretch | None:
    """'Twee weken sinds 2011': from its first day."""
    year = m.value("year")
    start = stretches(year, context)[0].start if isinstance(year, Calendar) else None
    moment = shift(start, m.value("length"), 1) if start is not None else None
    return None if moment is None else day_stretch(moment.date())


def _within_anchor(m: Match, context: Context) -> Stretch | None:
    anchor = _anchor(m, context)
    end = None if anchor is None or anchor.start is None else shift(anchor.start, m.value("length"), 1)
    return None if anchor is None or end is None else Stretch(anchor.start, end, "period")


def _from_anchor(m: Match, context: Context) -> Stretch | None:
    anchor = _anchor(m, context)
    if anchor is None or anchor.start is None:
        return None
    sign = -1 if m.has("before") else 1
    length: Length = m.value("length")
    if length.finer_than_day:
        return moved(length, sign, context, anchor.start if anchor.grain == "time" else None)
    moment = shift(anchor.start, length, sign)
    return None if moment is None else day_stretch(moment.date())


def _beside_day(m: Match, context: Context) -> Stretch | None:
    """'De dag na kerst'."""
    anchor = _anchor(m, context)
    if m.value("unit").unit != "day" or anchor is None or anchor.start is None:
        return None
    return day_stretch(anchor.start.date() + timedelta(days=-1 if m.has("before") else 1))


def _beside_week(m: Match, context: Context) -> Stretch | None:
    """'De week na kerst': from the Monday after it."""
    anchor = _anchor(m, context)
    if m.value("unit").unit != "week" or anchor is None or anchor.start is None:
        return None
    monday = anchor.start - timedelta(days=anchor.start.weekday()) + timedelta(days=-7 if m.has("before") else 7)
    return Stretch(monday, monday + timedelta(days=7), "period")


def _weekday_hence(m: Match, context: Context) -> Stretch | None:
    """'Dinsdag over een week': counted from the first such day, today included."""
    value, length = m.value("day"), m.value("length")
    if isinstance(value, Calendar):
        return None
    start = value.start if isinstance(value, Stretch) else None
    moment = shift(start, length, 1) if start is not None else None
    return None if moment is None else day_stretch(moment.date())


def _known_day_ago(m: Match, context: Context) -> Stretch | None:
    """'Vandaag een week geleden'."""
    start = context.midnight + timedelta(days=m.value("deictic") if m.has("deictic") else 1)
    moment = shift(start, m.value("length"), -1)
    return None if moment is None else day_stretch(moment.date())


def _still_to_go(m: Match, context: Context) -> Stretch | None:
    """'Nog twee weken' answers when it ends."""
    return moved(m.value("length"), 1, context) if context.question == END_DATE else None


def _known_day_hence(m: Match, context: Context) -> Stretch | None:
    start = context.midnight + timedelta(days=m.value("deictic") if m.has("deictic") else 1)
    moment = shift(start, m.value("length"), 1)
    return None if moment is None else day_stretch(moment.date())


def _week_tomorrow(m: Match, context: Context) -> Stretch | None:
    """'A week tomorrow'."""
    return _known_day_hence(m, context) if m.value("deictic") > 0 and m.value("length").weeks else None


def _that_month(m: Match, context: Context) -> Stretch | None:
    """'Zestien jaar geleden deze maand'."""
    unit: UnitWord = m.value("unit")
    moment = shift(context.midnight, m.value("length"), -1)
    if (unit.unit, unit.size) != ("month", 1) or moment is None or not m.value("length").years:
        return None
    return month_stretch(moment.year, moment.month)


DAYS = [
    rule("day", "the? over_tomorrow", _in_two_days),
    rule("day", "the? before_yesterday", _two_days_ago),
    rule("day", "deictic", _deictic),
    rule("day", "^ per? now $", _answered_now),
    rule("day", "just_now", _just_now),
    rule("now_moment", "now", _now),
]

LENGTHS = [
    rule("day", "(deictic|morgen) length ago", _known_day_ago),
    rule("month", "length ago comma? this unit", _that_month),
    rule("month", "this unit comma? length ago", _that_month),
    rule("by_grain", "still (about)* length !count", _still_to_go),
    rule("by_grain", "(deictic|morgen) hence length", _known_day_hence),
    rule("day", "length deictic", _week_tomorrow),
    rule("period", "within (about)* length !before !after !since !from", _within),
    rule("by_grain", "(hence|in) (about)* length (from now)? !from !after !since", _ahead),
    rule("by_grain", "length from now", _ahead),
    rule("by_grain", "length (ago|earlier)", _back),
    rule("by_grain", "length back", _back_where),
    rule("by_grain", "length later", _ahead),
]
ANCHORED = [
    rule("day", "length (after|since|from) the? year", _from_year),
    rule("period", "within (about)* length (after|since|from) the? day", _within_anchor),
    rule("day", "within (about)* length before the? day", _from_anchor),
    rule("day", "day hence length", _weekday_hence),
    rule("day", "(hence|in)? length (after|since|from) the? day", _from_anchor),
    rule("day", "length before the? day", _from_anchor),
    rule("day", "(the|a)? unit (after|before) day", _beside_day),
    rule("period", "(the|in)? the? unit (after|before) day", _beside_week),
]
