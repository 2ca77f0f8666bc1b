"""A diary in memory that answers the desk as `Bookings` does, so that each test sets up exactly what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.clock import Clock, local
from bot.intake import Appointment, LinkState, Offer, Slot, SlotGone, Status, TooLate, Wishes

ANY = Wishes()


class Diary:
    def __init__(self, clock: Clock, *appointments: Appointment, free: Sequence[Slot] = ()) -> None:
        self._clock = clock
        self.kept = {one.reference: one for one in appointments}
        self.free = list(free)

    def by_reference(self, reference: str) -> Appointment | None:
        return self.kept.get(reference)

    def by_token(self, token: str) -> Appointment | LinkState:
        for one in self.kept.values():
            if one.token == token:
                return one if self._clock() < one.token_expires else LinkState.EXPIRED
        return LinkState.UNKNOWN

    def list_for_desk(self, first: date, last: date) -> Sequence[Appointment]:
        found = [one for one in self.kept.values() if first <= local(one.slot.start).date() <= last]
        return sorted(found, key=lambda one: one.slot.start)

    def offer(
        self,
        worker_id: str,
        wishes: Wishes = ANY,
        limit: int = 3,
        after: Slot | None = None,
    ) -> Offer:
        later = [slot for slot in self.free if after is None or slot.start > after.start]
        deadline = local(self._clock()).date() + timedelta(days=14)
        return Offer(tuple(later[:limit]), False, deadline, more=len(later) > limit)

    def mark(self, reference: str, outcome: Status) -> Appointment:
        one = self.kept[reference]
        if one.slot.start > self._clock() or outcome not in {Status.ATTENDED, Status.MISSED}:
            raise ValueError(outcome)
        return self._keep(replace(one, status=outcome))

    def cancel(self, reference: str) -> Appointment | TooLate:
        one = self.kept[reference]
        if not one.active:
            return one
        if self._clock() > one.cancel_before:
            return TooLate(one, one.cancel_before, one.office.phone)
        return self._keep(replace(one, status=Status.CANCELLED, sequence=one.sequence + 1))

    def move(self, reference: str, slot_id: str) -> Appointment | SlotGone | TooLate:
        one, slot = self.kept[reference], Slot.from_id(slot_id)
        if self._clock() > one.cancel_before:
            return TooLate(one, one.cancel_before, one.office.phone)
        if slot not in self.free:
            return SlotGone(self.offer(one.worker_id))
        return self._keep(replace(one, slot=slot, sequence=one.sequence + 1, status=Status.BOOKED))

    def _keep(self, one: Appointment) -> Appointment:
        self.kept[one.reference] = one
        return one
