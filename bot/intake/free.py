"""The slots that are free: kept as bits per coach and kind, told as slots, moments or days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import local
from bot.intake.cells import bits, cell_of, moment_of, run
from bot.intake.daytime import midnight
from bot.intake.model import Kind
from bot.intake.slot import Slot


@dataclass(frozen=True, slots=True)
class Track:
    """Starts of one coach at one office for one kind. `length` in cells; `load` is how full the coach already is."""

    office_id: str
    coach_id: str
    kind: Kind
    length: int
    starts: int
    load: int = 0

    def slot(self, base: int, bit: int) -> Slot:
        start = moment_of(base + bit)
        return Slot(self.office_id, self.coach_id, self.kind, start, moment_of(base + bit + self.length))


class FreeSlots:
    """Free slots, earliest first; at the same moment the least busy coach first."""

    def __init__(self, base: int, tracks: Sequence[Track]) -> None:
        self._base = base
        self._tracks = sorted(tracks, key=lambda track: (track.load, track.coach_id, track.office_id, track.kind))
        self._union = 0
        for track in self._tracks:
            self._union |= track.starts

    def __iter__(self) -> Iterator[Slot]:
        for bit in bits(self._moments()):
            yield from self._on(bit)

    def __len__(self) -> int:
        return sum(track.starts.bit_count() for track in self._tracks)

    def __bool__(self) -> bool:
        return any(track.starts for track in self._tracks)

    def __contains__(self, slot: object) -> bool:
        return isinstance(slot, Slot) and slot in self.at(slot.start)

    def at(self, start: datetime) -> list[Slot]:
        """Every free slot that starts at `start` (aware)."""
        bit = cell_of(start) - self._base
        if bit < 0 or moment_of(cell_of(start)) != start:
            return []
        return list(self._on(bit))

    def pick(self, limit: int, after: datetime | None = None) -> list[Slot]:
        """At most `limit` slots on different moments later than `after`, spread so that they do not overlap.

        Overlapping ones fill up when there are not enough others.
        """
        moments = self._moments(after)
        spread: list[Slot] = []
        rest: list[Slot] = []
        for bit in bits(moments):
            slot = next(self._on(bit))
            if not spread or slot.start >= spread[-1].end:
                spread.append(slot)
            elif len(rest) < limit:
                rest.append(slot)
            if len(spread) == limit:
                return spread
        return sorted((spread + rest[: limit - len(spread)]), key=lambda slot: slot.start)

    def without(self, slot: Slot) -> FreeSlots:
        """The same, except the moment of `slot` at its office, with whichever coach."""
        kept = ~(1 << (cell_of(slot.start) - self._base)) if cell_of(slot.start) >= self._base else -1
        return FreeSlots(
            self._base,
            [
                replace(track, starts=track.starts & kept) if track.office_id == slot.office_id else track
                for track in self._tracks
            ],
        )

    def later_than(self, moment: datetime) -> bool:
        """Whether any slot starts after `moment` (aware)."""
        return self._moments(moment) != 0

    def nearest(self, moment: datetime, limit: int) -> list[Slot]:
        """At most `limit` slots on different moments, nearest to `moment` (aware) first."""
        target = cell_of(moment) - self._base
        by_distance = sorted(bits(self._moments()), key=lambda bit: (abs(bit - target), bit))
        return [next(self._on(bit)) for bit in by_distance[:limit]]

    def days(self) -> dict[date, int]:
        """Dutch days with free slots, in order, and on how many moments."""
        counted: dict[date, int] = {}
        moments = self._moments()
        position, day = 0, local(moment_of(self._base)).date()
        while moments >> position:
            end = cell_of(midnight(day + timedelta(days=1))) - self._base
            here = (moments & run(position, end)).bit_count()
            if here:
                counted[day] = here
            position, day = end, day + timedelta(days=1)
        return counted

    def _moments(self, after: datetime | None = None) -> int:
        union = self._union
        return union if after is None else union & ~run(0, cell_of(after) - self._base + 1)

    def _on(self, bit: int) -> Iterator[Slot]:
        return (track.slot(self._base, bit) for track in self._tracks if track.starts >> bit & 1)
