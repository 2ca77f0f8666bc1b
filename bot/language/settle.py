"""What is taken back, what is said twice, and what remains as a choice."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.language.candidates import Candidate, key
from bot.language.grammar.nodes import Node
from bot.language.readings import Outcome, Reading

_COUNTED = re.compile(r"\b(?:geleden|terug|ago|back|over|in|from now)\b")
MOST_ALTERNATIVES = 4


def corrected(found: list[Candidate], nodes: list[Node]) -> list[Candidate]:
    """Without what was taken back: '1 maart, nee 1 april', 'niet 1 maart maar 1 april'."""
    for mark in reversed([node for node in nodes if node.tag == "correction"]):
        after = [one for one in found if one.node.start >= mark.end]
        if after and len(after) < len(found):
            return after
        if not after and len(found) > 1 and found[-1].node.end <= mark.start:
            return found[-1:]
    kept = [one for one in found if not denied(one, nodes)]
    return kept or found


def denied(one: Candidate, nodes: list[Node]) -> bool:
    """Whether `niet`, `behalve` (liever) `dan` or `in plaats van` stands straight before it."""
    before = [node for node in nodes if node.end <= one.node.start][-2:]
    tags = [node.tag for node in before]
    if tags and tags[-1] in {"not", "except", "than", "instead"}:
        return True
    return len(tags) == 2 and tags[0] == "not" and tags[1] in {"on", "per", "in", "the"}


def distinct(found: list[Candidate]) -> list[Candidate]:
    """Each reading once; an impossible one only when there is nothing else.

    What is sure settles a doubt ('10/12, so 10 december'), and so does a day that is named within a
    stretch ('volgende week, vrijdag de 16e').
    """
    different: dict[object, Candidate] = {}
    for one in found:
        different.setdefault(key(one.reading), one)
    sure = {key(one.reading) for one in different.values() if one.reading.outcome is not Outcome.AMBIGUOUS}
    possible = [
        one
        for one in different.values()
        if one.reading.outcome is not Outcome.NONE
        and not any(key(each) in sure for each in one.reading.alternatives)
        and not any(_holds(one.reading, other.reading) for other in different.values())
    ]
    return possible or list(different.values())[:1]


def _holds(whole: Reading, part: Reading) -> bool:
    """Whether `whole` is a stretch of days, month or year, and `part` a day in it that was not merely counted."""
    first, last = _edges(whole)
    if (
        _COUNTED.search(part.text.lower())
        or part.outcome is not Outcome.DATE
        or part.grain != "day"
        or first is None
        or last is None
    ):
        return False
    return type(part.start) is date and first <= part.start < last


def _edges(reading: Reading) -> tuple[date | None, date | None]:
    start, end = reading.start, reading.end
    if type(start) is not date:
        return None, None
    if reading.outcome is Outcome.PERIOD and type(end) is date:
        return start, end
    if reading.outcome is Outcome.DATE and reading.grain in {"month", "year"}:
        return start, (start + timedelta(days=32 if reading.grain == "month" else 367)).replace(day=1)
    return None, None


def alternatives(found: list[Candidate]) -> Reading:
    """An ambiguous reading of all choices."""
    choices: list[Reading] = []
    for one in found:
        choices += one.reading.alternatives if one.reading.outcome is Outcome.AMBIGUOUS else [one.reading]
    known = list({key(one): one for one in reversed(choices)}.values())[::-1]
    if len(known) < 2:
        return known[0]
    return Reading(Outcome.AMBIGUOUS, alternatives=tuple(known[:MOST_ALTERNATIVES]))
