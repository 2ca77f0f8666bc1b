"""Days counted from today: 'morgen', 'over drie weken', 'volgende week dinsdag', 'twee maanden geleden', 'a.s. maandag'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.arithmetic import shift
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.figures import full_year
from bot.language.grammar.nodes import Calendar, Length, Options, Stretch, UnitWord
from bot.language.grammar.resolve import day_stretch, month_stretch, stretches, year_stretch
from bot.language.questions import END_DATE, NOTICE_DATE, START_DATE, asks_for_date

define("about", ["around", "almost", "more", "the", "coming", "next"])
define("lookback", ["previous", "past", "final"])


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


def moved(length: Length, sign: int, context: Context, origin: datetime | None = None) -> Stretch | None:
    """The day or moment that lies `length` from `origin` (now)."""
    if length.vague and context.question is not None and not length.finer_than_day:
        return _roughly(length, sign, context)
    moment = shift(origin or context.now, length, sign)
    if moment is None:
        return None
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


def _nth_weekday_ahead(m: Match, context: Context) -> Stretch:
    days = (m.value("weekday") - context.today.weekday() - 1) % 7 + 1 + 7 * (m.value("n12") - 1)
    return day_stretch(context.today + timedelta(days=days))


def _stated_year(m: Match, _: Context) -> Calendar | None:
    if m.value("unit").unit != "year":
        return None
    return (
        Calendar(m.value("year_number"))
        if m.has("year_number")
        else Calendar(full_year(m.value("shortyear")), short_year=True)
    )


def _weekday_weeks_ago(m: Match, context: Context) -> Stretch | None:
    length: Length = m.value("length")
    if length != Length(weeks=length.weeks) or length.weeks != int(length.weeks):
        return None
    return day_stretch(context.monday + timedelta(days=m.value("weekday"), weeks=-int(length.weeks)))


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


def _weekday_hence(m: Match, context: Context) -> Stretch | None:
    """'Dinsdag over een week': counted from the first such day, today included."""
    value, length = m.value("day"), m.value("length")
    if isinstance(value, Calendar):
        return None
    start = value.start if isinstance(value, Stretch) else None
    moment = shift(start, length, 1) if start is not None else None
    return None if moment is None else day_stretch(moment.date())


def _known_day_hence(m: Match, context: Context) -> Stretch | None:
    start = context.midnight + timedelta(days=m.value("deictic") if m.has("deictic") else 1)
    moment = shift(start, m.value("length"), 1)
    return None if moment is None else day_stretch(moment.date())


def _named_day_hence(m: Match, context: Context) -> Stretch | None:
    first = context.today + timedelta(days=(m.value("weekday") - context.today.weekday()) % 7)
    moment = shift(datetime.combine(first, time()), m.value("length"), 1)
    return None if moment is None else day_stretch(moment.date())


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
    return {"next": 1, "coming": 1, "previous": -1, "past": -1, "final": -1}.get(tag, 0)


def _related_unit(m: Match, context: Context) -> Stretch | None:
    """'Volgende maand'. 'De laatste dag' is no yesterday: it is somebody's last day at work."""
    tag = m.node("relation").tag
    if (
        tag in {"final", "previous"}
        and m.value("unit").unit == "day"
        or (tag == "final" and context.question is not None)
    ):
        return None
    return unit_now(m.value("unit"), context, relation_offset(m.node("relation").tag))


def _week_after_next(_: Match, context: Context) -> Stretch | None:
    return unit_now(UnitWord("week"), context, 2)


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
    if tag in {"past", "final"}:
        return day_stretch(before)
    if tag in {"this", "that"}:
        return day_stretch(context.monday + timedelta(days=weekday))
    other = context.monday + timedelta(days=weekday + (7 if tag == "next" else -7))
    near = after if tag == "next" else before
    return _either(near, other, context)


def _either(near: date, other: date, context: Context) -> Stretch | Options:
    if near == other or context.question is None:
        return day_stretch(other)
    return Options((day_stretch(near), day_stretch(other)))


def _related_month(m: Match, context: Context) -> Stretch:
    month, tag = m.value("monthname"), m.node("relation").tag
    today = context.today
    if tag in {"next", "coming"}:
        return month_stretch(today.year + (month <= today.month), month)
    if tag in {"previous", "past", "final"}:
        return month_stretch(today.year - (month >= today.month), month)
    return month_stretch(today.year, month)


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


def _beside_day(m: Match, context: Context) -> Stretch | None:
    """'De dag na kerst'."""
    anchor = _anchor(m, context)
    if m.value("unit").unit != "day" or anchor is None or anchor.start is None:
        return None
    return day_stretch(anchor.start.date() + timedelta(days=-1 if m.has("before") else 1))


def _month_then_day(m: Match, context: Context) -> Calendar | None:
    month, day = m.value("month"), m.value("day")
    if not isinstance(month, Calendar) or not isinstance(day, Calendar) or day.month is not None or day.day is None:
        return None
    return Calendar(month.year, month.month, day.day, day.weekday)


DAYS = [
    rule("day", "the? over_tomorrow", _in_two_days),
    rule("day", "the? before_yesterday", _two_days_ago),
    rule("day", "deictic", _deictic),
    rule("day", "^ per? now $", _answered_now),
    rule("now_moment", "now", _now),
]
LENGTHS = [
    rule("day", "(deictic|morgen) hence length", _known_day_hence),
    rule("day", "weekday hence length", _named_day_hence),
    rule("period", "within (about)* length", _within),
    rule("day", "(hence|in) (about)* length (from now)? !from !after !since", _ahead),
    rule("day", "length from now", _ahead),
    rule("day", "length (ago|earlier)", _back),
    rule("day", "length back", _back_where),
    rule("day", "(hence)? n12 weekday from now", _nth_weekday_ahead),
    rule("day", "hence n12 weekday", _nth_weekday_ahead),
    rule("day", "weekday length (ago|back)", _weekday_weeks_ago),
    rule("day", "length later", _ahead),
    rule("day", "after length !clock", lambda m, c: None if m.value("length").finer_than_day else _ahead(m, c)),
]
UNITS = [
    rule("period", "the? week_after_next", _week_after_next),
    rule("year", "the? relation unit (year_number|shortyear)", _stated_year),
    rule("by_grain", "the? relation !count unit", _related_unit),
    rule("by_grain", "the? next final unit", _related_unit),
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
]
MONTHS = [
    rule("month", "the? relation monthname", _related_month),
]
DAYS_IN_MONTH = [
    rule("day", "(on|the)* day_number (van|of|in|comma)* the? month", _day_in_month),
]
COMBINED = [
    rule("day", "day hence length", _weekday_hence),
    rule("day", "(hence|in)? length (after|since|from) the? day", _from_anchor),
    rule("day", "length before the? day", _from_anchor),
    rule("day", "day past", _day_past),
    rule("day", "day coming", _day_coming),
    rule("day", "(the|a)? unit (after|before) day", _beside_day),
    rule("day", "month comma the? day", _month_then_day),
    rule("day", "day (van|of|in|comma)? the? year", _day_in_year),
    rule("day", "year comma? (on)? the? day", _day_in_year),
    rule("month", "month (van|of|in|comma)? the? year", _month_in_year),
    rule("month", "year (in|comma)? the? month", _month_in_year),
]
