"""Working hours over a period as bits: at which cells a coach could start, if nothing else stood in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.intake.cells import cell_of, cells_in, every, run, starts
from bot.intake.daytime import boundary, midnight
from bot.intake.holiday import holiday_name
from bot.intake.model import Availability, Kind, Office, OpeningException
from bot.intake.opening import working_spans

_DAY = timedelta(days=1)
_WHOLE_DAY = cells_in(_DAY)


class Patterns:
    """Starts of coaches over `days` (Dutch, in order), counted from the midnight of the first; kept once worked out.

    Days like any other are worked out once per weekday and copied; exceptions and days on which the clock changes
    are worked out one by one.
    """

    def __init__(self, days: Sequence[date], exceptions: Iterable[OpeningException]) -> None:
        self._days = days
        self._exceptions: dict[tuple[str, date], list[OpeningException]] = defaultdict(list)
        for exception in exceptions:
            self._exceptions[exception.office_id, exception.day].append(exception)
        self._start = {day: cell_of(midnight(day)) for day in days}
        self._base = self._start[days[0]] if days else 0
        self._whole = [cell_of(midnight(day + _DAY)) - self._start[day] == _WHOLE_DAY for day in days]
        self._known: dict[tuple[str, str, Kind], int] = {}
        self._alike: dict[object, int] = {}
        self._ordinary: dict[str, tuple[list[date], dict[int, tuple[date, int]]]] = {}

    def starts(self, office: Office, rows: Sequence[Availability], kind: Kind) -> int:
        """Starts on the office's grid from which a whole appointment of this kind fits in the working hours.

        `rows` are all the weekly hours of one coach at the office.
        """
        key = rows[0].coach_id, office.id, kind
        if key not in self._known:
            wanted = [row for row in rows if kind in row.kinds]
            self._known[key] = self._worked_out(office, wanted) if wanted else 0
        return self._known[key]

    def _worked_out(self, office: Office, rows: Sequence[Availability]) -> int:
        """Coaches with the same hours share the outcome, unless an exception names who works."""
        named = any(each.coach_ids for key, found in self._exceptions.items() if key[0] == office.id for each in found)
        who = rows[0].coach_id if named else None
        alike = (office.id, who, tuple((row.hours, row.valid_from, row.valid_until) for row in rows))
        if alike not in self._alike:
            self._alike[alike] = self._work_out(office, rows)
        return self._alike[alike]

    def _work_out(self, office: Office, rows: Sequence[Availability]) -> int:
        limited = any(row.valid_from or row.valid_until for row in rows)
        one_by_one, copied = (self._days, {}) if limited else self._sorted_days(office.id)
        found = 0
        for weekday in {row.hours.weekday for row in rows} & copied.keys():
            day, copies = copied[weekday]
            found |= self._on_day(office, rows, day) * copies
        for day in one_by_one:
            found |= self._on_day(office, rows, day) << (self._start[day] - self._base)
        return found

    def _sorted_days(self, office_id: str) -> tuple[Sequence[date], dict[int, tuple[date, int]]]:
        """Days to work out one by one; and per weekday an example with a bit at the start of each of its likes."""
        if office_id not in self._ordinary:
            special: list[date] = []
            copied: dict[int, tuple[date, int]] = {}
            for day, whole in zip(self._days, self._whole, strict=True):
                excepted = (office_id, day) in self._exceptions
                if not excepted and holiday_name(day) is not None:
                    continue
                if whole and not excepted:
                    example, copies = copied.get(day.weekday(), (day, 0))
                    copied[day.weekday()] = example, copies | 1 << (self._start[day] - self._base)
                else:
                    special.append(day)
            self._ordinary[office_id] = special, copied
        return self._ordinary[office_id]

    def _on_day(self, office: Office, rows: Sequence[Availability], day: date) -> int:
        """Starts on one day, counted from its midnight; the grid begins anew with each span of working hours."""
        found = 0
        length, step = cells_in(office.rules.length), cells_in(office.rules.grid)
        for opens, closes in working_spans(office, rows, self._exceptions.get((office.id, day), ()), day):
            first = cell_of(boundary(day, opens)) - self._start[day]
            last = cell_of(boundary(day, closes)) - self._start[day]
            found |= starts(run(first, last), length) & every(step, first, last)
        return found
