"""Where a wanted slot can be had: with its own coach, or at the same moment with a colleague of the office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.clock import local
from bot.intake import GoneReason, Kind, Planning, Rules, Slot, free_slots
from bot.store.booking_tables import RequestRow
from bot.store.bookings_claim import share_office
from bot.store.bookings_planning import read_planning


class Gone(Exception):
    """The slot cannot be had; nothing was changed."""

    def __init__(self, reason: GoneReason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """A slot that may be taken now, with its office's rules, and the meeting it is a seat of."""

    slot: Slot
    rules: Rules
    meeting_id: int | None


def places_for(
    session: Session, request: RequestRow, slot: Slot, now: datetime, *, held: bool, invited: bool, audience: str
) -> list[Place]:
    """Places for `slot`, the best first. Raises `Gone` if there is none.

    `held`: the worker holds it, so notice and freedom were settled when it was given. `invited`: the worker was once
    given it, so a meeting for one firm is open to them.
    """
    day = local(slot.start).date()
    share_office(session, slot.office_id, slot.coach_id)
    planning = read_planning(
        session,
        now,
        day,
        day,
        office_id=slot.office_id,
        worker_id=request.worker_id,
        meetings=slot.kind is Kind.GROUP,
    )
    office = planning.workforce.offices.get(slot.office_id)
    if office is None:
        raise Gone(GoneReason.NOT_OFFERED)
    meeting = next((m for m in planning.meetings if (m.coach_id, m.start) == (slot.coach_id, slot.start)), None)
    if invited and meeting is not None:
        audience = meeting.audience
    free = free_slots(planning, now, day, day, kind=slot.kind, audience=audience).at(slot.start)
    found = [each for each in free if each.end == slot.end and each.office_id == slot.office_id]
    if slot.kind is Kind.GROUP:
        found = [each for each in found if each.coach_id == slot.coach_id]
    else:
        found = _speaking_alike(planning, slot, found)
    if held:
        found = [slot, *(each for each in found if each != slot)]
    if not found:
        raise Gone(_reason(planning, slot, now, audience, office.rules))
    found.sort(key=lambda each: each != slot)
    number = meeting.id if meeting is not None and slot.kind is Kind.GROUP else None
    return [Place(each, office.rules, number) for each in found]


def _speaking_alike(planning: Planning, slot: Slot, found: list[Slot]) -> list[Slot]:
    """Leave out colleagues who do not speak every language the slot's own coach was chosen for."""
    coaches = planning.workforce.coaches
    own = coaches[slot.coach_id].languages if slot.coach_id in coaches else frozenset()
    return [each for each in found if each.coach_id == slot.coach_id or own <= coaches[each.coach_id].languages]


def _reason(planning: Planning, slot: Slot, now: datetime, audience: str, rules: Rules) -> GoneReason:
    day = local(slot.start).date()
    meetings = [replace(meeting, seats_left=meeting.capacity) for meeting in planning.meetings]
    empty = replace(planning, taken={}, meetings=meetings)
    if slot in free_slots(empty, now, day, day, kind=slot.kind, audience=audience):
        return GoneReason.TAKEN
    if slot.start < now + rules.min_notice:
        return GoneReason.TOO_SOON
    return GoneReason.NOT_OFFERED
