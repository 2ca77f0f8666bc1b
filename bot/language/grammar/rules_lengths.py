"""Lengths of time: 'twaalf jaar', 'anderhalf jaar', '2 jaar en 3 maanden', 'een jaar of 7', 'ruim tien jaar'."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.arithmetic import VAGUE_COUNT, length_of
from bot.language.grammar.cascade import Match, define, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Length, UnitWord
from bot.language.questions import DURATION_SERVICE

define("amount", ["count", "a"])
define("paid", ["n999", "n1899", "n2100", "big", "money", "thing", "euro"])
define("points", ["count", "any_ordinal", "article", "my", "relation", "every", "section", "van", "in"])


def _plain(m: Match, _: Context) -> Length:
    return replace(length_of(float(m.value("amount")), m.value("unit")), counted=m.node("amount").tag != "a")


def _approximately(m: Match, _: Context) -> Length:
    return replace(length_of(float(m.value("count")), m.value("unit")), approx=True)


def _about_so_many(m: Match, _: Context) -> Length | None:
    """'Maand of vijf'; in English it is no choice ('the week of 5 April')."""
    word: UnitWord = m.value("unit")
    return None if word.english or word.plural else _approximately(m, _)


def _paid_for(m: Match, _: Context) -> UnitWord | None:
    """'2100 a month' is pay, no length; 'een' is too often a number."""
    word: UnitWord = m.value("unit")
    return word if word.english else None


def _hours_in(m: Match, _: Context) -> Length | None:
    """'32 hours a week'."""
    hours: Length = m.value("hours")
    return hours if hours.minutes and not m.value("each").counted else None


def _and_a_half(m: Match, _: Context) -> Length:
    return length_of(float(m.value("amount", m.value("count"))) + 0.5, m.value("unit"))


def _dotted(m: Match, _: Context) -> Length | None:
    """'8.5 jaar'."""
    whole, part, text = m.value("dotted")
    return length_of(float(text), m.value("unit")) if part < 10 and whole < 60 else None


def _with_fraction(m: Match, _: Context) -> Length | None:
    """'8 1/2 jaar'."""
    top, bottom, hyphen = m.value("pair")
    if hyphen or not 0 < top < bottom:
        return None
    return length_of(float(m.value("count")) + top / bottom, m.value("unit"))


def _answered_number(m: Match, context: Context) -> Length | None:
    """A bare number of years, as the whole answer to how long."""
    if context.question != DURATION_SERVICE:
        return None
    years = 1.5 if m.has("one_and_half") else float(m.value("count"))
    if m.has("pair"):
        top, bottom, hyphen = m.value("pair")
        years += top / bottom if not hyphen and 0 < top < bottom else 100
    rough = m.has("around") or m.has("almost") or m.has("more")
    return Length(years=years, approx=rough) if years <= 55 else None


def _and_a_quarter(m: Match, _: Context) -> Length:
    return length_of(float(m.value("amount")) + 0.25, m.value("unit"))


def _and_quarters(m: Match, _: Context) -> Length:
    """'Een jaar en drie kwart'."""
    return length_of(float(m.value("amount")) + m.value("n12", 3) * 0.25, m.value("unit"))


def _half(m: Match, _: Context) -> Length:
    return length_of(0.5, m.value("unit"))


def _one_and_half(m: Match, _: Context) -> Length:
    return length_of(1.5, m.value("unit"))


def _quarter(m: Match, _: Context) -> Length | None:
    word: UnitWord = m.value("unit")
    return length_of(0.25, word) if word.unit in {"year", "hour"} else None


def _some(m: Match, _: Context) -> Length:
    return replace(length_of(VAGUE_COUNT + m.has("few"), m.value("unit")), vague=True, approx=True)


def _a_year_or_seven(m: Match, _: Context) -> Length:
    return Length(years=float(m.value("count")), approx=True)


def _between(m: Match, _: Context) -> Length | None:
    low, high = float(m.value("low")), float(m.value("high"))
    if m.value("unit").unit == "hour" or low >= high:
        return None
    return replace(length_of(low, m.value("unit")), approx=True, upto=high)


def _pair(m: Match, _: Context) -> Length | None:
    low, high, _dash = m.value("pair")
    if m.value("unit").unit == "hour" or low >= high:
        return None
    return replace(length_of(low, m.value("unit")), approx=True, upto=float(high))


def _sum(m: Match, _: Context) -> Length | None:
    left: Length = m.value("left")
    right: Length = m.value("right")
    if right.vague and not left.vague:
        return replace(left, approx=True) if _finest(left) < _coarsest(right) else None
    half_more = left.years >= 1 and right == Length(years=0.5, english=right.english, counted=right.counted)
    return left + right if half_more or _finest(left) < _coarsest(right) else None


_UNITS = ("years", "months", "weeks", "days")


def _ranks(length: Length) -> list[int]:
    """Which units were said, 0 for years; hours rank 4, minutes 5, seconds 6."""
    ranks = [rank for rank, name in enumerate(_UNITS) if getattr(length, name)]
    if length.minutes:
        ranks.append(5 if length.minutes % 60 else 4)
    return [*ranks, 6] if length.seconds or not ranks else ranks


def _finest(length: Length) -> int:
    return _ranks(length)[-1]


def _coarsest(length: Length) -> int:
    return _ranks(length)[0]


def _english_over(m: Match, _: Context) -> Length | None:
    length: Length = m.value("length")
    return replace(length, approx=True) if length.english else None


def _corrected(m: Match, _: Context) -> Length | None:
    """'5 jaar, nee 6': the unit is not said again."""
    length: Length = m.value("length")
    units = [name for name in ("years", "months", "weeks") if getattr(length, name)]
    if len(units) != 1:
        return None
    said: dict[str, Any] = {units[0]: float(m.value("count"))}
    return Length(**said)


def _or_more(m: Match, _: Context) -> Length | None:
    """'16 jaar denk ik, of 17'."""
    length: Length = m.value("length")
    return replace(length, approx=True, upto=float(m.value("count"))) if m.value("count") > length.years > 0 else None


def _rate(m: Match, _: Context) -> Length | None:
    """'9 uur in de week' is how much somebody works, neither a time nor a length."""
    length: Length = m.value("length")
    return length if length.minutes else None


def _hedged(m: Match, _: Context) -> Length:
    length: Length = m.value("length")
    return replace(length, approx=True)


RULES = [
    rule("rate", "<!in paid a unit !ago !later !back !earlier", _paid_for),
    rule("length", "a_unit_of count !unit", _a_year_or_seven),
    rule("length", "a unit or_word count !unit", _approximately),
    rule("length", "<!points unit of count !unit !monthname !gap !colon", _about_so_many),
    rule("length", "one_and_half unit", _one_and_half),
    rule("length", "amount and a? quarter unit", _and_a_quarter),
    rule("length", "amount and (article)? half unit", _and_a_half),
    rule("length", "count half unit", _and_a_half),
    rule("length", "amount unit and article half !unit", _and_a_half),
    rule("length", "amount unit and (three_quarters|n12 quarter) !unit", _and_quarters),
    rule("length", "a? half (article)? unit", _half),
    rule("length", "amount and a? halve unit", _and_a_half),
    rule("length", "a? halve unit", _half),
    rule("length", "three_quarters unit", lambda m, _: length_of(0.75, m.value("unit"))),
    rule("length", "count:n12 quarter unit", lambda m, _: length_of(m.value("count") * 0.25, m.value("unit"))),
    rule("length", "quarter unit", _quarter),
    rule("length", "dotted unit", _dotted),
    rule("length", "count pair:pair unit", _with_fraction),
    rule("length", "(some|few) unit", _some),
    rule("length", "a more unit !count", lambda m, _: replace(length_of(1, m.value("unit")), approx=True)),
    rule("length", "almost unit !count", lambda m, _: replace(length_of(1, m.value("unit")), approx=True)),
    rule("length", "between? the? low:count and high:count unit", _between),
    rule("length", "low:count (hyphen|or_word|until|slash|a|to) high:count unit", _between),
    rule("length", "pair unit", _pair),
    rule("length", "amount unit", _plain),
    rule("length", "count plus unit", _approximately),
    rule("length", "left:length (comma|and)? right:length", _sum),
    rule("length", "left:length (comma|and)? right:length", _sum),
    rule("length", "left:length (comma|and)? right:length", _sum),
]
RATES = [
    rule("rate", "length (per|in|a|slash) the? unit", _rate),
    rule("rate", "length every unit", _rate),
    rule("rate", "hours:length each:length", _hours_in),
]
HEDGES = [
    rule("length", "^ (around|almost|more)? (count|one_and_half) around? $", _answered_number),
    rule("length", "^ (around|almost|more)? count pair $", _answered_number),
    rule("length", "length (comma|stop|end)* correction+ (comma)? count !unit", _corrected),
    rule("length", "length (opinion|x|comma)* or_word (around)? count $", _or_more),
    rule("length", "hence the? length", _english_over),
    rule("length", "hedge the? length", _hedged),
    rule("length", "length (around|plus|almost)", _hedged),
]
