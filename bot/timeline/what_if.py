"""What changes if one fact is different, and small changes of date that help the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.benefit import WwDuration, ww_duration
from bot.law import Law, Remark
from bot.notice import EndCase, EndResult, Route, end_of_employment

_WEEK = 7
_TOLD = frozenset({"route", "steps", "warnings", "undetermined", "alternatives"})


@dataclass(frozen=True, slots=True)
class WorkHistory:
    """What the duration of WW hangs on: year of birth, and the calendar years with enough hours of work.

    A year that is still running belongs in `years_worked` if the worker will have 208 hours in it.
    """

    birth_year: int
    years_worked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One result that differs."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both results and what differs; WW durations where the history is known; remarks say what it means."""

    before: EndResult
    after: EndResult
    differences: tuple[Difference, ...]
    remarks: tuple[Remark, ...]
    duration_before: WwDuration | None = None
    duration_after: WwDuration | None = None


def what_if(
    case: EndCase, changes: Mapping[str, Any], law: Law, today: date, *, history: WorkHistory | None = None
) -> WhatIf:
    """Compare `case` with the same case after `changes` (field names of EndCase and their new values).

    Raises ValueError for a field that does not exist, ContradictionError where the changed case cannot be.
    """
    known = {field.name for field in fields(EndCase)}
    unknown = sorted(set(changes) - known)
    if unknown:
        msg = f"no such facts: {', '.join(unknown)}"
        raise ValueError(msg)
    before = end_of_employment(case, law, today)
    after = end_of_employment(replace(case, **changes), law, today)
    differences = tuple(
        Difference(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(EndResult)
        if field.name not in _TOLD and getattr(before, field.name) != getattr(after, field.name)
    )
    durations = (duration_for(before, history, law, today), duration_for(after, history, law, today))
    remarks = (*_remarks(before, after, durations), *_permit(after, case, changes, law))
    return WhatIf(before, after, differences, remarks, *durations)


def duration_for(end: EndResult, history: WorkHistory | None, law: Law, today: date) -> WwDuration | None:
    """The duration of WW that starts on the first WW day of `end`, where both are known."""
    if history is None or end.first_ww_day is None or history.birth_year >= end.first_ww_day.year:
        return None
    return ww_duration(
        law,
        today,
        first_ww_day=end.first_ww_day,
        birth_year=history.birth_year,
        years_worked=history.years_worked,
    )


def months_gained(before: WwDuration | None, after: WwDuration | None) -> Decimal | None:
    """Months of WW that the second has more than the first; None where not known."""
    if before is None or after is None or before.months is None or after.months is None:
        return None
    return after.months - before.months


def gap_days(end: EndResult) -> int:
    """Calendar days between the last day of employment and the day before WW becomes possible."""
    if end.last_day is None or end.no_ww_until is None:
        return 0
    return max((end.no_ww_until - end.last_day).days, 0)


def _remarks(
    before: EndResult, after: EndResult, durations: tuple[WwDuration | None, WwDuration | None]
) -> tuple[Remark, ...]:
    remarks = [
        *_moved("last_day", before.last_day, after.last_day),
        *_moved("first_ww_day", before.first_ww_day, after.first_ww_day),
        *_moved("cancel_until", before.cancel_until, after.cancel_until),
    ]
    old_gap, new_gap = gap_days(before), gap_days(after)
    if old_gap != new_gap:
        code = "gap_closed" if new_gap == 0 else "gap_changed"
        remarks.append(_remark(code, before=old_gap, after=new_gap))
    gained = months_gained(*durations)
    if gained:
        code = "ww_months_more" if gained > 0 else "ww_months_less"
        remarks.append(_remark(code, months=abs(gained)))
    if not remarks:
        remarks.append(_remark("same"))
    return tuple(remarks)


def _permit(after: EndResult, case: EndCase, changes: Mapping[str, Any], law: Law) -> tuple[Remark, ...]:
    """A later notice may come when UWV's permission no longer counts. BW 7:671a lid 6."""
    notice = changes.get("notice_received")
    if case.route is not Route.PERMIT_NOTICE or notice is None:
        return ()
    if after.permit_use_until is not None:
        late = notice > after.permit_use_until
        return (_remark("permit_over", until=after.permit_use_until),) if late else ()
    if case.notice_received is not None and notice <= case.notice_received:
        return ()
    days = int(law.value("permit_valid_days", notice).value)
    return (_remark("permit_weeks", weeks=days // _WEEK),)


def _moved(field: str, before: date | None, after: date | None) -> list[Remark]:
    if before == after:
        return []
    if before is None or after is None:
        code = f"{field}_known" if before is None else f"{field}_lost"
        return [_remark(code, day=after or before)]
    code = f"{field}_later" if after > before else f"{field}_earlier"
    return [_remark(code, before=before, after=after, days=abs((after - before).days))]


def _remark(code: str, **values: Any) -> Remark:
    return Remark(code, f"timeline.what_if_{code}", values)
