"""Dates with a day, month or year in them: '1 maart', 'de 15e', 'vrijdag 16 november', 'maart 2027', '2009'."""

from __future__ import annotations

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.figures import full_year
from bot.language.grammar.nodes import Calendar, Options
from bot.language.grammar.resolve import stretches
from bot.language.questions import APPOINTMENT_DAY, APPOINTMENT_TIME, START_DATE, Direction, asks_for_date

define(
    "month_place",
    [
        "in", "per", "since", "from", "until", "through", "end_of", "begin", "mid", "half", "van", "after", "before",
        "around", "next", "coming", "previous", "past", "this", "final", "last", "of", "between",
        "and", "or_word", "by_then", "correction", "year_number", "hyphen", "comma",
    ],
)  # fmt: skip
define("old_year", ["n1899"])
define("month_number", ["n12"])
define("bad_day", ["n0", "n59", "n99"])
define("late_day", ["n23", "n31"])
define("day_joint", ["slash", "through", "and", "after", "from", "before", "comma", "until"])
define("weekday_place", ["day", "clock", "part", "n12", "n23", "n31", "or_word"])


def _year(m: Match) -> tuple[int | None, bool]:
    if m.has("year_number") or m.has("old_year"):
        return m.value("year_number", m.value("old_year")), False
    if m.has("shortyear"):
        return full_year(m.value("shortyear")), True
    if m.has("late_short_year"):
        return full_year(m.value("late_short_year")), True
    return None, False


def _day_month(m: Match, _: Context) -> Calendar:
    year, short = _year(m)
    return Calendar(year, m.value("monthname"), m.value("day_number"), short_year=short)


def _day_month_named(m: Match, _: Context) -> Calendar:
    """'32 januari' stays impossible, it is not January."""
    return Calendar(None, m.value("monthname"), m.value("bad_day"))


def _ordinal_of_ordinal(m: Match, _: Context) -> Calendar | None:
    """'De elfde van de elfde'."""
    return Calendar(None, m.value("second"), m.value("first")) if m.value("second") <= 12 else None


def _first_day(m: Match, _: Context) -> Calendar:
    """'Per een maart'."""
    return Calendar(None, m.value("monthname"), 1)


def _asked_year_two(m: Match, context: Context) -> Calendar | None:
    """'1 maart 15': two figures are a year where that year lies on the side of the question."""
    short = m.value("two_figures")
    if not asks_for_date(context.question):
        return None
    ahead = context.direction is Direction.AHEAD
    year, this = full_year(short), context.today.year
    if context.direction is Direction.LONG_AGO:
        year -= 100 if year > this else 0
        plausible = year > this - 60
    else:
        plausible = this <= year <= this + 5 if ahead else this - 2 <= year <= this
    return Calendar(year, m.value("monthname"), m.value("day_number"), short_year=True) if plausible else None


def _slashed_pair(m: Match, context: Context) -> Options | None:
    """'1/2 maart' is one of two days."""
    first, second, hyphen = m.value("pair")
    if hyphen or second > 31:
        return None
    year = m.value("year_number")
    both = [stretches(Calendar(year, m.value("monthname"), day), context) for day in (first, second)]
    return Options(both[0] + both[1])


def _spaced(m: Match, context: Context) -> Calendar | None:
    """'26 03 2027' as a whole answer."""
    if not asks_for_date(context.question):
        return None
    year = m.value("year_number") if m.has("year_number") else full_year(m.value("two_figures"))
    return Calendar(year, m.value("month_number"), m.value("dayno"), short_year=not m.has("year_number"))


def _month(m: Match, _: Context) -> Calendar:
    year, short = _year(m)
    return Calendar(year, m.value("monthname"), short_year=short)


def _month_day(m: Match, context: Context) -> Calendar | Options:
    day = Calendar(m.value("year_number"), m.value("monthname"), m.value("day_number"))
    if context.question == START_DATE and day.year is None and m.node("day_number").tag in {"n12", "n23", "n31"}:
        month = Calendar(full_year(m.value("day_number")), m.value("monthname"), short_year=True)
        return Options(stretches(month, context) + stretches(day, context)[:2])
    return day


def _lone_month(m: Match, _: Context) -> Calendar:
    return Calendar(None, m.value("monthname"))


def _may_of(m: Match, _: Context) -> Calendar | None:
    return Calendar(None, 5) if m.value("name_month", m.value("unsure_month")) == 5 else None


def _answered_month(m: Match, context: Context) -> Calendar | None:
    return Calendar(None, m.value("name_month")) if asks_for_date(context.question) else None


def _weekday(m: Match) -> int:
    return int(m.value("any_weekday"))


def _weekday_date(m: Match, _: Context) -> Calendar | None:
    value = m.value("day")
    if not isinstance(value, Calendar) or value.weekday is not None:
        return None
    return Calendar(value.year, value.month, value.day, _weekday(m), value.short_year)


def _weekday_number(m: Match, _: Context) -> Calendar:
    return Calendar(day=m.value("day_number"), weekday=_weekday(m))


def _asked_weekday_number(m: Match, context: Context) -> Calendar | None:
    """'Do 26'; a lower number may be an hour."""
    return _weekday_number(m, context) if asks_for_date(context.question) else None


