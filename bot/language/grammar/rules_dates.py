"""Dates with a day, month or year in them: '1 maart', 'de 15e', 'vrijdag 16 november', 'maart 2027', '2009'."""

from __future__ import annotations

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.figures import full_year
from bot.language.grammar.nodes import Calendar, Options
from bot.language.grammar.resolve import stretches
from bot.language.questions import APPOINTMENT_DAY, APPOINTMENT_TIME, BIRTH_YEAR, START_DATE, Direction, asks_for_date

define(
    "month_place",
    [
        "in", "per", "since", "from", "until", "through", "end_of", "begin", "mid", "half", "van", "after", "before",
        "around", "next", "coming", "previous", "past", "this", "final", "last", "of", "between",
        "and", "or_word", "by_then", "correction", "year_number", "hyphen", "comma",
    ],
)  # fmt: skip
define("year_number", ["n2100"])
define("old_year", ["n1899"])
define("month_number", ["n12"])
define("bad_day", ["n0", "n59", "n99"])
define(
    "year_place",
    [
        "in", "per", "since", "from", "until", "through", "end_of", "begin", "mid", "half", "van", "after", "before",
        "around",
        "between", "and", "or_word", "by_then", "correction", "spring", "summer", "autumn", "winter",
        "feast", "relation", "comma", "hyphen", "equal",
        "month", "quarter_no", "year", "clock", "day", "unit", "late", "early", "less", "greater",
    ],
)  # fmt: skip
define("late_day", ["n23", "n31"])
define("day_joint", ["slash", "through", "and", "after", "from", "before", "comma", "until"])
define("year_after", ["comma", "stop", "end", "or_word", "correction", "verb", "opinion", "and", "until", "through"])
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
    return Calendar(None, 5) if m.value("name_month") == 5 else None


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


def _day_of_month(m: Match, context: Context) -> Calendar | None:
    """'De 15e'; a low number before a noun counts something else ('de 2e kans')."""
    value = m.value("day_number")
    next_is_x = m.last < len(m.nodes) and m.nodes[m.last].tag == "x"
    if value <= 6 and next_is_x and not asks_for_date(context.question):
        return None
    return Calendar(day=value) if 1 <= value <= 31 else None


def _day_of_this_month(m: Match, _: Context) -> Calendar | None:
    unit = m.value("unit")
    return Calendar(day=m.value("any_ordinal")) if (unit.unit, unit.size) == ("month", 1) else None


def _number_day(m: Match, context: Context) -> Calendar | None:
    return None if context.question == APPOINTMENT_TIME else Calendar(day=m.value("dayno"))


def _answered_day(m: Match, context: Context) -> Calendar | None:
    return Calendar(day=m.value("day_number")) if context.question == APPOINTMENT_DAY else None


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


def _year_only(m: Match, _: Context) -> Calendar | None:
    value = m.value("year_number")
    return Calendar(value) if 1900 <= value <= 2100 else None


def _named_year(m: Match, _: Context) -> Calendar | None:
    value, word = m.value("whole"), m.value("unit")
    return (
        Calendar(value) if word.unit == "year" and word.size == 1 and not word.plural and 1 <= value <= 2200 else None
    )


def _asked_year(m: Match, context: Context) -> Calendar | None:
    return _year_only(m, context) if context.question is not None else None


def _zero_year(m: Match, context: Context) -> Calendar | None:
    """'Sinds 09'."""
    looks_back = context.question in {START_DATE, BIRTH_YEAR, "duration_service"}
    return Calendar(2000 + m.value("zero"), short_year=True) if looks_back else None


def _far_year(m: Match, _: Context) -> Calendar | None:
    return Calendar(m.value("big")) if m.value("big") <= 2200 else None


def _written_year(m: Match, _: Context) -> Calendar | None:
    value = m.value("n1899")
    return Calendar(value) if 1000 <= value <= 1899 else None


def _short_year(m: Match, context: Context) -> Calendar | None:
    year, short = _year(m)
    looks_back = context.question in {START_DATE, BIRTH_YEAR, "duration_service"}
    return Calendar(year, short_year=short) if looks_back or m.has("shortyear") else None


def _lone_short_year(m: Match, context: Context) -> Calendar | None:
    """A bare '58' may be an age where the year of birth is asked."""
    return None if context.question == BIRTH_YEAR and not m.has("shortyear") else _short_year(m, context)


def _born_in(m: Match, context: Context) -> Calendar | None:
    """'Uit 66'."""
    return _short_year(m, context) if context.question == BIRTH_YEAR else None


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
DAYS_OF_MONTH = [
    rule("day", "(the|on)* any_ordinal (van|of) (the|this) unit", _day_of_this_month),
    rule("day", "(the|on)* any_ordinal:dayno (van|of) (the|this) unit", _day_of_this_month),
    rule("day", "(the|on) the? day_number:ordinal !unit !weekday !noun !of !van", _day_of_month),
    rule("day", "(the|on) the? day_number:word_ordinal !unit !weekday !x !day !noun !of !van", _day_of_month),
    rule("day", "on the? dayno =at", lambda m, _: Calendar(day=m.value("dayno"))),
    rule("day", "on the? dayno !unit !u !x !thing !colon !after !noun", _number_day),
    rule("day", "^ day_number:ordinal $", _day_of_month),
    rule("day", "^ day_number:dayno $", _answered_day),
]
YEARS = [
    rule("year", "<=year_place the? year_number !thing !unit", _year_only),
    rule("year", "^ year_number !thing !unit !x", _year_only),
    rule("year", "year_number =year_after", _year_only),
    rule("year", "<!thing <!euro year_number !thing !unit", _asked_year),
    rule("year", "year_number $", _year_only),
    rule("year", "the? unit whole", _named_year),
    rule("year", "<=in big !unit !thing", _far_year),
    rule("year", "<=in n1899 !unit !thing", _written_year),
    rule("year", "(in|since|from|van|around|of) the? (shortyear|late_short_year) !unit !thing", _short_year),
    rule("year", "out (shortyear|late_short_year) !unit", _born_in),
    rule("year", "^ (shortyear|late_short_year) $", _lone_short_year),
    rule("year", "(in|since|from|van|around|^) zero:z12 !unit !thing !gap !monthname", _zero_year),
]
