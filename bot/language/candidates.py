"""Nodes of the grammar become readings: what each of them can answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Calendar, Clock, Hours, Length, Node, Options, Stretch
from bot.language.grammar.resolve import stretches
from bot.language.grammar.rules_clock import likely
from bot.language.grammar.tokens import lowered
from bot.language.questions import APPOINTMENT_DAY, APPOINTMENT_TIME, END_DATE, asks_for_date
from bot.language.readings import IMPOSSIBLE, Duration, Outcome, Reading

_DATES = {"day", "month", "year", "period", "moment", "bound"}
_HALF_PAST = re.compile(r"\bhalf (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$")
_CALENDAR_GRAINS = {"day", "month", "year"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a part of the text. `kind` is `date`, `time` or `length`; `node` what it was made from."""

    kind: str
    reading: Reading
    node: Node


def candidates(nodes: list[Node], context: Context, text: str) -> list[Candidate]:
    """What the nodes can answer, in the order of the text."""
    found = []
    for node in nodes:
        kind = (
            "date"
            if node.tag in _DATES
            else {
                "clock": "time",
                "hours": "time",
                "length": "length",
                "no_such_time": "time",
                "now_moment": "now",
            }.get(node.tag)
        )
        if kind is None:
            continue
        reading = read_node(node, context)
        if isinstance(node.value, Clock) and reading is not None and _HALF_PAST.search(lowered(text[: node.end])):
            reading = _either_half(reading)
        if reading is not None:
            found.append(Candidate(kind, reading.said(text[node.start : node.end]), node))
    return found


def _either_half(reading: Reading) -> Reading:
    """'Half two' is half past one for the Dutch and half past two for the British."""
    if not isinstance(reading.start, time):
        return reading
    later = reading.start.replace(hour=(reading.start.hour + 1) % 24)
    other = replace(reading, start=later)
    return Reading(Outcome.AMBIGUOUS, alternatives=(reading, other))


def read_node(node: Node, context: Context) -> Reading | None:
    """The reading of one node; None when it says nothing usable."""
    value = node.value
    if node.tag == "no_such_time" or isinstance(value, Clock | Hours):
        return _read_time(value, context)
    if isinstance(value, Length):
        return duration_reading(value)
    if isinstance(value, Bound):
        return _read_bound(value, context)
    if isinstance(value, Calendar | Stretch | Options):
        return from_stretches(stretches(value, context), _wants_day(context))
    return None


def _read_time(value: Any, context: Context) -> Reading:
    if isinstance(value, Clock):
        return Reading(Outcome.DATE, start=likely(value, context).at, grain="time")
    if isinstance(value, Hours):
        return Reading(Outcome.PERIOD, start=value.start, end=value.end, open=value.open)
    return IMPOSSIBLE


def from_stretches(found: tuple[Stretch, ...], wants_day: bool = False) -> Reading:
    """One reading for what may be several stretches; impossible when there are none.

    With `wants_day`, a part of one day ('gisteravond') stands for its day.
    """
    if not found:
        return IMPOSSIBLE
    readings = list(dict.fromkeys(_from_stretch(one, wants_day) for one in found))
    return readings[0] if len(readings) == 1 else Reading(Outcome.AMBIGUOUS, alternatives=tuple(readings))


def _from_stretch(one: Stretch, wants_day: bool = False) -> Reading:
    if one.grain in _CALENDAR_GRAINS and one.start is not None and one.open is None:
        return Reading(Outcome.DATE, start=one.start.date(), grain=one.grain, approx=one.approx)  # type: ignore[arg-type]
    if one.grain == "time":
        return Reading(Outcome.DATE, start=one.start, grain="time", approx=one.approx)
    if one.open is None and _inside_day(one) and wants_day:
        return Reading(Outcome.DATE, start=_as_date(one.start), grain="day")
    return Reading(Outcome.PERIOD, _as_day(one.start, one), _as_day(one.end, one), open=one.open, approx=one.approx)


def _wants_day(context: Context) -> bool:
    return asks_for_date(context.question) and context.question != APPOINTMENT_DAY


def _inside_day(one: Stretch) -> bool:
    if one.start is None or one.end is None:
        return False
    return one.end - one.start < timedelta(days=1) and (one.end - timedelta(seconds=1)).date() == one.start.date()


def _as_date(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _as_day(moment: datetime | None, one: Stretch) -> date | datetime | None:
    """A date where both sides lie at midnight, the moment otherwise."""
    sides = [side for side in (one.start, one.end) if side is not None]
    whole_days = all(side.time() == time() for side in sides) and not (
        len(sides) == 2 and (sides[1] - sides[0]).days < 1
    )
    return moment.date() if moment is not None and whole_days else moment


def _read_bound(bound: Bound, context: Context) -> Reading:
    inner = stretches(bound.value, context)
    if not inner or _is_the_date(bound, context):
        return from_stretches(inner, _wants_day(context))
    readings = [_from_stretch(_open(one, bound.side)) for one in inner]
    if _for_or_before(bound, inner[0], context):
        readings = [_from_stretch(inner[0]), *readings]
    different = tuple(dict.fromkeys(readings))
    return different[0] if len(different) == 1 else Reading(Outcome.AMBIGUOUS, alternatives=different)


def _for_or_before(bound: Bound, one: Stretch, context: Context) -> bool:
    """'Voor dinsdag', 'voor de 21e': for that day, or before it."""
    if bound.side != "before" or one.grain != "day":
        return False
    loose = isinstance(bound.value, Calendar) and bound.value.month is None
    return context.question == APPOINTMENT_DAY or (context.question is None and loose)


def _is_the_date(bound: Bound, context: Context) -> bool:
    """'Sinds 2009' answers when it began, 'tot 1 maart' when it ends: the date itself."""
    if not asks_for_date(context.question) or context.question == APPOINTMENT_DAY:
        return False
    if bound.side in {"from", "since"}:
        return True
    return context.question == END_DATE and bound.side in {"until", "through"}


def _open(one: Stretch, side: str) -> Stretch:
    whole = one.grain in {"month", "year", "period"}
    if side in {"from", "since", "not_before"}:
        return Stretch(one.start, None, "period", "after")
    if side == "after":
        return Stretch(one.end if whole else one.start, None, "period", "after")
    if side in {"by_then", "through"}:
        return Stretch(None, one.end, "period", "before")
    return Stretch(None, one.start, "period", "before")


def duration_reading(length: Length) -> Reading | None:
    """A length of service in whole months; days and hours alone are no length of service."""
    months = length.years * 12 + length.months
    whole = int(months + 1e-9)
    rough = length.approx or months != whole
    if length.weeks or length.days:
        days = length.weeks * 7 + length.days
        if not months and days < 7:
            return None
        whole += int(days / 30.44 + 0.5) if not months else int(days / 30.44)
        rough = rough or not months or days >= 1
    if not whole and not length.weeks and not months:
        return None
    if length.vague:
        return None
    one = Duration(whole // 12, whole % 12, rough)
    return Reading(Outcome.DURATION, duration=one, approx=rough)


def rough(reading: Reading) -> Reading:
    """The same reading, said roughly."""
    return replace(reading, approx=True)


def time_wanted(question: str | None) -> bool:
    """Whether a time of day answers the question."""
    return question in {APPOINTMENT_TIME, None}


def key(reading: Reading) -> Any:
    """What makes two readings the same."""
    return (
        reading.outcome,
        reading.start,
        reading.end,
        reading.grain,
        reading.open,
        reading.duration,
        reading.alternatives,
    )
