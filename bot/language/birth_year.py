"""The year of birth: '1972', 'uit 72', 'ik ben 54', '3-5-1972'. Only the year is kept."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise

from bot.language.candidates import Candidate
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Length, Node
from bot.language.grammar.tokens import lowered
from bot.language.readings import NOTHING, Outcome, Reading
from bot.language.settle import corrected

YOUNGEST, OLDEST = 14, 90
_TURNS = re.compile(r"\b(?:word|wordt|werd|geworden|turn|turned|turning)\b")
_AGE = re.compile(r"^(?:n1[28]|n\d+)$")


def choose_birth_year(found: list[Candidate], nodes: list[Node], context: Context, text: str) -> Reading:
    """A year of grain `year`; ambiguous for an age, since the birthday may still come."""
    dates = [one for one in found if one.kind == "date"]
    years = {_year(one.reading) for one in corrected(dates, nodes)} if dates else set()
    plausible = sorted(year for year in years if year is not None and _plausible(year, context))
    if len(plausible) == 1:
        return _reading(plausible[0])
    if plausible:
        return Reading(Outcome.AMBIGUOUS, alternatives=tuple(_reading(year) for year in plausible))
    birthday = _birthday(dates, nodes, context) if _TURNS.search(lowered(text)) else None
    if birthday is not None:
        return birthday
    ages = [one for one in found if one.kind == "length"]
    if ages and ages[-1].reading.duration is not None:
        return _from_age(ages[-1].reading.duration.years, context)
    return _from_number(nodes, context)


def _year(reading: Reading) -> int | None:
    if reading.outcome is Outcome.AMBIGUOUS:
        return None
    return reading.start.year if isinstance(reading.start, date | datetime) else None


def _plausible(year: int, context: Context) -> bool:
    return OLDEST >= context.today.year - year >= YOUNGEST


def _reading(year: int) -> Reading:
    return Reading(Outcome.DATE, start=date(year, 1, 1), grain="year")


def _from_age(age: int, context: Context) -> Reading:
    if not YOUNGEST <= age <= OLDEST:
        return NOTHING
    this = context.today.year
    return Reading(Outcome.AMBIGUOUS, alternatives=(_reading(this - age), _reading(this - age - 1)))


def _birthday(dates: list[Candidate], nodes: list[Node], context: Context) -> Reading | None:
    """'Ik word dit jaar 60', 'I turned 50 last month': the age at a birthday whose year is known."""
    years = {_year(one.reading) for one in dates}
    ages = [node.value for node in nodes if _AGE.match(node.tag) and isinstance(node.value, int)]
    ages += [int(node.value.years) for node in nodes if isinstance(node.value, Length) and node.value.years]
    year = years.pop() if len(years) == 1 else None
    if len(ages) != 1 or year is None or abs(year - context.today.year) > 1:
        return None
    return _reading(year - ages[0]) if YOUNGEST <= ages[0] <= OLDEST else None


def _said_to_be(nodes: list[Node]) -> bool:
    """'Ik ben 57' tells an age, 'uit 57' does not."""
    if len(nodes) > 1 and _AGE.match(nodes[0].tag) and nodes[1].tag == "verb":
        return True
    return any(left.tag in {"verb", "now", "almost"} and _AGE.match(right.tag) for left, right in pairwise(nodes))


def _from_number(nodes: list[Node], context: Context) -> Reading:
    """A bare number of two figures: a year of birth where only that fits, else an age or the question which."""
    numbers = [node.value for node in nodes if _AGE.match(node.tag) and isinstance(node.value, int)]
    if len(numbers) != 1 or not 10 <= numbers[0] <= 99:
        return NOTHING
    year, number = 1900 + numbers[0], numbers[0]
    as_age = 16 <= number <= 70
    as_year = _plausible(year, context) and context.today.year - year <= 75 and not (as_age and _said_to_be(nodes))
    this = context.today.year
    ages = (_reading(this - number), _reading(this - number - 1))
    if as_year and not as_age:
        return _reading(year)
    if as_age and not as_year:
        return Reading(Outcome.AMBIGUOUS, alternatives=ages)
    if as_year and as_age:
        return Reading(Outcome.AMBIGUOUS, alternatives=tuple(dict.fromkeys((_reading(year), *ages))))
    return NOTHING
