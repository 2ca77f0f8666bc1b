"""All that has to be known to say what is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.intake.model import Absence, Availability, Coach, Meeting, Office, OpeningException
from bot.intake.pattern import Patterns

_KEPT = 32


class Workforce:
    """Offices, coaches and their weekly hours: what seldom changes. Keep it, and what follows from it is kept too."""

    def __init__(
        self, offices: Iterable[Office], coaches: Iterable[Coach], availability: Iterable[Availability]
    ) -> None:
        self.offices = {office.id: office for office in offices}
        self.coaches = {coach.id: coach for coach in coaches}
        self.availability = tuple(availability)
        self._patterns: dict[object, Patterns] = {}
        self._at: dict[str, Workforce] = {}
        weeks: dict[tuple[str, str], list[Availability]] = defaultdict(list)
        for row in self.availability:
            if row.coach_id in self.coaches and row.office_id in self.offices:
                weeks[row.coach_id, row.office_id].append(row)
        self.weeks = {key: tuple(rows) for key, rows in weeks.items()}

    def patterns(self, days: Sequence[date], exceptions: Sequence[OpeningException]) -> Patterns:
        """Working hours on `days` as bits, worked out once for the same days and exceptions."""
        key = tuple(days), frozenset(exceptions)
        found = self._patterns.get(key)
        if found is None:
            if len(self._patterns) >= _KEPT:
                self._patterns.clear()
            found = self._patterns[key] = Patterns(days, exceptions)
        return found

    def at(self, office_id: str) -> Workforce:
        """One office with the coaches who work there; kept once made."""
        found = self._at.get(office_id)
        if found is None:
            rows = [row for row in self.availability if row.office_id == office_id]
            coaches = sorted({row.coach_id for row in rows})
            offices = [self.offices[office_id]] if office_id in self.offices else []
            found = self._at[office_id] = Workforce(offices, [self.coaches[name] for name in coaches], rows)
        return found

    def only(self, coach_id: str) -> Workforce:
        """The same offices with one coach."""
        return Workforce(
            self.offices.values(),
            self.coaches.values(),
            [row for row in self.availability if row.coach_id == coach_id],
        )


@dataclass(frozen=True)
class Planning:
    """A snapshot of offices and coaches. `taken` gives per coach the cells [first, end) of appointments and live
    holds, buffers included; leave out a worker's own to let the worker move within them."""

    workforce: Workforce
    absences: Sequence[Absence] = ()
    exceptions: Sequence[OpeningException] = ()
    meetings: Sequence[Meeting] = ()
    taken: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
