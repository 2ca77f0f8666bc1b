"""Several facts in one message, each with the role that the words around it give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.language.amounts import find_amounts
from bot.language.answer import make_context
from bot.language.candidates import Candidate, candidates, read_node
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Node
from bot.language.grammar.pipeline import parse
from bot.language.grammar.tokens import lowered
from bot.language.postcodes import find_postcodes
from bot.language.questions import BIRTH_YEAR, DURATION_SERVICE, END_DATE, START_DATE
from bot.language.readings import Outcome, Reading
from bot.language.roles import weighed_roles
from bot.language.service_length import is_something_else
from bot.language.settle import corrected

POSTCODE = "postcode"
MONTHLY_WAGE = "monthly_wage"
_TERM_BEFORE = re.compile(
    r"(?:termijn|contract|verlengd|proeftijd|opzeg\w*|notice period|term|om de|elke|iedere)"
    r"[^\w,.;]+(?:\w+[^\w,.;]+){0,2}$"
)
_AT_WORK = re.compile(
    r"in dienst|gewerkt|werk|dienst|dienstverband|bij (?:het|de|dit|mijn|m'n)|worked|working|employed|service|"
    r"been (?:here|there|with)"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `role` is the name of the question it answers, `postcode` or `monthly_wage`.

    `value` is a Reading for dates and lengths, text for a postcode, a Decimal of euros per month for a wage.
    `text` is the part of the message, from `start` to `end`. `sure` is False where the role is only likely;
    `distance` tells how far the word that gave the role stands.
    """

    role: str
    value: Reading | str | Decimal
    text: str
    start: int
    end: int
    sure: bool = True
    distance: float = 0

    def to_dict(self) -> dict[str, Any]:
        """JSON form: the value as in the contract, a postcode as text, a wage as a number of euros."""
        value = self.value.to_dict() if isinstance(self.value, Reading) else self.value
        return {"role": self.role, "value": float(value) if isinstance(value, Decimal) else value, "text": self.text}


def find_facts(text: str, now: datetime) -> list[Fact]:
    """The facts in `text` in their order, at most one a role; dates without any hint of their role are left out.

    `now` is aware; ValueError for a naive one.
    """
    context = make_context(None, now)
    nodes = parse(text, context)
    found = corrected([one for one in candidates(nodes, context, text) if one.kind in {"date", "length"}], nodes)
    facts = [*_dates(found, text, context), *_lengths(found, text), *_postcodes(text), *_wages(text, found)]
    best: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda one: (not one.sure, one.distance, one.start)):
        best.setdefault(fact.role, fact)
    return sorted(best.values(), key=lambda one: one.start)


def _dates(found: list[Candidate], text: str, context: Context) -> list[Fact]:
    dates = [one for one in found if one.kind == "date"]
    facts = []
    for one, (near, distance) in zip(dates, weighed_roles(dates, text), strict=True):
        role = near or _by_its_own_words(one.node)
        if role is None:
            continue
        asked = Context(context.now, role)
        reading = _year_of_birth(one, asked) if role == BIRTH_YEAR else read_node(one.node, asked)
        if reading is not None and reading.outcome is not Outcome.NONE:
            facts.append(_fact(role, reading, one.node, text, distance=distance))
    return facts


def _by_its_own_words(node: Node) -> str | None:
    if isinstance(node.value, Bound):
        return {"since": START_DATE, "until": END_DATE, "through": END_DATE, "by_then": END_DATE}.get(node.value.side)
    return None


def _year_of_birth(one: Candidate, asked: Context) -> Reading | None:
    reading = read_node(one.node, asked)
    start = None if reading is None else reading.start
    return Reading(Outcome.DATE, start=date(start.year, 1, 1), grain="year") if isinstance(start, date) else None


def _lengths(found: list[Candidate], text: str) -> list[Fact]:
    facts = []
    line = lowered(text)
    for one in found:
        if one.kind != "length" or is_something_else(one, text) or _TERM_BEFORE.search(line[: one.node.start]):
            continue
        sure = bool(_AT_WORK.search(line[max(0, one.node.start - 40) : one.node.end + 30]))
        duration = one.reading.duration
        if sure or (duration is not None and duration.years >= 1):
            facts.append(_fact(DURATION_SERVICE, one.reading, one.node, text, sure=sure))
    return facts


def _postcodes(text: str) -> list[Fact]:
    return [Fact(POSTCODE, value, text[start:end], start, end) for start, end, value in find_postcodes(text)]


def _wages(text: str, found: list[Candidate]) -> list[Fact]:
    facts = []
    for one in find_amounts(text):
        taken = any(other.node.start < one.end and one.start < other.node.end for other in found)
        monthly = one.per_month
        if one.said and not taken and monthly is not None:
            facts.append(
                Fact(MONTHLY_WAGE, monthly, text[one.start : one.end], one.start, one.end, one.gross is not False)
            )
    return facts


def _fact(role: str, reading: Reading, node: Node, text: str, *, sure: bool = True, distance: float = 0) -> Fact:
    said = text[node.start : node.end]
    return Fact(role, reading.said(said), said, node.start, node.end, sure, distance)
