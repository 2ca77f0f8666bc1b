"""How long somebody has worked: said as a length, or as since when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from bot.language.candidates import Candidate, from_stretches
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Node
from bot.language.grammar.resolve import stretches
from bot.language.grammar.tokens import lowered
from bot.language.questions import START_DATE
from bot.language.readings import NOTHING, Duration, Outcome, Reading
from bot.language.roles import contradicts
from bot.language.settle import alternatives, corrected, distinct

_AGE_BEFORE = re.compile(
    r"(?:\bik ben|\bben|\bword|i'm|\bi am|\bim|leeftijd|\bage)(?: nu| al| net| bijna| now| almost)*\s*$"
)
_AT_WORK_AFTER = re.compile(
    r"\s*(?:in dienst|werkzaam|bezig|hier|daar|er\b|bij|aan\b|binnen|with|at\b|in service|here|al\b)"
)
_AGE_AFTER = re.compile(r"\s*(?:oud|jong|old|of age)")
_OTHER_AFTER = re.compile(
    r"\s*(?:opzegtermijn|bedenktijd|proeftijd|ziek|arbeidsongeschikt|uitkering|ww\b|notice|sick|\bill\b|probation)"
)
_OTHER_BEFORE = re.compile(
    r"(?:\bheb(?:ben)? (?:ik )?nog(?: maar)?|\bgot|\bleft|opzegtermijn(?: is| van)?|bedenktijd(?: is| van)?|"
    r"(?:zoon|dochter|kind|man|vrouw|partner|son|daughter|wife|husband)(?: is| was)?)\s*$"
)
_SEVERAL = re.compile(r"\b(?:contracten|contracts|keer|maal|times)(?: van| of)?\s*$")
_WORKING_LIFE = 60
_RATE_AFTER = re.compile(r"\s*(?:per|in de|a|p/)\s*(?:week|maand|dag|month|day)")


def choose_length(found: list[Candidate], nodes: list[Node], context: Context, text: str) -> Reading:
    """The length of service in `found`, as a duration; dates count as its beginning."""
    lengths = [one for one in found if one.kind == "length" and not is_something_else(one, text)]
    if lengths:
        left = distinct(corrected(lengths, nodes))
        if any(_begun(one, nodes) for one in left):
            return NOTHING
        return _believable(left[0].reading if len(left) == 1 else alternatives(left))
    known = [one for one in found if one.kind == "date" and not contradicts(one, START_DATE, text)]
    dates = corrected(known, nodes) if known else []
    for one in dates:
        reading = _beginning(one, context)
        if reading is not None:
            return _believable(_elapsed(reading, context.today))
    return NOTHING


def _begun(one: Candidate, nodes: list[Node]) -> bool:
    """Whether a number stands before it that was not read: 'twee en (een half)'."""
    before = [node.tag for node in nodes if node.end <= one.node.start][-2:]
    return len(before) == 2 and before[1] == "and" and before[0] in {"n12", "n23", "n31", "n59"}


def _believable(reading: Reading) -> Reading:
    """Nobody works for one employer longer than a working life."""
    return NOTHING if reading.duration is not None and reading.duration.years > _WORKING_LIFE else reading


def is_something_else(one: Candidate, text: str) -> bool:
    """Whether a length is an age ('ik ben 45 jaar') or a rate (40 uur per week), or one of several."""
    line = lowered(text)
    before, after = line[: one.node.start], line[one.node.end :]
    if _AGE_AFTER.match(after) or _RATE_AFTER.match(after):
        return True
    if _OTHER_AFTER.match(after) or _OTHER_BEFORE.search(before) or _SEVERAL.search(before):
        return True
    return bool(_AGE_BEFORE.search(before)) and not _AT_WORK_AFTER.match(after)


def _beginning(one: Candidate, context: Context) -> Reading | None:
    value = one.node.value
    if isinstance(value, Bound):
        if value.side not in {"since", "from"}:
            return None
        since = from_stretches(stretches(value.value, context))
        return replace(since, open="after") if since.outcome is Outcome.PERIOD else since
    return one.reading if one.reading.outcome is not Outcome.NONE else None


def _elapsed(reading: Reading, today: date) -> Reading:
    """From the beginning until today, or until the end of a period that is over."""
    if reading.outcome is Outcome.AMBIGUOUS:
        each = [_elapsed(one, today) for one in reading.alternatives]
        known = tuple(dict.fromkeys(one for one in each if one.outcome is Outcome.DURATION))
        return Reading(Outcome.AMBIGUOUS, alternatives=known) if len(known) > 1 else NOTHING
    if reading.outcome not in {Outcome.DATE, Outcome.PERIOD}:
        return NOTHING
    start, end = _day(reading.start), _day(reading.end)
    if start is None or start > today:
        return NOTHING
    last = end if end is not None and reading.open is None and end <= today and reading.grain is None else today
    if reading.grain == "year":
        duration = Duration(last.year - start.year, 0, approx=True)
    else:
        months = (last.year - start.year) * 12 + last.month - start.month - (last.day < start.day)
        duration = Duration(months // 12, months % 12, approx=reading.grain != "day")
    return Reading(Outcome.DURATION, duration=duration, approx=duration.approx, text=reading.text)


def _day(moment: object) -> date | None:
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None
