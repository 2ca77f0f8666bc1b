"""What is free. One rule: a slot is accepted exactly when it is among the free slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import local
from bot.intake.cells import cell_after, cell_of, cells_in, moment_of, painted, run, starts
from bot.intake.daytime import boundary, midnight, moments_of, twice_shown
from bot.intake.free import FreeSlots, Track
from bot.intake.model import INDIVIDUAL_KINDS, Availability, Kind, Meeting, Office
from bot.intake.planning import Planning
from bot.intake.slot import Slot
from bot.intake.wishes import Wishes

_ANYTHING = Wishes()
_DAY = timedelta(days=1)


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
        seats = (window.seats(meeting, audience) for meeting in planning.meetings)
        return FreeSlots(window.base, [track for track in seats if track])
    tracks: list[Track] = []
    for (coach_id, office_id), rows in planning.workforce.weeks.items():
        if language is None or language in planning.workforce.coaches[coach_id].languages:
            wanted = INDIVIDUAL_KINDS if kind is None else (kind,)
            tracks.extend(window.tracks(planning.workforce.offices[office_id], rows, wanted))
    return FreeSlots(window.base, tracks)


def accepts(planning: Planning, slot: Slot, now: datetime, audience: str = "") -> bool:
    """Whether `slot` can be had at `now` (aware): it is one of the free slots, and in no other way."""
    day = local(slot.start).date()
    return slot in free_slots(planning, now, day, day, kind=slot.kind, audience=audience)


class _Window:
    """The days looked at, with what holds for every coach worked out once. Bits count from the first midnight."""

    def __init__(self, planning: Planning, now: datetime, first: date, last: date, wishes: Wishes) -> None:
        days = [first + n * _DAY for n in range((last - first).days + 1)]
        self._days = [day for day in days if wishes.allow_day(day)]
        self.base = cell_of(midnight(self._days[0] if self._days else first))
        self._end = cell_of(midnight(last + 2 * _DAY))
        self._now = now.astimezone(UTC)  # so that adding hours counts elapsed ones
        self._planning = planning
        self._patterns = planning.workforce.patterns(self._days, planning.exceptions)
        self._wished = painted(self.base, self._end, tuple(self._wished_hours(wishes)))
        self._exact = painted(self.base, self._end, tuple(self._exact_starts(wishes.at))) if wishes.at else None
        self._twice = painted(self.base, self._end, tuple(twice_shown(first, last)))
        self._away = self._absences()
        self._limits: dict[tuple[timedelta, int], int] = {}

    def tracks(self, office: Office, rows: Sequence[Availability], kinds: Iterable[Kind]) -> list[Track]:
        """Free starts of a coach at an office; a start is listed once, under the first kind that has it."""
        coach_id = rows[0].coach_id
        length, buffer = cells_in(office.rules.length), cells_in(office.rules.buffer)
        taken = painted(self.base, self._end, tuple(self._planning.taken.get(coach_id, ())))
        may_start = starts(~taken, length + buffer) & self._allowed(office, length)
        if coach_id in self._away:
            may_start &= starts(~self._away[coach_id], length)
        found: list[Track] = []
        for kind in kinds:
            begin = self._patterns.starts(office, rows, kind) & may_start
            if begin:
                may_start &= ~begin
                found.append(Track(office.id, coach_id, kind, length, begin, taken.bit_count()))
        return found

    def seats(self, meeting: Meeting, audience: str) -> Track | None:
        """The one start of a group meeting, if it has a seat left and is open to this audience."""
        office = self._planning.workforce.offices.get(meeting.office_id)
        if office is None or meeting.seats_left < 1 or meeting.audience not in ("", audience):
            return None
        first, length = cell_of(meeting.start) - self.base, cell_of(meeting.end) - cell_of(meeting.start)
        away = self._away.get(meeting.coach_id, 0)
        begin = run(first, first + 1) & self._allowed(office, length) & starts(~away, length)
        taken = meeting.capacity - meeting.seats_left
        return Track(office.id, meeting.coach_id, Kind.GROUP, length, begin, taken) if begin else None

    def _allowed(self, office: Office, length: int) -> int:
        """Starts that are late enough, suit the wishes, and stand on wall-clock times that come only once."""
        key = office.rules.min_notice, length
        if key not in self._limits:
            earliest = cell_after(self._now + office.rules.min_notice) - self.base
            refused = run(0, earliest) | self._twice | self._twice >> length
            wished = starts(self._wished, length)
            self._limits[key] = (wished if self._exact is None else wished & self._exact) & ~refused
        return self._limits[key]

    def _wished_hours(self, wishes: Wishes) -> Iterator[tuple[int, int]]:
        opens, closes = wishes.not_before or time(), wishes.not_after
        for day in self._days:
            end = boundary(day, closes) if closes else midnight(day + _DAY)
            yield cell_after(boundary(day, opens)), cell_of(end)

    def _exact_starts(self, at: time) -> Iterator[tuple[int, int]]:
        for day in self._days:
            for moment in moments_of(day, at):
                if moment_of(cell_of(moment)) == moment:
                    yield cell_of(moment), cell_of(moment) + 1

    def _absences(self) -> dict[str, int]:
        """Per coach the cells of absence, and those from which the coach is withdrawn."""
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for absence in self._planning.absences:
            spans[absence.coach_id].append((cell_of(absence.start), cell_after(absence.end)))
        for coach in self._planning.workforce.coaches.values():
            if coach.withdrawn_from is not None:
                spans[coach.id].append((cell_of(midnight(coach.withdrawn_from)), self._end))
        return {coach_id: painted(self.base, self._end, tuple(found)) for coach_id, found in spans.items()}
