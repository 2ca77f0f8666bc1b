"""Whether a reading left out a part of what was said: then it is a guess, and asking again is better.

A number, a name of a month, 'volgende' or 'eerste' that stands straight beside a date and is no part of it says that
the words mean something else than what was read ('de 3e zondag', 'tot 15', 'eind van morgen').
"""

from __future__ import annotations

import re
from datetime import time

from bot.language.candidates import Candidate
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Calendar, Clock, Hours, Length, Node, Options, Stretch, UnitWord
from bot.language.grammar.resolve import stretches
from bot.language.grammar.rules_clock import likely
from bot.language.questions import APPOINTMENT_DAY, asks_for_date
from bot.language.words import words

_NUMBERS = words("n0 n12 n23 n31 n59 n99 z12 ordinal word_ordinal decimal pair dotted shortyear n2100 n1899 years")
_MONTHS = words("month_name unsure_month")
_POINTING = words("next coming previous past final last this begin end_of mid half quarter halve helft ultimo")
_PARTS = words("weekday feast quarter_no decade part parts spring summer autumn winter weekend morgen")
_READ = words("day month year period moment clock hours bound")
_SAYS_WHEN = _NUMBERS | _MONTHS | _PARTS | _READ

_LIKE_ORDINAL = re.compile(r"(?:st|d)e$")
_JOINS = words("the van of hyphen slash")
_PLACES = words("in on")
_STEPS = words("at around hence before past to until through")
_FROM = words("hence before past to after from since")
_LOOSE_BEFORE = _SAYS_WHEN | _POINTING | {"length", "some", "few"}
_LOOSE_AFTER = _SAYS_WHEN | {"ago", "earlier", "later", "next", "coming", "previous", "past", "helft"}
_NOT_COUNTED = _LOOSE_AFTER - _NUMBERS


def doubtful(one: Candidate, nodes: list[Node], context: Context) -> bool:
    """Whether something straight before or behind the reading says when, too, and was not read with it."""
    at = next((index for index, node in enumerate(nodes) if node is one.node), None)
    if at is None:
        return False
    if _unread_word(nodes[:at], one.node):
        return True
    return _loose_before(nodes[:at], one.node, context) or _loose_after(nodes[at + 1 :], one.node, context)


def _unread_word(before: list[Node], read: Node) -> bool:
    """'Vlak voor kerst' is a few days, not all days before; 'de irste mei' is a day that was misspelled."""
    if before and before[-1].tag == "closely" and isinstance(read.value, Bound):
        return read.value.side in {"before", "after"}
    unknown = [node.tag for node in before[-2:]] == ["the", "x"]
    return read.tag == "month" and unknown and bool(_LIKE_ORDINAL.search(str(before[-1].value)))


def _loose_before(before: list[Node], read: Node, context: Context) -> bool:
    straight, counted = True, False
    for index in range(len(before) - 1, -1, -1):
        node = before[index]
        if node.tag in _JOINS or node.tag in _PLACES:
            straight = straight and node.tag == "the"
            continue
        if node.tag in _NUMBERS | _MONTHS | {"end_of", "begin", "mid"}:
            return True
        if node.tag in _FROM and not counted:
            straight, counted = False, True
            continue
        if isinstance(node.value, UnitWord):
            of = any(one.tag in {"van", "of"} for one in before[index + 1 :])
            return (
                (of and read.tag in {"month", "year"})
                or _numbered_unit(before[: index + 1])
                or (read.tag == "bound" and node.value.unit != "day")
            )
        if counted:
            return node.tag == "length"
        return straight and node.tag in _LOOSE_BEFORE and not _agree(node, read, context)
    return False


def _numbered_unit(before: list[Node]) -> bool:
    """'Volgende week', 'de derde dag'; but somebody's last or first day is no part of a date."""
    if len(before) < 2 or (before[-1].value.unit == "day" and before[-2].tag not in _NUMBERS):
        return False
    return before[-2].tag in _NUMBERS | _POINTING and before[-2].value not in {1, "eerste"}


def _loose_after(after: list[Node], read: Node, context: Context) -> bool:
    steps: set[str] = set()
    for node in after:
        if node.tag in _JOINS or node.tag in _PLACES or node.tag in _STEPS:
            steps.add(node.tag)
            continue
        if isinstance(node.value, UnitWord):
            return not steps
        if isinstance(node.value, Length):
            return not steps and node.value.finer_than_day
        if node.tag == "name_month":
            return isinstance(read.value, Calendar) and read.value.day is not None and read.value.month is None
        loose = _NOT_COUNTED if steps & _PLACES else _LOOSE_AFTER
        return node.tag in loose and not _agree(node, read, context)
    return False


def _agree(left: Node, right: Node, context: Context) -> bool:
    """Two readings side by side that can both be true: 'morgen vrijdag', '9 uur 's ochtends'."""
    days, others = _days(left, context), _days(right, context)
    if left.tag in {"coming", "past", "last"} and others:
        return all((one.start > context.midnight) == (left.tag == "coming") for one in others)  # type: ignore[operator]
    if days and others:
        return any(one.start < two.end and two.start < one.end for one in days for two in others)  # type: ignore[operator]
    at, part = _time(left, context) or _time(right, context), _part(left) or _part(right)
    if at is not None and part is not None:
        return (part.start is None or part.start <= at) and (not part.end or at < part.end)
    if at is not None or part is not None:
        return asks_for_date(context.question) and context.question != APPOINTMENT_DAY
    return False


def _time(node: Node, context: Context) -> time | None:
    if isinstance(node.value, Clock):
        return likely(node.value, context).at
    timed = [one.start.time() for one in _days(node, context) if one.grain == "time" and one.start is not None]
    return timed[0] if timed else None


def _part(node: Node) -> Hours | None:
    return node.value if isinstance(node.value, Hours) else None


def _days(node: Node, context: Context) -> list[Stretch]:
    value = node.value.value if isinstance(node.value, Bound) else node.value
    if not isinstance(value, Calendar | Stretch | Options):
        return []
    return [one for one in stretches(value, context) if one.start is not None and one.end is not None]
