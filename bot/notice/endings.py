"""From a day of notice and a term to the last day of employment, BW 7:672 lid 1 and 6."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.law import Law, add_days, add_months, month_end
from bot.notice.draft import Draft
from bot.notice.terms import PossibleTerm


def end_of_term(start: date, months: int, to_month_end: bool) -> date:
    """The day on which a term of `months` from `start` ends."""
    day = add_months(start, months)
    return month_end(day) if to_month_end else day


def end_after_deduction(start: date, months: int, days: int, left: int, to_month_end: bool) -> date:
    """The same with `days` taken off; at least `left` months stay, then the end of the month."""
    day = shortened(start, months, days, left)
    return month_end(day) if to_month_end else day


def shortened(start: date, months: int, days: int, left: int) -> date:
    """`start` plus `months` minus `days`, but not before `start` plus `left` months (or the term, if shorter)."""
    return max(add_days(add_months(start, months), -days), add_months(start, min(months, left)))


def tell_term(draft: Draft, start: date, months: int, last: date) -> None:
    """The steps from the day of notice to the end of the term."""
    law, case = draft.law, draft.case
    raw = add_months(start, months)
    draft.step("term_runs", None, raw, start=start, months=months, day=raw)
    tell_month_end(draft, start, last, case.month_end, law)


def tell_month_end(draft: Draft, start: date, last: date, to_month_end: bool, law: Law) -> None:
    """The last step: the end of the month, or the day itself where that is agreed."""
    citation = law.value("notice_ends_at_month_end", start).citation
    draft.step("month_end" if to_month_end else "any_day", citation, last, last=last)


def settle(
    draft: Draft,
    terms: tuple[PossibleTerm, ...],
    end: Callable[[int], date],
    tell: Callable[[int, date], None],
) -> date | None:
    """The last day where all possible terms give the same; else None, and the possible outcomes side by side."""
    if len(terms) == 1:
        draft.values["notice_term_months"] = terms[0].months
        last = end(terms[0].months)
        tell(terms[0].months, last)
        return last
    ends = [end(term.months) for term in terms]
    if len(set(ends)) == 1:
        draft.step("same_end", None, ends[0], last=ends[0])
        return ends[0]
    draft.undetermined("last_day_by_term", "last_day", "first_ww_day", earliest=min(ends), latest=max(ends))
    for term, last in zip(terms, ends, strict=True):
        add_alternative(draft, term, last)
    return None


def add_alternative(draft: Draft, term: PossibleTerm, last: date | None, no_ww_until: date | None = None) -> None:
    """One line of the table 'if you have worked there so long, then'."""
    if term.from_years is None:
        draft.alternative("term", last, term.months, no_ww_until, months=term.months)
    elif term.from_years == 0:
        draft.alternative("service_below", last, term.months, no_ww_until, years=term.to_years)
    elif term.to_years is None:
        draft.alternative("service_from", last, term.months, no_ww_until, years=term.from_years)
    else:
        draft.alternative("service_between", last, term.months, no_ww_until, low=term.from_years, high=term.to_years)
