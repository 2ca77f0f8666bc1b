"""Choosing what to show: within the norm first, beyond it only when nothing is left inside, never a dead end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import local
from bot.intake.booking import HORIZON_DAYS, ClosedDay, Offer
from bot.intake.free import FreeSlots
from bot.intake.holiday import holiday_name
from bot.intake.model import Kind
from bot.intake.planning import Planning
from bot.intake.slot import Slot
from bot.intake.slots import free_slots
from bot.intake.wishes import Wishes

_DAY = timedelta(days=1)
_ANYTHING = Wishes()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker asks for. `deadline` is the last Dutch day within the norm; `except_slot` is not shown."""

    deadline: date
    kind: Kind | None = None
    language: str = "nl"
    wishes: Wishes = _ANYTHING
    audience: str = ""
    after: datetime | None = None
    except_slot: Slot | None = None


def make_offer(plan: Callable[[date, date], Planning], asked: Asked, now: datetime, limit: int) -> tuple[Offer, bool]:
    """At most `limit` slots, and whether the region has nothing left within the norm, whatever the wishes.

    `plan` reads the planning of the worker's region for Dutch days, both included. `now` is aware.
    """
    search = _Search(plan, asked, now)
    today = local(now).date()
    last = today + HORIZON_DAYS * _DAY
    in_norm = min(asked.deadline, last)
    inside = search.free(today, in_norm)
    found = search.pick(inside, limit)
    beyond = None
    full = False
    otherwise: Sequence[Slot] = ()
    if not found:
        beyond = search.free(max(today, in_norm + _DAY), last)
        found = search.pick(beyond, limit)
        anything = inside if asked.wishes.is_empty else search.free(today, in_norm, _ANYTHING)
        full = not anything
        if asked.after is None and not asked.wishes.is_empty:
            otherwise = search.pick(anything, limit)
    more = False
    if found:
        more = inside.later_than(found[-1].start) or (
            beyond if beyond is not None else search.free(max(today, in_norm + _DAY), last)
        ).later_than(found[-1].start)
    until = local(found[-1].start).date() if found and more else last
    offer = Offer(
        slots=tuple(found),
        beyond_norm=beyond is not None and bool(found),
        deadline=asked.deadline,
        closed_days=tuple(_closed(today, until, asked)),
        more=more,
        within_norm_otherwise=tuple(otherwise),
        language_met=search.language_met,
        phone=search.phone,
    )
    return offer, full


class _Search:
    """Free slots for one question; each period is read once."""

    def __init__(self, plan: Callable[[date, date], Planning], asked: Asked, now: datetime) -> None:
        self._plan = plan
        self._asked = asked
        self._now = now
        self._read: dict[tuple[date, date], Planning] = {}
        self.language_met = True
        self.phone = ""

    def free(self, first: date, last: date, wishes: Wishes | None = None) -> FreeSlots:
        if first > last:
            return FreeSlots(0, ())
        if (first, last) not in self._read:
            self._read[first, last] = self._plan(first, last)
        planning = self._read[first, last]
        self.phone = self.phone or next((office.phone for office in planning.workforce.offices.values()), "")
        spoken = any(self._asked.language in coach.languages for coach in planning.workforce.coaches.values())
        self.language_met = spoken
        found = free_slots(
            planning,
            self._now,
            first,
            last,
            kind=self._asked.kind,
            language=self._asked.language if spoken else None,
            wishes=self._asked.wishes if wishes is None else wishes,
            audience=self._asked.audience,
        )
        return found.without(self._asked.except_slot) if self._asked.except_slot else found

    def pick(self, free: FreeSlots, limit: int) -> list[Slot]:
        return free.pick(limit, self._asked.after)


def _closed(first: date, last: date, asked: Asked) -> list[ClosedDay]:
    """Holidays on weekdays that the worker might have wanted."""
    name = "en" if asked.language != "nl" else "nl"
    days = (first + n * _DAY for n in range((last - first).days + 1))
    return [
        ClosedDay(day, holiday)
        for day in days
        if day.weekday() < 5 and asked.wishes.allow_day(day) and (holiday := holiday_name(day, name))
    ]
