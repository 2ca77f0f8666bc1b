"""What follows from the last day, whatever the route: WW days, and until when one may go to court."""

from __future__ import annotations

from datetime import date

from bot.law import add_days, add_months, first_work_day
from bot.notice.case import Route
from bot.notice.draft import Draft

_COURT = frozenset({
    Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.TRIAL_PERIOD, Route.SUMMARY_DISMISSAL, Route.BANKRUPTCY,
})  # fmt: skip
_TRANSITION = frozenset({
    Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.COURT_ORDER, Route.FIXED_TERM_END, Route.TRIAL_PERIOD,
    Route.SUMMARY_DISMISSAL,
})  # fmt: skip
_NOTICES = frozenset({Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.WORKER_NOTICE, Route.BANKRUPTCY})
_WW_FIELDS = ("first_ww_day", "ww_apply_from", "ww_apply_until", "early_service_from")


def aftermath(draft: Draft) -> None:
    """Add the days that follow from the last day of employment and from the days without a right to WW."""
    _stated_day(draft)
    last = draft.values.get("last_day")
    if last is not None:
        _claims(draft, last)
    _ww(draft, last)


def _stated_day(draft: Draft) -> None:
    """The day that the notice names: later than the law asks is allowed, earlier is not. BW 7:672 lid 11."""
    stated, last = draft.case.stated_last_day, draft.values.get("last_day")
    if stated is None or last is None or draft.case.route not in _NOTICES:
        return
    if stated > last:
        draft.values["last_day"] = stated
        draft.step("stated_last_day", None, stated, last=stated)
    elif stated < last and draft.case.route is not Route.WORKER_NOTICE:
        citation = draft.law.value("wages_for_missed_term", last).citation
        draft.step("wages_for_missed_term", citation, last, stated=stated, last=last)
        draft.warn("stated_too_early", stated=stated, last=last)


def _claims(draft: Draft, last: date) -> None:
    """Vervaltermijnen: BW 7:686a lid 4."""
    case, law = draft.case, draft.law
    if case.route in _COURT:
        rule = law.value("court_months", last)
        until = add_months(last, int(rule.value))
        draft.values["court_until"] = until
        draft.step("court_until", rule.citation, until, until=until)
    if case.route not in _TRANSITION:
        return
    if case.aow_date is not None and case.aow_date <= last:
        draft.warn("no_transition_pension_age")
        return
    rule = law.value("transition_claim_months", last)
    until = add_months(last, int(rule.value))
    draft.values["transition_claim_until"] = until
    draft.step("transition_claim_until", rule.citation, until, until=until)


def _ww(draft: Draft, last: date | None) -> None:
    case = draft.case
    no_ww_until = draft.values.get("no_ww_until")
    if any("first_ww_day" in remark.fields for remark in draft.unknown):
        return
    known = [day for day in (last, no_ww_until) if day is not None]
    if not known:
        return
    dates = draft.ww(max(known))
    if case.aow_date is not None and case.aow_date <= dates.first_ww_day:
        citation = draft.law.value("ww_not_at_pension_age", dates.first_ww_day).citation
        draft.step("ww_not_at_pension_age", citation, None)
        draft.warn("no_ww_pension_age", day=case.aow_date)
        return
    for name in _WW_FIELDS:
        draft.values[name] = getattr(dates, name)
    draft.steps.extend(dates.steps)
    _warn_of_gap(draft, last, dates.first_ww_day)
    if draft.today > dates.ww_apply_until:
        draft.warn("apply_late", until=dates.ww_apply_until)


def _warn_of_gap(draft: Draft, last: date | None, first: date) -> None:
    """A gap between the last wages and the first WW."""
    if last is None:
        return
    after = add_days(last, 1)
    if first > first_work_day(after, draft.case.work_days):
        citation = draft.law.value("weeks_window_back_from_settlement", first).citation
        draft.step("weeks_counted_back", citation, after, day=after)
        draft.warn("gap", start=after, until=add_days(first, -1))
