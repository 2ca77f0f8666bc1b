"""Years by themselves: '2009', 'sinds '98', 'uit 66', 'het jaar 2001'."""

from __future__ import annotations

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.figures import full_year
from bot.language.grammar.nodes import Calendar
from bot.language.questions import BIRTH_YEAR, DURATION_SERVICE, START_DATE

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
define("year_after", ["comma", "stop", "end", "or_word", "correction", "verb", "opinion", "and", "until", "through"])
_LOOKING_BACK = {START_DATE, BIRTH_YEAR, DURATION_SERVICE}


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
    return Calendar(2000 + m.value("zero"), short_year=True) if context.question in _LOOKING_BACK else None


def _far_year(m: Match, _: Context) -> Calendar | None:
    return Calendar(m.value("big")) if m.value("big") <= 2200 else None


def _written_year(m: Match, _: Context) -> Calendar | None:
    value = m.value("n1899")
    return Calendar(value) if 1000 <= value <= 1899 else None


def _short_year(m: Match, context: Context) -> Calendar | None:
    if context.question not in _LOOKING_BACK and not m.has("shortyear"):
        return None
    return Calendar(full_year(m.value("shortyear", m.value("late_short_year"))), short_year=True)


def _lone_short_year(m: Match, context: Context) -> Calendar | None:
    """A bare '58' may be an age where the year of birth is asked."""
    return None if context.question == BIRTH_YEAR and not m.has("shortyear") else _short_year(m, context)


def _born_in(m: Match, context: Context) -> Calendar | None:
    """'Uit 66'."""
    return _short_year(m, context) if context.question == BIRTH_YEAR else None


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
