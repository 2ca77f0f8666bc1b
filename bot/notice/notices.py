"""Ending by notice: the employer's, with UWV's permission or without, and the worker's own."""

from __future__ import annotations

from datetime import date

from bot.law import add_days
from bot.notice.draft import Draft
from bot.notice.endings import end_after_deduction, end_of_term, settle, shortened, tell_month_end, tell_term
from bot.notice.fixed_term import bound_to_contract_end, within_fixed_term
from bot.notice.terms import PossibleTerm, employer_term, worker_term


def employer_notice(draft: Draft) -> None:
    """Notice with the worker's consent, or on a ground without a permit. BW 7:671, 7:672."""
    case, law = draft.case, draft.law
    notice = case.notice_received
    if bound_to_contract_end(draft):
        pass
    elif notice is None:
        draft.undetermined("notice_received", "last_day", "first_ww_day")
    else:
        _set_last_day(draft, notice, employer_term(draft, notice))
    if case.consented is False:
        draft.warn("no_consent")
        return
    if case.consented is None and case.consented_on is None:
        draft.warn("consent_or_permit", months=law.value("court_months", notice or draft.today).value)
    consent = case.consented_on or notice
    if consent is not None:
        _tell_cancel(draft, consent)


def permit_notice(draft: Draft) -> None:
    """Notice after UWV's permission: the procedure is taken off the term. BW 7:671a lid 6, 7:672 lid 6."""
    case, law = draft.case, draft.law
    notice = case.notice_received
    if case.permit_date is not None:
        rule = law.value("permit_valid_days", case.permit_date)
        until = add_days(case.permit_date, int(rule.value))
        draft.values["permit_use_until"] = until
        draft.step("permit_until", rule.citation, until, permit=case.permit_date, until=until)
        if notice is not None and notice > until:
            draft.warn("permit_too_old", until=until, notice=notice)
    if bound_to_contract_end(draft):
        return
    if notice is None:
        draft.undetermined("notice_received", "last_day", "first_ww_day")
        return
    terms = employer_term(draft, notice)
    if case.procedure_days is None:
        _without_procedure_days(draft, notice, terms)
        return
    days, left = case.procedure_days, int(law.value("months_left_after_deduction", notice).value)

    def end(months: int) -> date:
        return end_after_deduction(notice, months, days, left, case.month_end)

    def tell(months: int, last: date) -> None:
        rule = law.value("months_left_after_deduction", notice)
        day = shortened(notice, months, days, left)
        draft.step(
            "term_runs",
            None,
            end_of_term(notice, months, False),
            start=notice,
            months=months,
            day=end_of_term(notice, months, False),
        )
        plain = add_days(end_of_term(notice, months, False), -days)
        draft.step("deduction" if day == plain else "deduction_floor", rule.citation, day, days=days, day=day)
        tell_month_end(draft, notice, last, case.month_end, law)

    last = settle(draft, terms, end, tell)
    if last is not None:
        within_fixed_term(draft, last)


def _without_procedure_days(draft: Draft, notice: date, terms: tuple[PossibleTerm, ...]) -> None:
    """Without the days of the procedure only the earliest and the latest end are known; they may be the same."""
    case, law = draft.case, draft.law
    left = int(law.value("months_left_after_deduction", notice).value)
    if len(terms) == 1:
        draft.values["notice_term_months"] = terms[0].months
    shortest, longest = min(term.months for term in terms), max(term.months for term in terms)
    earliest = end_of_term(notice, min(shortest, left), case.month_end)
    latest = end_of_term(notice, longest, case.month_end)
    if earliest == latest:
        tell_term(draft, notice, shortest, earliest)
        within_fixed_term(draft, earliest)
        return
    rule = law.value("months_left_after_deduction", notice)
    draft.step("deduction_unknown", rule.citation, None, earliest=earliest, latest=latest)
    draft.undetermined("procedure_days", "last_day", "first_ww_day", earliest=earliest, latest=latest)
    draft.alternative("procedure_longest", earliest, None)
    draft.alternative("procedure_none", latest, longest if len(terms) == 1 else None)


def worker_notice(draft: Draft) -> None:
    """The worker's own notice, with the warning about WW. BW 7:672 lid 4 and 8, WW art. 24 lid 2."""
    notice = draft.case.notice_received
    draft.warn("own_notice_no_ww")
    if bound_to_contract_end(draft):
        return
    if notice is None:
        draft.undetermined("notice_received", "last_day", "first_ww_day")
        return
    if draft.case.on_call and draft.case.calculation_term_months is None:
        _on_call(draft, notice)
    else:
        _set_last_day(draft, notice, worker_term(draft, notice))
    draft.step("own_notice_fault", draft.law.value("ww_own_fault", notice).citation, None)


def _on_call(draft: Draft, notice: date) -> None:
    """A worker without fixed hours: four days, not to the end of the month. BW 7:672 lid 5."""
    rule = draft.law.value("notice_term_on_call_days", notice)
    last = add_days(notice, int(rule.value))
    draft.values["notice_term_months"] = 0
    draft.step("on_call", rule.citation, last, days=rule.value, last=last)
    draft.warn("on_call_cao")
    within_fixed_term(draft, last)


def _set_last_day(draft: Draft, notice: date, terms: tuple[PossibleTerm, ...]) -> None:
    to_month_end = draft.case.month_end
    last = settle(
        draft,
        terms,
        lambda months: end_of_term(notice, months, to_month_end),
        lambda months, day: tell_term(draft, notice, months, day),
    )
    if last is not None:
        within_fixed_term(draft, last)


def _tell_cancel(draft: Draft, consent: date) -> None:
    mentioned = draft.case.right_mentioned is not False
    name = "consent_cancel_days" if mentioned else "consent_cancel_days_not_mentioned"
    rule = draft.law.value(name, consent)
    until = add_days(consent, int(rule.value))
    draft.values["cancel_until"] = until
    draft.step("consent_cancel", rule.citation, until, consent=consent, until=until, days=rule.value)
