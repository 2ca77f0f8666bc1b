"""When a coach can be met at an office on a day: opening hours, weekly hours, holidays and special openings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from bot.intake.holiday import holiday_name
from bot.intake.model import Availability, Office, OpeningException

Span = tuple[time, time]


def working_spans(
    office: Office, weekly: Sequence[Availability], exceptions: Sequence[OpeningException], day: date
) -> list[Span]:
    """Dutch wall-clock spans, in order and merged, of the coach whose `weekly` hours at `office` these are.

    `exceptions` are those of the office on `day`. A special opening makes every coach it names work all of it;
    without one, a holiday closes the office.
    """
    if exceptions:
        return merged(
            (exception.start, exception.end)
            for exception in exceptions
            if exception.start is not None and exception.end is not None and _works(exception, weekly, day)
        )
    if holiday_name(day) is not None:
        return []
    opening = [(hours.start, hours.end) for hours in office.hours if hours.weekday == day.weekday()]
    working = [
        (row.hours.start, row.hours.end) for row in weekly if row.hours.weekday == day.weekday() and _valid(row, day)
    ]
    return _both(merged(opening), merged(working))


def merged(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that touch or overlap made into one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def _works(exception: OpeningException, weekly: Sequence[Availability], day: date) -> bool:
    return any(_valid(row, day) and (not exception.coach_ids or row.coach_id in exception.coach_ids) for row in weekly)


def _valid(row: Availability, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until)


def _both(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    overlaps = ((max(a[0], b[0]), min(a[1], b[1])) for a in left for b in right)
    return [span for span in overlaps if span[0] < span[1]]
