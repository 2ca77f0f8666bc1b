"""Several facts in one message, each with the role that the words around it give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from bot.language.questions import AGREED_DATE, BIRTH_YEAR, DURATION_SERVICE, END_DATE, NOTICE_DATE, START_DATE
from bot.language.readings import Outcome, Reading
from bot.language.roles import weighed_roles
from bot.language.service_length import is_something_else
from bot.language.settle import corrected

POSTCODE = "postcode"
MONTHLY_WAGE = "monthly_wage"
_REACH = 30
_TERM_BEFORE = re.compile(
    r"(?:termijn|contract|verlengd|proeftijd|opzeg\w*|notice period|term|om de|elke|iedere)"
    r"[^\w,.;]+(?:\w+[^\w,.;]+){0,2}$"
)
_AT_WORK = re.compile(
    r"in dienst|gewerkt|\bwerk(?:te|zaam)? (?:ik )?(?:er|hier|daar|al|nu|bij)\b|dienstverband|loondienst|trouwe dienst|"
    r"\bservice|worked|working|employed|been (?:here|there|with|working)|\bthere\b"
)
_WORK_STRAIGHT_BEFORE = re.compile(r"\b(?:werk|werkte|work)(?: ik| er| al| nu)*\s*$")
_NOT_AT_WORK = re.compile(
    r"ziek|niet gewerkt|\bgat\b|onderbreking|ertussen|tussendoor|mantelzorg|voor (?:de |mijn )?aow|depress|thuis zit|"
    r"sick|illness|\bgap\b|mother|moeder|ww\b|uitkering"
)
_MEETING_BEFORE = re.compile(r"(?:afspraak|intake|coach|appointment|meeting|booking)\W+(?:\w+\W+){0,4}$")
_POSTCODE_BEFORE = re.compile(r"(?:postcode|zip|woon\w*|adres|live)\W+(?:\w+\W+){0,3}$")
_WAGE_NEAR = re.compile(
    r"salaris|loon\b|verdien|bruto|netto|inkomen|per maand|p/m|wage|salary|\bearn|gross|\bnet\b|a month|per month|"
    r"per (?:week|jaar|year|4 weken|vier weken)|before tax"
)
_NO_WAGE_NEAR = re.compile(r"vergoeding|premie|huur|boete|collega|aanbod|biedt|offers?|mee\b|severance|rent|hypotheek")


_MAY_COME = frozenset({NOTICE_DATE, AGREED_DATE})
"""What can still happen, and be supposed to happen on some day."""
_TOLD_AS_PAST = re.compile(r"\b(?:kreeg|gekregen|ontving|ontvangen|getekend|tekende|had|received|got|signed)\b")
_RECENT = timedelta(days=62)
_SECONDS = re.compile(r"sec|minu|moment|\buur|hour")


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


def find_facts(text: str, now: datetime, *, supposed: bool = False) -> list[Fact]:
    """The facts in `text` in their order, at most one a role; dates without any hint of their role are left out.

    `supposed`: the text is a 'what if', so a notice or an agreement may lie ahead and is looked for there.
    `now` is aware; ValueError for a naive one.
    """
    context = make_context(None, now)
    nodes = parse(text, context)
    found = corrected([one for one in candidates(nodes, context, text) if one.kind in {"date", "length"}], nodes)
    facts = [*_dates(found, text, context, supposed), *_lengths(found, text), *_postcodes(text), *_wages(text, found)]
    best: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda one: (not one.sure, one.distance, one.start)):
        best.setdefault(fact.role, fact)
    return sorted(best.values(), key=lambda one: one.start)


def _dates(found: list[Candidate], text: str, context: Context, supposed: bool) -> list[Fact]:
    dates = [one for one in found if one.kind == "date"]
    line = lowered(text)
    facts = []
    for one, (near, distance) in zip(dates, weighed_roles(dates, text), strict=True):
        role = near or _by_its_own_words(one.node)
        said = line[one.node.start : one.node.end]
        if role is None or _MEETING_BEFORE.search(line[: one.node.start]) or _SECONDS.search(said):
            continue
        ahead = supposed and role in _MAY_COME and not _TOLD_AS_PAST.search(line)
        reading = _read_as(END_DATE if ahead else role, one.node, text, context)
        if reading is not None and (ahead or _on_its_side(role, reading, context.today)):
            sure = role != START_DATE or _really_start(one.node, line)
            facts.append(_fact(role, reading, one.node, text, sure=sure, distance=distance))
    return facts


def _read_as(role: str, node: Node, text: str, context: Context) -> Reading | None:
    """The reading of the same words as an answer to the question of `role`."""
    asked = Context(context.now, role)
    same = [one for one in parse(text, asked) if (one.start, one.end) == (node.start, node.end)]
    reading = read_node(same[0] if same else node, asked)
    if reading is None or reading.outcome not in {Outcome.DATE, Outcome.PERIOD, Outcome.AMBIGUOUS}:
        return None
    first = _day(reading)
    if role == BIRTH_YEAR:
        return None if first is None else Reading(Outcome.DATE, start=date(first.year, 1, 1), grain="year")
    return reading if reading.outcome is not Outcome.DATE or first is not None else None


def _day(reading: Reading) -> date | None:
    """The first day of a reading; None for a bare time of day."""
    start = reading.start if reading.start is not None else reading.end
    if isinstance(start, datetime):
        return start.date()
    return start if isinstance(start, date) else None


def _on_its_side(role: str, reading: Reading, today: date) -> bool:
    """A start, a notice or an agreement that lies ahead is something else, and so is an end long ago."""
    first = _day(reading)
    if first is None:
        return True
    return first >= today - _RECENT if role == END_DATE else first <= today


def _really_start(node: Node, line: str) -> bool:
    """'Sinds' says when work began only beside work: 'sinds februari ziek thuis' does not."""
    around = line[max(0, node.start - _REACH) : node.end + _REACH]
    said_since = isinstance(node.value, Bound) or line[max(0, node.start - 8) : node.start].strip().endswith("sinds")
    if _NOT_AT_WORK.search(around):
        return False
    return not said_since or bool(_AT_WORK.search(around)) or bool(re.search(r"begonnen|started|contract|vast", around))


def _by_its_own_words(node: Node) -> str | None:
    if isinstance(node.value, Bound):
        return {"since": START_DATE, "until": END_DATE, "through": END_DATE, "by_then": END_DATE}.get(node.value.side)
    return None


def _lengths(found: list[Candidate], text: str) -> list[Fact]:
    facts = []
    line = lowered(text)
    for one in found:
        start, end = one.node.start, one.node.end
        around = line[max(0, start - _REACH) : end + _REACH]
        if one.kind != "length" or is_something_else(one, text) or _TERM_BEFORE.search(line[:start]):
            continue
        if _NOT_AT_WORK.search(line[max(0, start - 15) : end + _REACH]):
            continue
        sure = bool(_AT_WORK.search(around)) or bool(_WORK_STRAIGHT_BEFORE.search(line[:start]))
        duration = one.reading.duration
        if sure or (duration is not None and duration.years >= 1):
            facts.append(_fact(DURATION_SERVICE, one.reading, one.node, text, sure=sure))
    return facts


def _postcodes(text: str) -> list[Fact]:
    """Written in capitals, or said to be one."""
    return [
        Fact(POSTCODE, value, text[start:end], start, end)
        for start, end, value in find_postcodes(text)
        if text[start:end].isupper()
        or _POSTCODE_BEFORE.search(lowered(text)[:start])
        or text.strip() == text[start:end]
    ]


def _wages(text: str, found: list[Candidate]) -> list[Fact]:
    facts = []
    line = lowered(text)
    for one in find_amounts(text):
        around = line[max(0, one.start - _REACH) : one.end + _REACH]
        taken = any(other.node.start < one.end and one.start < other.node.end for other in found)
        monthly = one.per_month
        if taken or not one.said or monthly is None or not _WAGE_NEAR.search(around) or _NO_WAGE_NEAR.search(around):
            continue
        said = text[one.start : one.end]
        facts.append(Fact(MONTHLY_WAGE, monthly, said, one.start, one.end, one.gross is not False))
    return facts


def _fact(role: str, reading: Reading, node: Node, text: str, *, sure: bool = True, distance: float = 0) -> Fact:
    said = text[node.start : node.end]
    return Fact(role, reading.said(said), said, node.start, node.end, sure, distance)
