"""Fixed-term contracts: their end, the duty to announce it (aanzegplicht), and ending them early."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bot.law import add_days, add_months, full_months, to_cents
from bot.notice.draft import Draft


def fixed_term_end(draft: Draft) -> None:
    """The contract ends by itself on its last day. BW 7:667 lid 1, 7:668."""
    case, law = draft.case, draft.law
    end = case.contract_end
    if end is None:
        draft.undetermined("contract_end", "last_day", "announcement_due", "first_ww_day")
        return
    draft.step("fixed_term_ends", law.value("fixed_term_ends_by_itself", end).citation, end, last=end)
    draft.values["last_day"] = end
    _chain(draft, end)
    _announcement(draft, end)
    _continuation(draft, end)


def _chain(draft: Draft, end: date) -> None:
    """Fixed-term contracts that together last too long may have become permanent. BW 7:668a lid 1."""
    case = draft.case
    if case.service_start is None or case.contract_start is None or case.contract_start <= case.service_start:
        return
    rule = draft.law.value("chain_longest_months", end)
    if add_days(end, 1) > add_months(case.service_start, int(rule.value)):
        draft.step("chain_too_long", rule.citation, None, start=case.service_start, months=rule.value)
        draft.warn("chain_too_long", months=rule.value)


def bound_to_contract_end(draft: Draft) -> bool:
    """Whether a fixed term without a written clause for early notice keeps the end where it was; then sets it."""
    case = draft.case
    if case.contract_end is None or case.interim_clause is not False:
        return False
    draft.values["last_day"] = case.contract_end
    citation = draft.law.value("interim_clause_in_writing", case.contract_end).citation
    draft.step("no_interim_clause", citation, case.contract_end, last=case.contract_end)
    draft.warn("no_interim_clause", last=case.contract_end)
    return True


def within_fixed_term(draft: Draft, last: date) -> None:
    """Set the last day after a notice whose term ends on `last`, in a contract that may have an end of its own."""
    case, law = draft.case, draft.law
    end = case.contract_end
    if end is not None and end <= last:
        citation = law.value("fixed_term_ends_by_itself", end).citation
        draft.step("fixed_term_ends_first", citation, end, last=end)
        last = end
    elif end is not None and case.interim_clause is None:
        draft.undetermined("interim_clause", "last_day", "first_ww_day", earliest=last, latest=end)
        draft.alternative("clause", last)
        draft.alternative("no_clause", end)
        return
    elif end is not None:
        draft.step("interim_clause", law.value("interim_clause_in_writing", end).citation, last, last=last)
    draft.values["last_day"] = last


def _announcement(draft: Draft, end: date) -> None:
    case, law = draft.case, draft.law
    least = law.value("announcement_from_contract_months", end)
    if case.contract_start is None:
        draft.warn("announcement_only_long_contract", months=least.value)
    elif add_months(case.contract_start, int(least.value)) > add_days(end, 1):
        draft.step("announcement_not_needed", least.citation, None, months=least.value)
        return
    rule = law.value("announcement_months", end)
    due = add_months(end, -int(rule.value))
    draft.values["announcement_due"] = due
    draft.step("announcement_due", rule.citation, due, due=due)
    claim = law.value("announcement_claim_months", end)
    until = add_months(due, int(claim.value))
    draft.values["announcement_claim_until"] = until
    draft.step("announcement_claim_until", claim.citation, until, until=until)
    _compensation(draft, due, end)


def _compensation(draft: Draft, due: date, end: date) -> None:
    """One month's wage without an announcement, pro rata by calendar day for a late one. BW 7:668 lid 3."""
    case, citation = draft.case, draft.law.value("announcement_compensation_months", end).citation
    announced, wage = case.announced_on, case.monthly_wage
    if announced is not None and announced <= due:
        draft.values["announcement_compensation"] = Decimal("0.00")
        draft.step("announced_in_time", citation, Decimal("0.00"), announced=announced)
        return
    in_time = announced is None and draft.today <= due
    if in_time:
        draft.warn("announcement_still_possible", due=due)
    elif wage is None:
        draft.warn("announcement_compensation_maybe", due=due)
    if wage is None:
        return
    if announced is None:
        amount = to_cents(wage)
        draft.step("not_announced_if" if in_time else "not_announced", citation, amount, amount=amount)
    else:
        month, late = (end - due).days, min((announced - due).days, (end - due).days)
        amount = to_cents(wage * late / month)
        draft.step("announced_late", citation, amount, days=late, month=month, amount=amount)
    draft.values["announcement_compensation"] = amount


def _continuation(draft: Draft, end: date) -> None:
    """Where work goes on without an announcement: for the same time again, at most a year. BW 7:668 lid 4."""
    case, law = draft.case, draft.law
    if not case.continued and case.announced_on is not None:
        return
    rule = law.value("continued_longest_months", end)
    longest = add_days(add_months(add_days(end, 1), int(rule.value)), -1)
    until = min(_same_again(case.contract_start, end), longest) if case.contract_start else longest
    draft.values["continued_until"] = until
    if case.continued:
        draft.values["last_day"] = until
        draft.step("continued", rule.citation, until, until=until)
        draft.warn("continued_check")
    else:
        draft.step("if_continued", rule.citation, until, until=until)


def _same_again(start: date, end: date) -> date:
    """The last day of a contract as long as `start` to `end`, from the day after `end`."""
    after = add_days(end, 1)
    months = full_months(start, after)
    rest: timedelta = after - add_months(start, months)
    return add_days(add_months(after, months) + rest, -1)
