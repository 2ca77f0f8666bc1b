"""The year of birth: '1972', 'uit 72', 'ik ben 54', '3-5-1972'. Only the year is kept."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import pairwise

from bot.language.candidates import Candidate
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Length, Node
from bot.language.grammar.resolve import stretches
from bot.language.grammar.tokens import lowered
from bot.language.questions import END_DATE, NOTICE_DATE
from bot.language.readings import NOTHING, Outcome, Reading
from bot.language.settle import corrected

YOUNGEST, OLDEST = 14, 90
_WILL_TURN = re.compile(r"\b(?:word|wordt|turn|turning)\b")
_HAS_TURNED = re.compile(r"\b(?:werd|geworden|turned)\b")
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
    turns = _turns(text)
    birthday = _birthday(dates, nodes, context, turns) if turns else None
    if birthday is not None:
        return birthday
    ages = [one for one in found if one.kind == "length"]
    if ages and ages[-1].reading.duration is not None:
        return _from_age(ages[-1].reading.duration.years, context)
    return _from_number(nodes, context, turns)


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


def _birthday(dates: list[Candidate], nodes: list[Node], context: Context, turns: str) -> Reading | None:
    """'Ik word dit jaar 60', 'I turned 50 last month': the age at a birthday whose year is known."""
    years = {_year_of_birthday(one, context, turns) for one in dates}
    ages = [node.value for node in nodes if _AGE.match(node.tag) and isinstance(node.value, int)]
    ages += [int(node.value.years) for node in nodes if isinstance(node.value, Length) and node.value.years]
    year = years.pop() if len(years) == 1 else None
    if len(ages) != 1 or year is None or abs(year - context.today.year) > 1:
        return None
    return _reading(year - ages[0]) if YOUNGEST <= ages[0] <= OLDEST else None


def _turns(text: str) -> str:
    """The question on whose side of today the birthday lies that is spoken of; empty where none is."""
    line = lowered(text)
    return NOTICE_DATE if _HAS_TURNED.search(line) else END_DATE if _WILL_TURN.search(line) else ""


def _year_of_birthday(one: Candidate, context: Context, turns: str) -> int | None:
    value = one.node.value
    if not isinstance(value, Calendar) or value.month is None or value.year is not None:
        return _year(one.reading)
    found = [each.start for each in stretches(value, Context(context.now, turns)) if each.start is not None]
    return found[0].year if len(found) == 1 else None


def _said_to_be(nodes: list[Node]) -> bool:
    """'Ik ben 57' tells an age, 'uit 57' does not."""
    if len(nodes) > 1 and _AGE.match(nodes[0].tag) and nodes[1].tag == "verb":
        return True
    return any(left.tag in {"verb", "now", "almost"} and _AGE.match(right.tag) for left, right in pairwise(nodes))


def _from_number(nodes: list[Node], context: Context, turns: str) -> Reading:
    """A bare number of two figures: a year of birth where only that fits, else an age or the question which."""
    numbers = [node.value for node in nodes if _AGE.match(node.tag) and isinstance(node.value, int)]
    if len(numbers) != 1 or not 10 <= numbers[0] <= 99:
        return NOTHING
    year, number = 1900 + numbers[0], numbers[0]
    as_age = 16 <= number <= 70
    as_year = (
        _plausible(year, context) and context.today.year - year <= 75 and not (as_age and (turns or _said_to_be(nodes)))
    )
    this = context.today.year + (turns == END_DATE)
    ages = (_reading(this - number), _reading(this - number - 1))
    if as_year and not as_age:
        return _reading(year)
    if as_age and not as_year:
        return Reading(Outcome.AMBIGUOUS, alternatives=ages)
    if as_year and as_age:
        return Reading(Outcome.AMBIGUOUS, alternatives=tuple(dict.fromkeys((_reading(year), *ages))))
    return NOTHING
