"""Wishes for an appointment: which days and hours suit, and which do not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.language.answer import make_context
from bot.language.grammar.calendar_words import MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Calendar, Clock, Hours, Node, Options, Stretch
from bot.language.grammar.pipeline import parse
from bot.language.grammar.resolve import stretches
from bot.language.grammar.rules_clock import likely
from bot.language.grammar.tokens import lowered
from bot.language.questions import APPOINTMENT_DAY

_NOT_TOO_EARLY, _NOT_TOO_LATE = time(10), time(16)
_NAMES_A_DATE = re.compile(
    r"week|volgend|komend|aanstaand|a\.?s\.?(?!\w)|deze|next|this|coming|\d(?:e|ste|de|th|st|nd|rd)\b|\d ?[-/] ?\d"
)
_SO_MANY_WEEKS = re.compile(r"^(?:over|in)\b.*\b(?:week|weken|weekjes|weeks|fortnight)$")
_BREAKS = {"comma", "stop", "end", "but"}
_DATES = {"day", "period", "month", "moment", "bound"}


@dataclass(slots=True)
class Wishes:
    """What somebody asked for. Weekdays count from 0 for Monday; `days` are single dates; `last_day` is included.

    `at` is the very hour at which the talk should start, where one was named; `earliest` and `latest` surround it.
    """

    weekdays: frozenset[int] = frozenset()
    weekdays_not: frozenset[int] = frozenset()
    days: tuple[date, ...] = ()
    days_not: tuple[date, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    earliest: time | None = None
    latest: time | None = None
    soon: bool = False
    at: time | None = field(default=None, compare=False)

    @property
    def empty(self) -> bool:
        """Whether nothing was asked for."""
        return self == Wishes()

    def allows(self, moment: datetime) -> bool:
        """Whether an appointment that begins at `moment` (Dutch wall clock) fits the wishes."""
        day, at = moment.date(), moment.time().replace(tzinfo=None)
        if day.weekday() in self.weekdays_not or day in self.days_not:
            return False
        if (self.weekdays or self.days) and day.weekday() not in self.weekdays and day not in self.days:
            return False
        if (self.first_day and day < self.first_day) or (self.last_day and day > self.last_day):
            return False
        return (self.earliest is None or at >= self.earliest) and (self.latest is None or at < self.latest)


def read_wishes(text: str, now: datetime) -> Wishes:
    """The wishes in `text`; an empty `Wishes` when there are none. `now` is aware; ValueError for a naive one."""
    context = make_context(APPOINTMENT_DAY, now)
    wishes = Wishes()
    nodes = [_opened(node) for node in parse(text, context)]
    for clause in _clauses(nodes):
        refused = any(_refuses(node, text) for node in clause)
        for node in clause:
            _take(wishes, node, refused, context, text)
        if refused and any(node.tag == "early" for node in clause):
            wishes.earliest = _later(wishes.earliest, _NOT_TOO_EARLY)
        if refused and any(node.tag == "late" for node in clause):
            wishes.latest = _NOT_TOO_LATE
    return wishes


def _refuses(node: Node, text: str) -> bool:
    """'Niet', 'behalve', and 'no' straight before what is refused."""
    return node.tag in {"not", "except"} or (node.tag == "correction" and lowered(text[node.start : node.end]) == "no")


def _opened(node: Node) -> Node:
    """'Elke dinsdag' is the wish for a Tuesday."""
    return node.value if node.tag == "recurring" and isinstance(node.value, Node) else node


def _clauses(nodes: list[Node]) -> list[list[Node]]:
    clauses: list[list[Node]] = [[]]
    for node in nodes:
        if node.tag in _BREAKS:
            clauses.append([])
        else:
            clauses[-1].append(node)
    return clauses


def _take(wishes: Wishes, node: Node, refused: bool, context: Context, text: str) -> None:
    value = node.value
    if node.tag == "asap":
        wishes.soon = True
    elif node.tag == "weekday":
        _weekday(wishes, int(value), refused)
    elif isinstance(value, Hours):
        _hours(wishes, value, refused)
    elif isinstance(value, Clock):
        at = likely(value, context).at
        wishes.earliest, wishes.latest = at, _plus_half_hour(at)
        wishes.at = None if refused else at
    elif isinstance(value, Calendar) and value.weekday is not None and value.day is None:
        _weekday(wishes, value.weekday, refused)
    elif isinstance(value, Bound):
        _bound(wishes, value, context)
    elif isinstance(value, Stretch) and _any_such_day(node, text):
        _such_days(wishes, value, refused)
    elif (
        isinstance(value, Stretch) and value.grain == "day" and _SO_MANY_WEEKS.match(_said(node, text)) and value.start
    ):
        wishes.first_day = value.start.date() - timedelta(days=value.start.weekday())
        wishes.last_day = wishes.first_day + timedelta(days=6)
    elif node.tag in _DATES and isinstance(value, Calendar | Stretch | Options):
        _dates(wishes, stretches(value, context), refused)


def _any_such_day(node: Node, text: str) -> bool:
    """'Dinsdagochtend' and 'donderdag na 2 uur' are any such day, 'volgende week dinsdagochtend' is one."""
    said = _said(node, text)
    parts = re.findall(r"[^\W\d_]+", said)
    named = said.startswith(tuple(WEEKDAYS)) or any(part in WEEKDAYS or part in SHORT_WEEKDAYS for part in parts)
    return node.tag == "period" and named and not _NAMES_A_DATE.search(said) and not any(one in MONTHS for one in parts)


def _said(node: Node, text: str) -> str:
    return lowered(text[node.start : node.end])


def _such_days(wishes: Wishes, value: Stretch, refused: bool) -> None:
    """Weekdays from one to another, or one weekday with its hours; refusing a part of a day refuses that day."""
    one = value.start or value.end
    if one is None:
        return
    length = (value.end - value.start).days if value.start is not None and value.end is not None else 0
    for offset in range(max(1, length)):
        _weekday(wishes, (one.weekday() + offset) % 7, refused)
    if not refused and length < 1:
        start = None if value.start is None else value.start.time()
        _hours(wishes, Hours(start, None if value.end is None else value.end.time()), refused)


def _weekday(wishes: Wishes, weekday: int, refused: bool) -> None:
    if refused:
        wishes.weekdays_not |= {weekday}
    else:
        wishes.weekdays |= {weekday}


def _hours(wishes: Wishes, hours: Hours, refused: bool) -> None:
    if not refused:
        wishes.earliest = _later(wishes.earliest, hours.start)
        wishes.latest = hours.end if hours.end and hours.end != time(0) else wishes.latest
    elif hours.start is not None and hours.start <= time(9) and hours.end is not None:
        wishes.earliest = _later(wishes.earliest, hours.end)
    elif hours.start is not None:
        wishes.latest = hours.start


def _bound(wishes: Wishes, bound: Bound, context: Context) -> None:
    found = stretches(bound.value, context)
    if len(found) != 1 or found[0].start is None or found[0].end is None:
        return
    first, last = found[0].start.date(), (found[0].end - timedelta(days=1)).date()
    if bound.side in {"from", "since", "not_before"}:
        wishes.first_day = first
    elif bound.side == "after":
        wishes.first_day = last + timedelta(days=1)
    elif bound.side in {"by_then", "through"}:
        wishes.last_day = last
    else:
        wishes.last_day = first - timedelta(days=1)


def _dates(wishes: Wishes, found: tuple[Stretch, ...], refused: bool) -> None:
    for one in found:
        if one.start is None or one.end is None:
            continue
        if one.grain == "time":
            wishes.days += (one.start.date(),)
            wishes.earliest, wishes.latest = one.start.time(), _plus_half_hour(one.start.time())
            wishes.at = None if refused else one.start.time()
        elif one.end - one.start <= timedelta(days=1):
            _single_day(wishes, one, refused)
        elif refused:
            length = (one.end - one.start).days
            wishes.days_not += tuple(one.start.date() + timedelta(days=offset) for offset in range(length))
        else:
            wishes.first_day, wishes.last_day = one.start.date(), (one.end - timedelta(days=1)).date()


def _single_day(wishes: Wishes, one: Stretch, refused: bool) -> None:
    if one.start is None or one.end is None:
        return
    if refused and one.grain == "day":
        wishes.days_not += (one.start.date(),)
        return
    wishes.days += (one.start.date(),)
    if one.grain != "day":
        _hours(wishes, Hours(one.start.time(), one.end.time()), refused)


def _later(left: time | None, right: time | None) -> time | None:
    return max(left, right) if left is not None and right is not None else left or right


def _plus_half_hour(at: time) -> time:
    moment = datetime.combine(date.min, at) + timedelta(minutes=30)
    return moment.time() if moment.date() == date.min else time.max
