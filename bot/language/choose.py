"""Which of the readings in a text is the answer: corrections, choices and words around them decide."""

from __future__ import annotations

from bot.language.candidates import Candidate, key
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Node
from bot.language.questions import (
    APPOINTMENT_DAY,
    APPOINTMENT_TIME,
    BIRTH_YEAR,
    DURATION_SERVICE,
    START_DATE,
    asks_for_date,
)
from bot.language.readings import NOTHING, Outcome, Reading

_MOST_ALTERNATIVES = 4


def choose(found: list[Candidate], nodes: list[Node], context: Context) -> Reading:
    """The one reading that answers the question, an ambiguous one, or nothing."""
    if context.question == DURATION_SERVICE:
        from bot.language.service_length import choose_length  # noqa: PLC0415

        return choose_length(found, nodes, context)
    if context.question == BIRTH_YEAR:
        from bot.language.birth_year import choose_birth_year  # noqa: PLC0415

        return choose_birth_year(found, nodes, context)
    fitting = [one for one in found if one.kind in _kinds(context)]
    if not fitting:
        fitting = [one for one in found if one.kind == "now" and not found[0].kind == "length"]
    if not fitting:
        return _lengths_only(found, context)
    fitting = corrected(fitting, nodes)
    return settle(fitting, nodes, context)


def _kinds(context: Context) -> set[str]:
    if context.question == APPOINTMENT_TIME:
        return {"time", "date"}
    if asks_for_date(context.question):
        return {"date"}
    return {"date", "time"}


def _lengths_only(found: list[Candidate], context: Context) -> Reading:
    lengths = [one for one in found if one.kind == "length"]
    if lengths and context.question in {None, START_DATE}:
        return lengths[-1].reading
    return NOTHING


def corrected(found: list[Candidate], nodes: list[Node]) -> list[Candidate]:
    """Without what was taken back: '1 maart, nee 1 april', 'niet 1 maart maar 1 april'."""
    marks = [node for node in nodes if node.tag == "correction"]
    for mark in reversed(marks):
        after = [one for one in found if one.node.start >= mark.end]
        if after and len(after) < len(found):
            return after
    denied = {id(one) for one in found if _denied(one, nodes)}
    kept = [one for one in found if id(one) not in denied]
    return kept or found


def _denied(one: Candidate, nodes: list[Node]) -> bool:
    before = [node for node in nodes if node.end <= one.node.start]
    return bool(before) and before[-1].tag == "not"


def settle(found: list[Candidate], nodes: list[Node], context: Context) -> Reading:
    """One reading, or the choice between several."""
    different: dict[object, Candidate] = {}
    for one in found:
        different.setdefault(key(one.reading), one)
    distinct = _without_wider(list(different.values()))
    if len(distinct) == 1:
        return distinct[0].reading
    if context.question is None:
        return _neutral(distinct, nodes)
    if context.question in {APPOINTMENT_DAY, APPOINTMENT_TIME}:
        joined = _day_and_time(distinct, context)
        if joined is not None:
            return joined
    return alternatives(distinct)


def _neutral(found: list[Candidate], nodes: list[Node]) -> Reading:
    """Without a question the first full answer counts, unless the text offers a choice."""
    first, second = found[0], found[1]
    between = [node.tag for node in nodes if first.node.end <= node.start and node.end <= second.node.start]
    if between == ["or"] and first.kind == second.kind:
        return alternatives(found[:2])
    return first.reading


def _without_wider(found: list[Candidate]) -> list[Candidate]:
    return found


def _day_and_time(found: list[Candidate], context: Context) -> Reading | None:
    wanted = "time" if context.question == APPOINTMENT_TIME else "date"
    right = [one for one in found if one.kind == wanted]
    if len(right) == 1:
        return right[0].reading
    return None


def alternatives(found: list[Candidate]) -> Reading:
    """An ambiguous reading of all choices."""
    choices: list[Reading] = []
    for one in found:
        choices += one.reading.alternatives if one.reading.outcome is Outcome.AMBIGUOUS else [one.reading]
    known = [one for one in choices if one.outcome is not Outcome.NONE]
    if len(known) < 2:
        return known[0] if known else found[0].reading
    return Reading(Outcome.AMBIGUOUS, alternatives=tuple(known[:_MOST_ALTERNATIVES]))


def is_whole_calendar(node: Node) -> bool:
    """Whether the node names a day with its month."""
    return isinstance(node.value, Calendar) and node.value.day is not None and node.value.month is not None
