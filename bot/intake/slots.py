"""What is free. One rule: a slot is accepted exactly when it is among the free slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import local
from bot.intake.cells import cell_after, cell_of, cells_in, painted, run, starts
from bot.intake.daytime import boundary, midnight, twice_shown
from bot.intake.free import FreeSlots, Track
from bot.intake.model import INDIVIDUAL_KINDS, Availability, Coach, Kind, Meeting, Office
from bot.intake.pattern import Patterns
from bot.intake.planning import Planning
from bot.intake.slot import Slot
from bot.intake.wishes import Wishes

_ANYTHING = Wishes()


def free_slots(
    planning: Planning,
    now: datetime,
    first: date,
    last: date,
    *,
    kind: Kind | None = None,
    language: str | None = None,
    wishes: Wishes = _ANYTHING,
    audience: str = "",
) -> FreeSlots:
    """Free slots that start on the Dutch days `first` to `last`, seen at `now` (aware).

    `kind` None means any kind for one worker, by preference office, video, telephone; group meetings only when
    asked for. `language` keeps coaches who speak it. `audience` is the firm code that opens meetings for a firm.
    """
    window = _Window(planning, now, first, last, wishes)
    if kind is Kind.GROUP:
        return FreeSlots(window.base, [track for m in planning.meetings if (track := window.meeting(m, audience))])
    weekly: dict[tuple[str, str], list[Availability]] = defaultdict(list)
    for row in planning.availability:
        weekly[row.coach_id, row.office_id].append(row)
    coaches = {c.id: c for c in planning.coaches if language is None or language in c.languages}
    offices = {office.id: office for office in planning.offices}
    tracks: list[Track] = []
    for (coach_id, office_id), rows in weekly.items():
        if coach_id in coaches and office_id in offices:
            wanted = INDIVIDUAL_KINDS if kind is None else (kind,)
            tracks.extend(window.tracks(offices[office_id], coaches[coach_id], rows, wanted))
    return FreeSlots(window.base, tracks)


def accepts(planning: Planning, slot: Slot, now: datetime, audience: str = "") -> bool:
    """Whether `slot` can be had at `now` (aware): it is one of the free slots, and in no other way."""
    day = local(slot.start).date()
    return slot in free_slots(planning, now, day, day, kind=slot.kind, audience=audience)


class _Window:
    """The days looked at, with what holds for every coach worked out once."""

    def __init__(self, planning: Planning, now: datetime, first: date, last: date, wishes: Wishes) -> None:
        self.base = cell_of(midnight(first))
        self._now = now.astimezone(UTC)  # so that adding hours counts elapsed ones
        self._planning = planning
        self._wishes = wishes
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self._days = [day for day in days if wishes.allow_day(day)]
        self._patterns = Patterns(self.base, self._days, planning.exceptions)
        self._suits = self._wished_hours()
        self._twice = painted(self.base, twice_shown(first, last))
        self._away = self._absences(last)

    def tracks(self, office: Office, coach: Coach, rows: Sequence[Availability], kinds: Iterable[Kind]) -> list[Track]:
        """Free starts of a coach at an office; a start is listed once, under the first kind that has it."""
        length, buffer = cells_in(office.rules.length), cells_in(office.rules.buffer)
        taken = painted(self.base, self._planning.taken.get(coach.id, ()))
        may_start = starts(~taken, length + buffer) & self._allowed(office, length)
        away = self._away.get(coach.id, 0)
        found: list[Track] = []
        seen: list[Sequence[Availability]] = []
        for kind in kinds:
            hours = [row for row in rows if kind in row.kinds]
            if not hours or hours in seen:  # equal hours give the same starts
                continue
            seen.append(hours)
            opening, grid = self._patterns.of(office, hours)
            begin = starts(opening & self._suits & ~away, length) & grid & may_start
            if begin:
                may_start &= ~begin
                found.append(Track(office.id, coach.id, kind, length, begin, taken.bit_count()))
        return found

    def meeting(self, meeting: Meeting, audience: str) -> Track | None:
        """The one start of a group meeting, if it has a seat left and is open to this audience."""
        office = next((office for office in self._planning.offices if office.id == meeting.office_id), None)
        if office is None or meeting.seats_left < 1 or meeting.audience not in ("", audience):
            return None
        first, end = cell_of(meeting.start) - self.base, cell_of(meeting.end) - self.base
        away = self._away.get(meeting.coach_id, 0)
        begin = starts(run(first, end) & self._suits & ~away, end - first) & self._allowed(office, end - first)
        taken = meeting.capacity - meeting.seats_left
        return Track(office.id, meeting.coach_id, Kind.GROUP, end - first, begin, taken) if begin else None

    def _allowed(self, office: Office, length: int) -> int:
        """Starts late enough, on wall-clock times that come only once."""
        earliest = cell_after(self._now + office.rules.min_notice) - self.base
        return ~(run(0, earliest) | self._twice | self._twice >> length)

    def _wished_hours(self) -> int:
        opens, closes = self._wishes.not_before or time(), self._wishes.not_after
        spans = [
            (boundary(day, opens), boundary(day, closes) if closes else midnight(day + timedelta(days=1)))
            for day in self._days
        ]
        return painted(self.base, [(cell_after(begin), cell_of(end)) for begin, end in spans])

    def _absences(self, last: date) -> dict[str, int]:
        """Per coach the cells of absence, and those from which the coach is withdrawn."""
        away: dict[str, int] = defaultdict(int)
        for absence in self._planning.absences:
            away[absence.coach_id] |= painted(self.base, [(cell_of(absence.start), cell_after(absence.end))])
        beyond = cell_of(midnight(last + timedelta(days=2)))
        for coach in self._planning.coaches:
            if coach.withdrawn_from is not None:
                away[coach.id] |= painted(self.base, [(cell_of(midnight(coach.withdrawn_from)), beyond)])
        return away
