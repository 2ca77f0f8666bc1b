"""Notice by the trustee in bankruptcy (curator): Fw art. 40, WW chapter IV."""

from __future__ import annotations

from datetime import date

from bot.law import add_days
from bot.notice.draft import Draft
from bot.notice.endings import add_alternative, end_of_term
from bot.notice.terms import employer_term

_WEEK = 7


def bankruptcy(draft: Draft) -> None:
    """Employment ends after the term or after six weeks, whichever is earlier; wages go through UWV."""
    case, law = draft.case, draft.law
    _tell_wages(draft)
    _tell_application(draft)
    notice = case.notice_received
    if notice is None:
        draft.undetermined("notice_received", "last_day", "first_ww_day")
        return
    guarantee = law.value("wage_guarantee_weeks_before", notice)
    since = add_days(notice, -int(guarantee.value) * _WEEK)
    draft.values["wage_guarantee_from"] = since
    draft.step("wage_guarantee_from", guarantee.citation, since, since=since, weeks=guarantee.value)
    if case.wages_unpaid_since is not None and case.wages_unpaid_since < since:
        draft.warn("wages_beyond_guarantee", since=since)
    rule = law.value("bankruptcy_term_days", notice)
    six_weeks = add_days(notice, int(rule.value))
    terms = employer_term(draft, notice)
    ends = [min(end_of_term(notice, term.months, case.month_end), six_weeks) for term in terms]
    if len(terms) == 1:
        draft.values["notice_term_months"] = terms[0].months
        regular = end_of_term(notice, terms[0].months, case.month_end)
        draft.step("term_ends", law.value("notice_ends_at_month_end", notice).citation, regular, last=regular)
    draft.step("six_weeks", rule.citation, six_weeks, last=six_weeks)
    if len(set(ends)) > 1:
        draft.undetermined("last_day_by_term", "last_day", "first_ww_day", earliest=min(ends), latest=max(ends))
        for term, end in zip(terms, ends, strict=True):
            add_alternative(draft, term, end)
        return
    last = _cut_at_contract_end(draft, ends[0])
    draft.step("earlier_of_two", rule.citation, last, last=last)
    draft.values["last_day"] = last
    draft.step("ww_after_shortened_term", law.value("ww_after_shortened_term", last).citation, last, last=last)
    draft.step("no_transition_bankruptcy", law.value("transition_not_in_bankruptcy", last).citation, None)


def _cut_at_contract_end(draft: Draft, last: date) -> date:
    end = draft.case.contract_end
    if end is None or end > last:
        return last
    draft.step("fixed_term_ends_first", draft.law.value("fixed_term_ends_by_itself", end).citation, end, last=end)
    return end


def _tell_wages(draft: Draft) -> None:
    """Report unpaid wages to UWV within a week. WW art. 63."""
    since = draft.case.wages_unpaid_since
    if since is None:
        return
    rule = draft.law.value("wage_report_days", since)
    until = add_days(since, int(rule.value))
    draft.values["wage_report_until"] = until
    draft.step("wage_report_until", rule.citation, until, since=since, until=until)
    if draft.today > until:
        draft.warn("wage_report_late", until=until)


def _tell_application(draft: Draft) -> None:
    """The benefit for unpaid wages is asked within 26 weeks of the bankruptcy. WW art. 62 lid 2."""
    since = draft.case.bankrupt_on
    rule = draft.law.value("wage_guarantee_apply_weeks", since or draft.today)
    draft.warn("wages_from_uwv", weeks=rule.value)
    if since is None:
        return
    until = add_days(since, int(rule.value) * _WEEK)
    draft.values["wage_guarantee_apply_until"] = until
    draft.step("wage_guarantee_apply_until", rule.citation, until, weeks=rule.value, until=until)
