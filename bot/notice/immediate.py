"""Ends with immediate effect: in the trial period (BW 7:652, 7:676) and on the spot (BW 7:677)."""

from __future__ import annotations

from datetime import date

from bot.law import add_days, add_months
from bot.notice.draft import Draft


def trial_period(draft: Draft) -> None:
    """Employment ends on the day of notice; warns where the trial period does not look valid."""
    notice = draft.case.notice_received
    if notice is None:
        draft.undetermined("notice_received", "last_day", "first_ww_day")
        return
    draft.values["last_day"] = notice
    draft.values["notice_term_months"] = 0
    draft.step("trial_at_once", draft.law.value("trial_ends_at_once", notice).citation, notice, last=notice)
    _check_length(draft, notice)


def summary_dismissal(draft: Draft) -> None:
    """Ontslag op staande voet: ends on the day of notice; warns about WW and about the time to go to court."""
    notice = draft.case.notice_received
    if notice is None:
        draft.undetermined("notice_received", "last_day", "first_ww_day")
        return
    draft.values["last_day"] = notice
    draft.values["notice_term_months"] = 0
    draft.step("summary_at_once", draft.law.value("summary_ends_at_once", notice).citation, notice, last=notice)
    draft.step("own_fault", draft.law.value("ww_own_fault", notice).citation, None)
    draft.warn("summary_ww")
    draft.warn("summary_help")


def _check_length(draft: Draft, notice: date) -> None:
    """The longest trial period that this contract may have. BW 7:652 lid 3 to 5."""
    case, law = draft.case, draft.law
    start = case.contract_start or case.service_start
    if start is None:
        return
    longest = law.value("trial_longest_months", notice)
    if case.contract_end is not None:
        after = add_days(case.contract_end, 1)
        if after <= add_months(start, int(law.value("trial_none_up_to_months", notice).value)):
            draft.warn("trial_not_allowed", months=law.value("trial_none_up_to_months", notice).value)
            return
        if after < add_months(start, int(law.value("trial_long_contract_months", notice).value)):
            longest = law.value("trial_fixed_term_months", notice)
    if notice >= add_months(start, int(longest.value)):
        draft.warn("trial_over", months=longest.value, until=add_days(add_months(start, int(longest.value)), -1))
