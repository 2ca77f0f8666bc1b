"""Working hours over a period as bits: where a coach is at work, and at which of those cells a slot may start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from bot.intake.cells import cell_of, cells_in, every, run
from bot.intake.daytime import boundary, midnight
from bot.intake.holiday import holiday_name
from bot.intake.model import Availability, Office, OpeningException
from bot.intake.opening import working_spans

_DAY = timedelta(days=1)


class Patterns:
    """Opening and grid of coaches over `days` (Dutch), counted from the cell `base`; equal hours are worked out once.

    Days like any other are worked out once per weekday and copied; exceptions and days on which the clock changes
    are worked out one by one.
    """

    def __init__(self, base: int, days: Sequence[date], exceptions: Iterable[OpeningException]) -> None:
        self._base = base
        self._days = days
        self._exceptions: dict[tuple[str, date], list[OpeningException]] = defaultdict(list)
        self._named: set[str] = set()
        for exception in exceptions:
            self._exceptions[exception.office_id, exception.day].append(exception)
            if exception.coach_ids:
                self._named.add(exception.office_id)
        self._start = cache(lambda day: cell_of(midnight(day)))
        self._cell = cache(lambda day, at: cell_of(boundary(day, at)) - self._start(day))
        self._known: dict[object, tuple[int, int]] = {}
        self._ordinary: dict[str, tuple[list[date], dict[int, tuple[date, int]]]] = {}

    def of(self, office: Office, rows: Sequence[Availability]) -> tuple[int, int]:
        """Cells at work, and cells on the office's grid, of the coach whose weekly hours `rows` (not empty) are."""
        who = rows[0].coach_id if office.id in self._named else None
        key = (office.id, who, tuple((row.hours, row.valid_from, row.valid_until) for row in rows))
        if key not in self._known:
            self._known[key] = self._work_out(office, rows)
        return self._known[key]

    def _work_out(self, office: Office, rows: Sequence[Availability]) -> tuple[int, int]:
        limited = any(row.valid_from or row.valid_until for row in rows)
        one_by_one, copied = (self._days, {}) if limited else self._sorted_days(office.id)
        opening = grid = 0
        for weekday in {row.hours.weekday for row in rows} & copied.keys():
            day, copies = copied[weekday]
            at_work, on_grid = self._bits(office, rows, day)
            opening |= at_work * copies
            grid |= on_grid * copies
        for day in one_by_one:
            at_work, on_grid = self._bits(office, rows, day)
            shift = self._start(day) - self._base
            opening |= at_work << shift
            grid |= on_grid << shift
        return opening, grid

    def _sorted_days(self, office_id: str) -> tuple[Sequence[date], dict[int, tuple[date, int]]]:
        """Days to work out one by one; and per weekday an example with a bit at the start of each of its likes."""
        if office_id not in self._ordinary:
            special: list[date] = []
            copied: dict[int, tuple[date, int]] = {}
            for day in self._days:
                excepted = (office_id, day) in self._exceptions
                if not excepted and holiday_name(day) is not None:
                    continue
                if not excepted and self._start(day + _DAY) - self._start(day) == cells_in(_DAY):
                    example, copies = copied.get(day.weekday(), (day, 0))
                    copied[day.weekday()] = example, copies | 1 << (self._start(day) - self._base)
                else:
                    special.append(day)
            self._ordinary[office_id] = special, copied
        return self._ordinary[office_id]

    def _bits(self, office: Office, rows: Sequence[Availability], day: date) -> tuple[int, int]:
        """Cells at work and on the grid on one day, counted from its midnight; the grid starts with each span."""
        opening = grid = 0
        step = cells_in(office.rules.grid)
        for start, end in working_spans(office, rows, self._exceptions.get((office.id, day), ()), day):
            first, last = self._cell(day, start), self._cell(day, end)
            opening |= run(first, last)
            grid |= every(step, first, last)
        return opening, grid
