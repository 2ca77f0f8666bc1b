"""Ending by the court (ontbinding, BW 7:671b): the order's own date, or the date the law leads to."""

from __future__ import annotations

from datetime import date

from bot.law import add_days
from bot.notice.draft import Draft
from bot.notice.endings import end_after_deduction, end_of_term, settle, shortened, tell_month_end, tell_term
from bot.notice.terms import employer_term


def court_order(draft: Draft) -> None:
    """The end that the order names always wins; without it, what the law says the court must do."""
    case, law = draft.case, draft.law
    if case.order_last_day is not None:
        draft.values["last_day"] = case.order_last_day
        citation = law.value("court_months_left", case.order_last_day).citation
        draft.step("order_last_day", citation, case.order_last_day, last=case.order_last_day)
        return
    if case.order_date is None:
        draft.undetermined("order_date", "last_day", "first_ww_day")
        return
    if case.contract_end is not None and case.interim_clause is not True:
        citation = law.value("court_picks_fixed_term_end", case.order_date).citation
        draft.step("court_picks", citation, None)
        draft.undetermined("court_picks", "last_day", "first_ww_day")
        return
    draft.warn("order_wins")
    last = _by_law(draft, case.order_date)
    if last is not None:
        draft.values["last_day"] = last if case.contract_end is None else min(last, case.contract_end)


def _by_law(draft: Draft, order: date) -> date | None:
    case, law = draft.case, draft.law
    terms = employer_term(draft, order)
    rule = law.value("court_months_left", order)
    left, to_month_end = int(rule.value), case.month_end
    if case.employer_culpable:
        draft.step("no_deduction_culpable", rule.citation, None)
    days = 0 if case.employer_culpable else case.procedure_days
    if days is None:
        shortest, longest = min(term.months for term in terms), max(term.months for term in terms)
        earliest = end_of_term(order, min(shortest, left), to_month_end)
        latest = end_of_term(order, longest, to_month_end)
        if len(terms) == 1:
            draft.values["notice_term_months"] = shortest
        if earliest == latest:
            tell_term(draft, order, shortest, earliest)
            return earliest
        draft.undetermined("procedure_days_court", "last_day", "first_ww_day", earliest=earliest, latest=latest)
        draft.alternative("procedure_longest", earliest)
        draft.alternative("procedure_none", latest)
        return None

    def tell(months: int, last: date) -> None:
        raw = end_of_term(order, months, False)
        draft.step("term_runs_order", None, raw, start=order, months=months, day=raw)
        if days:
            day = shortened(order, months, days, left)
            name = "deduction_court" if day == add_days(raw, -days) else "deduction_floor"
            draft.step(name, rule.citation, day, days=days, day=day)
        tell_month_end(draft, order, last, to_month_end, law)

    return settle(draft, terms, lambda months: end_after_deduction(order, months, days, left, to_month_end), tell)