def _answered_weekday(m: Match, context: Context) -> Calendar | None:
    return Calendar(weekday=_weekday(m)) if context.question == APPOINTMENT_DAY else None


def _but_not_so(m: Match, _: Context) -> int | None:
    """'Vr om 3 uur'; but 'zo om 3 uur' says about three."""
    value: int = m.value("short_weekday")
    return value if value != 6 else None


def _asked_weekday(m: Match, context: Context) -> int | None:
    value: int = m.value("short_weekday")
    return value if context.question == APPOINTMENT_DAY else None


def _pair_date(m: Match, context: Context) -> Calendar | None:
    first, second, hyphen = m.value("pair")
    if context.question == APPOINTMENT_TIME and hyphen and len(m.nodes) < 3:
        return None
    if first <= 31 and 1 <= second <= 12:
        swaps = not hyphen and first <= 12 and first != second
        return Calendar(None, second, first, swaps=swaps)
    if first <= 12 < second <= 31:
        return Calendar(None, first, second)
    return Calendar(None, second, first) if asks_for_date(context.question) and first <= 31 and second <= 31 else None


def _dotted_date(m: Match, _: Context) -> Calendar | None:
    first, second, _text = m.value("dotted")
    if first <= 12 < second <= 31:
        first, second = second, first
    return Calendar(None, second, first) if first <= 31 and 1 <= second <= 12 else None


def _asked_dotted(m: Match, context: Context) -> Calendar | None:
    return _dotted_date(m, context) if asks_for_date(context.question) else None


_AND_YEAR = "(gap? (in|van|of)? (year_number|old_year|shortyear|late_short_year) !unit)?"
RULES = [
    rule(
        "day",
        "day_number (gap|van|of)? monthname two_figures !unit !u !until_like !monthname !or_word",
        _asked_year_two,
    ),
    rule("day", "the? first:any_ordinal van the? second:any_ordinal !weekday !unit !noun", _ordinal_of_ordinal),
    rule("day", "pair monthname year_number?", _slashed_pair),
    rule("day", "^ dayno month_number (year_number|two_figures) $", _spaced),
    rule("day", f"day_number (gap|van|of|in)? the? monthname {_AND_YEAR}", _day_month),
    rule("day", "bad_day (gap|van|of)? monthname", _day_month_named),
    rule("day", "<=on a monthname !unit", _first_day),
    rule("day", "<=per a monthname !unit", _first_day),
    rule("day", "^ a monthname !unit", _first_day),
    rule("month", "year_number gap? monthname", _month),
    rule("day", "monthname the? day_number comma? year_number", _month_day),
    rule("month", "monthname (gap|in|van|of)? year_number", _month),
    rule("day", "monthname (hyphen|slash) day_number !unit !gap", _month_day),
    rule("month", "monthname (gap|in|van)? (late_short_year|shortyear) !unit", _month),
    rule("day", "monthname comma? the? day_number !unit !u !hyphen !until !gap !oclock", _month_day),
    rule("day", "monthname comma? the? day_number =comma", _month_day),
    rule("month", "monthname:month_name", lambda m, _: Calendar(None, m.value("monthname"))),
    rule("month", "<=month_place name_month", lambda m, _: Calendar(None, m.value("name_month"))),
    rule("month", "<=month_place unsure_month !x !verb", _may_of),
    rule("month", "name_month =pointing", lambda m, _: Calendar(None, m.value("name_month"))),
    rule("month", "name_month =van", _may_of),
    rule("month", "name_month !x !not", _answered_month),
]
NUMERIC = [
    rule("day", "<!money pair !unit !monthname !month !thing", _pair_date),
    rule("day", "on dotted", _dotted_date),
    rule("day", "(per|from|van) dotted", _dotted_date),
    rule("day", "dotted", _asked_dotted),
]
WEEKDAYS = [
    rule("day", "any_weekday (comma|hyphen)? (the|per)? day", _weekday_date),
    rule("day", "day (comma|open)? any_weekday:weekday close?", _weekday_date),
    rule("day", "day open any_weekday close", _weekday_date),
    rule("day", "any_weekday (comma)? the? day_number:any_ordinal", _weekday_number),
    rule("day", "any_weekday the day_number", _weekday_number),
    rule("day", "any_weekday day_number:late_day $", _asked_weekday_number),
    rule("day", "any_weekday day_number:late_day (comma|stop|end)", _asked_weekday_number),
    rule("weekday", "short_weekday =weekday_place", lambda m, _: m.value("short_weekday")),
    rule("weekday", "short_weekday =at", _but_not_so),
    rule("weekday", "short_weekday =day_joint", _asked_weekday),
    rule("weekday", "<=day_joint short_weekday", _asked_weekday),
    rule("weekday", "<=relation short_weekday", lambda m, _: m.value("short_weekday")),
    rule(
        "weekday",
        "<=or_word short_weekday",
        lambda m, c: m.value("short_weekday") if c.question == APPOINTMENT_DAY else None,
    ),
    rule("weekday", "<=on short_weekday !x !a !the", lambda m, _: m.value("short_weekday")),
    rule(
        "weekday",
        "^ on? short_weekday $",
        lambda m, c: m.value("short_weekday") if c.question == APPOINTMENT_DAY else None,
    ),
]
