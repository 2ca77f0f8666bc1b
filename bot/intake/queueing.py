"""The waitlist's rules: how long a freed slot is kept, and which slot suits a waiting worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.clock import local
from bot.intake.daytime import boundary
from bot.intake.free import FreeSlots
from bot.intake.slot import Slot

ANSWER_TIME = timedelta(hours=4)
LEAST_ANSWER_TIME = timedelta(minutes=30)
MAX_LET_GO = 3
"""After so many offers without an answer the place on the list lapses."""

_MORNING, _EVENING = time(8), time(21)


def kept_until(now: datetime, slot: Slot, min_notice: timedelta) -> datetime:
    """Until when (aware UTC) a freed slot is kept for the first in line, offered at `now` (aware).

    Four hours, counted from the morning when it is night in the Netherlands; never past the slot's own notice.
    """
    shown = local(now)
    begin = now
    if shown.time() < _MORNING:
        begin = boundary(shown.date(), _MORNING)
    elif shown.time() >= _EVENING:
        begin = boundary(shown.date() + timedelta(days=1), _MORNING)
    return min(begin + ANSWER_TIME, slot.start - min_notice)


def slot_for_waiter(
    free: FreeSlots, now: datetime, before: datetime | None, let_go: frozenset[str], notices: Mapping[str, timedelta]
) -> Slot | None:
    """The earliest free slot before `before` (aware) that the worker has not let go already.

    `notices` gives each office's minimum notice: a slot that leaves no time to answer is passed over.
    """
    for slot in free:
        if before is not None and slot.start >= before:
            return None
        in_time = kept_until(now, slot, notices[slot.office_id]) >= now + LEAST_ANSWER_TIME
        if in_time and moment_key(slot) not in let_go:
            return slot
    return None


def moment_key(slot: Slot) -> str:
    """Names the moment at an office, whichever coach it is with."""
    return f"{slot.office_id}@{int(slot.start.timestamp())}"
