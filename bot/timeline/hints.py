"""Small changes of date that gain WW or close a gap without income, found by trying them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.law import ContradictionError, Law, Remark, add_days, month_end
from bot.notice import EndCase, EndResult, Route, end_of_employment
from bot.timeline.what_if import WorkHistory, duration_for, gap_days, months_gained

_SMALL = 31
_NEGOTIABLE = frozenset({Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.SETTLEMENT, Route.WORKER_NOTICE})


def hints(
    case: EndCase, result: EndResult, law: Law, today: date, *, history: WorkHistory | None = None
) -> tuple[Remark, ...]:
    """What the worker could ask for or do, as remarks with texts `timeline.hint_<code>`; empty where nothing helps."""
    found = [
        _close_gap(case, result),
        _year_turn(case, result, law, today, history),
        _sign_in_time(case, result, law, today),
        _right_not_mentioned(case, result, today),
    ]
    return tuple(hint for hint in found if hint is not None)


def _close_gap(case: EndCase, result: EndResult) -> Remark | None:
    """A settlement whose last day lies before WW can start: ask for a later last day."""
    if case.route is not Route.SETTLEMENT or result.no_ww_until is None or not gap_days(result):
        return None
    return _hint("close_gap", days=gap_days(result), last_day=result.last_day, better=result.no_ww_until)


def _year_turn(case: EndCase, result: EndResult, law: Law, today: date, history: WorkHistory | None) -> Remark | None:
    """A first WW day just before New Year: a few days later this year counts for the duration (WW art. 42)."""
    first = result.first_ww_day
    if first is None or case.route not in _NEGOTIABLE:
        return None
    better = date(first.year, 12, 31)
    if (better - first).days >= _SMALL:
        return None
    if history is None:
        return _hint("year_turn_maybe", first=first, better=better, year=first.year)
    later = replace(result, first_ww_day=add_days(better, 1))
    gained = months_gained(duration_for(result, history, law, today), duration_for(later, history, law, today))
    if not gained or gained < 0:
        return None
    return _hint("year_turn", first=first, better=better, year=first.year, months=gained)


def _sign_in_time(case: EndCase, result: EndResult, law: Law, today: date) -> Remark | None:
    """A settlement not signed yet: the last day on which signing does not move the first WW day."""
    if case.route is not Route.SETTLEMENT or result.first_ww_day is None:
        return None
    if case.agreed_on is None or case.agreed_on < today:
        return None
    by, later = case.agreed_on, None
    for days in range(1, _SMALL + 1):
        day = add_days(case.agreed_on, days)
        later = _first_ww_if_signed(case, day, law, today)
        if later is None or later != result.first_ww_day:
            break
        by = day
    earlier = _sign_earlier(case, result, law, today)
    if earlier is not None:
        return earlier
    if later is None or later <= result.first_ww_day:
        return None
    return _hint("sign_by", by=by, first=result.first_ww_day, later=later)


def _sign_earlier(case: EndCase, result: EndResult, law: Law, today: date) -> Remark | None:
    """Signing at the end of the month before may bring WW forward."""
    if case.agreed_on is None or result.first_ww_day is None:
        return None
    by = add_days(case.agreed_on.replace(day=1), -1)
    if by < today or month_end(by) == month_end(case.agreed_on):
        return None
    first = _first_ww_if_signed(case, by, law, today)
    if first is None or first >= result.first_ww_day:
        return None
    return _hint("sign_earlier", by=by, first=first, later=result.first_ww_day)


def _first_ww_if_signed(case: EndCase, day: date, law: Law, today: date) -> date | None:
    try:
        return end_of_employment(replace(case, agreed_on=day), law, today).first_ww_day
    except ContradictionError:
        return None


def _right_not_mentioned(case: EndCase, result: EndResult, today: date) -> Remark | None:
    """The right to cancel is still open because the paper does not mention it."""
    if case.right_mentioned is not False or result.cancel_until is None or result.cancel_until < today:
        return None
    return _hint("cancel_longer", until=result.cancel_until)


def _hint(code: str, **values: object) -> Remark:
    return Remark(code, f"timeline.hint_{code}", values)
