"""Which of the readings in a text is the answer: corrections, choices and the words around them decide."""

from __future__ import annotations

import re

from bot.language.birth_year import choose_birth_year
from bot.language.candidates import Candidate, key
from bot.language.doubt import doubtful
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Node
from bot.language.grammar.tokens import lowered
from bot.language.other_events import something_else
from bot.language.questions import (
    AGREED_DATE,
    APPOINTMENT_DAY,
    APPOINTMENT_TIME,
    BIRTH_YEAR,
    DURATION_SERVICE,
    NOTICE_DATE,
    START_DATE,
    asks_for_date,
)
from bot.language.readings import NOTHING, Outcome, Reading
from bot.language.roles import contradicts, roles_of
from bot.language.service_length import choose_length, is_something_else
from bot.language.settle import alternatives, corrected, denied, distinct

_APPOINTMENT = {APPOINTMENT_DAY, APPOINTMENT_TIME}
_SURE = {Outcome.DATE, Outcome.PERIOD}
_UNSURE_WORDS = re.compile(r"\b(?:weet|zeker|precies|know|sure|exact)\b")
_PRINTED = re.compile(r"\b(?:gedateerd|dagtekening|dated)(?: op| van| is| on)? $")
_SO = re.compile(r"\b(?:dus|so)\b")
_BUSY = re.compile(r"\b(?:ik werk|ik moet|werk ik|moet ik|i work|i have to|i must)\b")
_ALIKE = {NOTICE_DATE: {NOTICE_DATE, AGREED_DATE}, AGREED_DATE: {NOTICE_DATE, AGREED_DATE}}


def choose(found: list[Candidate], nodes: list[Node], context: Context, text: str) -> Reading:
    """The one reading that answers the question, an ambiguous one, or nothing."""
    if context.question == DURATION_SERVICE:
        return choose_length(found, nodes, context, text)
    if context.question == BIRTH_YEAR:
        about = [one for one in found if not something_else(one, context, text)]
        roles = roles_of(about, text)
        about = [one for one, role in zip(about, roles, strict=True) if role == BIRTH_YEAR] or about
        return choose_birth_year(about, nodes, context, text) if about or not found else NOTHING
    fitting = [one for one in found if one.kind in _kinds(context)]
    if not fitting:
        return _instead([one for one in found if not is_something_else(one, text)], nodes, context)
    fitting = [one for one in corrected(fitting, nodes) if not something_else(one, context, text)]
    if context.question in _APPOINTMENT:
        fitting = _still_possible(fitting, nodes, text)
    elif context.question is not None:
        fitting = _of_the_question(fitting, context.question, text)
    return _settle(distinct(fitting), nodes, context) if fitting else NOTHING


def _kinds(context: Context) -> set[str]:
    return {"date"} if asks_for_date(context.question) else {"date", "time"}


def _instead(found: list[Candidate], nodes: list[Node], context: Context) -> Reading:
    """A length says something where no date was found; 'nu' only when nothing was asked."""
    lengths = [one for one in found if one.kind == "length"]
    if context.question == START_DATE:
        lengths = [one for one in lengths if not _counted_from(one, nodes)]
    if lengths:
        return lengths[-1].reading if context.question in {None, START_DATE} else NOTHING
    now = [one for one in found if one.kind == "now"]
    return now[0].reading if now else NOTHING


def _counted_from(one: Candidate, nodes: list[Node]) -> bool:
    """'3 jaar voor corona': a length that is counted from something that was not read."""
    return any(node.start >= one.node.end and node.tag in {"before", "after", "since"} for node in nodes)


def _still_possible(found: list[Candidate], nodes: list[Node], text: str) -> list[Candidate]:
    """Without the days that somebody cannot come: 'dinsdag kan ik niet'."""
    left = [one for one in found if not _refused(one, found, nodes, text)]
    free = [one for one in left if _concluded(one, text)]
    return free or left


def _concluded(one: Candidate, text: str) -> bool:
    """'Ik werk maandag tot en met donderdag, dus vrijdag': what keeps somebody busy comes first."""
    parts = _SO.split(lowered(text)[: one.node.start])
    return len(parts) > 1 and _BUSY.search(parts[0]) is not None


def _refused(one: Candidate, found: list[Candidate], nodes: list[Node], text: str) -> bool:
    later = [other.node.start for other in found if other.node.start >= one.node.end]
    limit = min(later, default=len(text))
    for node in nodes:
        if one.node.end <= node.start < limit:
            if node.tag == "end":
                return False
            if node.tag in {"comma", "stop", "but"}:
                break
            if node.tag == "not":
                return not _UNSURE_WORDS.search(lowered(text)[one.node.end : node.start + 20])
    return denied(one, nodes)


def _of_the_question(found: list[Candidate], question: str, text: str) -> list[Candidate]:
    """Of several dates those that the words around them give to the question."""
    wanted = _ALIKE.get(question, {question})
    if len(found) > 1:
        roles = roles_of(found, text)
        ours = [one for one, role in zip(found, roles, strict=True) if role == question]
        ours = ours or [one for one, role in zip(found, roles, strict=True) if role in wanted]
        unknown = [one for one, role in zip(found, roles, strict=True) if role is None]
        if question == NOTICE_DATE and ours and all(_of_the_letter(one, text) for one in ours):
            return ours + unknown
        if ours or unknown:
            return ours or unknown
    return [one for one in found if not contradicts(one, question, text)]


def _of_the_letter(one: Candidate, text: str) -> bool:
    """The date that is printed on a letter; it reaches somebody on a later day."""
    return _PRINTED.search(lowered(text)[: one.node.start]) is not None


def _settle(found: list[Candidate], nodes: list[Node], context: Context) -> Reading:
    if len(found) == 1:
        return _unless_doubtful(found[0], nodes, context)
    if context.question is None:
        return _neutral(found, nodes, context)
    if context.question in _APPOINTMENT:
        wanted = "time" if context.question == APPOINTMENT_TIME else "date"
        right = [one for one in found if one.kind == wanted]
        if len(right) == 1:
            return _unless_doubtful(right[0], nodes, context)
        found = right or found
    return alternatives(found)


def _neutral(found: list[Candidate], nodes: list[Node], context: Context) -> Reading:
    """Without a question the first counts, unless the text offers a choice."""
    first, second = found[0], found[1]
    between = [node.tag for node in nodes if first.node.end <= node.start and node.end <= second.node.start]
    if between in (["or"], ["of"]) and first.kind == second.kind and key(first.reading) != key(second.reading):
        return alternatives(found[:2])
    return _unless_doubtful(min(found, key=_vagueness), nodes, context)


def _unless_doubtful(one: Candidate, nodes: list[Node], context: Context) -> Reading:
    return NOTHING if one.reading.outcome in _SURE and doubtful(one, nodes, context) else one.reading


def _vagueness(one: Candidate) -> int:
    """A day or a time says more than a month, and that more than a stretch of days."""
    if one.reading.outcome is Outcome.DATE:
        return 0 if one.reading.grain in {"day", "time"} else 1
    return 1 if one.kind == "time" else 2
