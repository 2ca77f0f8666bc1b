"""From Dutch wall-clock time to moments: a time may not exist, or exist twice, when the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.clock import AMSTERDAM, local
from bot.intake.cells import CELL, cell_of


def moments_of(day: date, at: time) -> tuple[datetime, ...]:
    """The moments (aware UTC) at which Dutch clocks show `at` on `day`: none, one or, in autumn, two."""
    naive = datetime.combine(day, at)
    found = {naive.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(moment for moment in found if local(moment).replace(tzinfo=None) == naive))


def boundary(day: date, at: time) -> datetime:
    """The moment (aware UTC) at which Dutch clocks first show `at` or later; for opening and closing times."""
    found = moments_of(day, at)
    if found:
        return found[0]
    # In the skipped hour, reading the time with the winter offset lands after the jump by as much as `at` lies in it.
    late = datetime.combine(day, at, AMSTERDAM).astimezone(UTC)
    while local(late - CELL).date() == day and local(late - CELL).time() >= at:
        late -= CELL
    return late


def midnight(day: date) -> datetime:
    """The start of a Dutch day, aware UTC."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def twice_shown(first: date, last: date) -> list[tuple[int, int]]:
    """Cells [first, end) whose wall-clock time comes twice, on the days `first` to `last`."""
    found = []
    day = first
    while day <= last:
        before, after = midnight(day), midnight(day + timedelta(days=1))
        longer = after - before - timedelta(days=1)
        if longer > timedelta(0):
            start = before
            while len(moments_of(day, local(start).time())) == 1:
                start += CELL
            found.append((cell_of(start), cell_of(start + 2 * longer)))
        day += timedelta(days=1)
    return found
