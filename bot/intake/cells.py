"""Time as a row of five-minute cells held in one integer: bit i is cell `base + i`.

A whole region over two months is a few hundred such integers, so that what is free follows from a few
operations on each. A cell is counted in whole five minutes since 1970 in UTC, the unit the database keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache

CELL = timedelta(minutes=5)
_SECONDS = 300


def cell_of(moment: datetime) -> int:
    """The cell in which `moment` (aware) lies."""
    return int(moment.timestamp()) // _SECONDS


def cell_after(moment: datetime) -> int:
    """The first cell that starts at `moment` (aware) or later."""
    return -int(-moment.timestamp() // _SECONDS)


def moment_of(cell: int) -> datetime:
    """When `cell` starts, aware UTC."""
    return datetime.fromtimestamp(cell * _SECONDS, UTC)


def cells_in(duration: timedelta) -> int:
    """How many cells `duration` takes, rounded up."""
    return -(-duration // CELL)


def run(first: int, end: int) -> int:
    """Bits `first` up to `end`, the end not included; 0 when empty. Bits below zero fall away."""
    first = max(first, 0)
    return ((1 << (end - first)) - 1) << first if end > first else 0


@lru_cache(maxsize=1024)
def painted(base: int, top: int, spans: tuple[tuple[int, int], ...]) -> int:
    """The cells [first, end) of many `spans` in one integer, counted from `base`; only cells up to `top`.

    Kept for a while: from one question to the next hardly any coach's time has changed.
    """
    row = bytearray(b"0") * (top - base)
    for first, end in spans:  # the digits of a number run from high to low
        if first >= base and end <= top:
            row[top - end : top - first] = _ones(end - first)
        elif end > base and first < top:
            begin, stop = max(first, base), min(end, top)
            row[top - stop : top - begin] = _ones(stop - begin)
    return int(row, 2)


@cache
def _ones(count: int) -> bytes:
    return b"1" * count


def every(step: int, first: int, end: int) -> int:
    """Bits `first`, `first + step`, and so on, below `end`."""
    count = -(-(end - first) // step)
    if count <= 0:
        return 0
    pattern, have = 1, 1
    while have < count:
        pattern |= pattern << (have * step)
        have *= 2
    return (pattern & run(0, (count - 1) * step + 1)) << first


def starts(free: int, length: int) -> int:
    """Bits from which `length` cells on end are all set in `free`."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> step
        have += step
    return free


def bits(mask: int) -> Iterator[int]:
    """Positions of the set bits, lowest first."""
    text = bin(mask)[:1:-1]
    position = text.find("1")
    while position >= 0:
        yield position
        position = text.find("1", position + 1)
