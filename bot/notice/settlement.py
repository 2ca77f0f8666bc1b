"""Ending by settlement agreement (vaststellingsovereenkomst): BW 7:670b and WW art. 19 lid 3 and 4."""

from __future__ import annotations

from datetime import date

from bot.law import add_days, add_months
from bot.notice.draft import Draft
from bot.notice.endings import add_alternative, end_of_term
from bot.notice.terms import PossibleTerm, employer_term


def settlement(draft: Draft) -> None:
    """The agreed last day, until when the worker may cancel, and from when WW is possible."""
    case, law = draft.case, draft.law
    if case.agreed_last_day is None:
        draft.undetermined("agreed_last_day", "last_day")
    else:
        draft.values["last_day"] = case.agreed_last_day
        citation = law.value("settlement_in_writing", case.agreed_last_day).citation
        draft.step("agreed_last_day", citation, case.agreed_last_day, last=case.agreed_last_day)
    if case.agreed_on is None:
        draft.undetermined("agreed_on", "cancel_until", "first_ww_day")
        return
    _tell_cancel(draft, case.agreed_on)
    if case.contract_end is not None and case.interim_clause is not True:
        _fixed_term(draft, case.agreed_on, case.contract_end)
    else:
        _after_term(draft, case.agreed_on)
    draft.step("agreeing_no_fault", law.value("ww_agreeing_is_no_fault", case.agreed_on).citation, None)
    draft.warn("settlement_transition")


def _tell_cancel(draft: Draft, agreed: date) -> None:
    """Bedenktermijn: BW 7:670b lid 2 and 3."""
    earlier = draft.case.cancelled_before_on
    again = draft.law.value("settlement_no_second_cancel_months", agreed)
    if earlier is not None and earlier <= agreed <= add_months(earlier, int(again.value)):
        draft.step("no_second_cancel", again.citation, None, earlier=earlier, months=again.value)
        return
    mentioned = draft.case.right_mentioned
    short = draft.law.value("settlement_cancel_days", agreed)
    long = draft.law.value("settlement_cancel_days_not_mentioned", agreed)
    rule = long if mentioned is False else short
    until = add_days(agreed, int(rule.value))
    draft.values["cancel_until"] = until
    name = "cancel_until_not_mentioned" if mentioned is False else "cancel_until"
    draft.step(name, rule.citation, until, agreed=agreed, days=rule.value, until=until)
    if mentioned is None:
        draft.warn("cancel_maybe_longer", until=until, longest=add_days(agreed, int(long.value)))


def _fixed_term(draft: Draft, agreed: date, end: date) -> None:
    """A fixed term: without a clause no WW before its own end. WW art. 19 lid 4."""
    case, law = draft.case, draft.law
    if case.interim_clause is False:
        citation = law.value("ww_after_fixed_term", agreed).citation
        draft.step("ww_after_fixed_term", citation, end, until=end)
        draft.values["no_ww_until"] = end
        return
    terms = employer_term(draft, agreed)
    until = min(max(_ends(draft, agreed, terms)), end)
    draft.undetermined("interim_clause", "first_ww_day", earliest=until, latest=end)
    draft.alternative("clause", case.agreed_last_day, None, until)
    draft.alternative("no_clause", case.agreed_last_day, None, end)


def _after_term(draft: Draft, agreed: date) -> None:
    """The employer's term counts from the agreement (fictieve opzegtermijn). WW art. 19 lid 3."""
    case, law = draft.case, draft.law
    terms = employer_term(draft, agreed)
    if len(terms) == 1:
        draft.values["notice_term_months"] = terms[0].months
    ends = _ends(draft, agreed, terms)
    floor = case.agreed_last_day
    firsts = {max(end, floor) if floor else end for end in ends}
    if len(firsts) > 1:
        draft.undetermined("first_ww_by_term", "first_ww_day", earliest=min(firsts), latest=max(firsts))
        for term, end in zip(terms, ends, strict=True):
            add_alternative(draft, term, floor, end)
        return
    until = max(ends)
    citation = law.value("ww_after_notice_term", agreed).citation
    if len(terms) == 1:
        draft.step("fictitious_term", citation, until, agreed=agreed, months=terms[0].months, until=until)
        draft.values["no_ww_until"] = until
    else:
        draft.step("fictitious_term_passed", citation, until, until=until)
        draft.values["no_ww_until"] = floor
    if case.contract_end is not None and until == case.contract_end:
        draft.step("fixed_term_ends_first", law.value("fixed_term_ends_by_itself", until).citation, until, last=until)
    if floor is None:
        draft.warn("first_ww_if_not_later")


def _ends(draft: Draft, agreed: date, terms: tuple[PossibleTerm, ...]) -> list[date]:
    """Where each possible term ends; a fixed term that ends by itself earlier cuts it off."""
    ends = [end_of_term(agreed, term.months, draft.case.month_end) for term in terms]
    limit = draft.case.contract_end
    return [min(end, limit) for end in ends] if limit is not None else ends
