"""Collective dismissal: a month's wait after the report, whatever the route. WMCO art. 3, 5a, 7."""

from __future__ import annotations

from bot.law import add_months
from bot.notice.case import Route
from bot.notice.draft import Draft


def collective(draft: Draft) -> None:
    """The first day on which notice, agreement or order may come; warns where it came sooner."""
    case = draft.case
    reported = case.collective_reported_on
    if reported is None or case.route is Route.BANKRUPTCY:
        return
    size = draft.law.value("collective_from_workers", reported)
    draft.step("collective_size", size.citation, size.value, workers=size.value)
    rule = draft.law.value("collective_wait_months", reported)
    free = add_months(reported, int(rule.value))
    draft.values["collective_wait_until"] = free
    draft.step("collective_wait", rule.citation, free, reported=reported, free=free)
    draft.warn("collective_social_plan")
    acted = case.agreed_on if case.route is Route.SETTLEMENT else case.notice_received
    if acted is not None and reported <= acted < free and not case.unions_agree:
        annul = draft.law.value("collective_annul_months", reported)
        most = draft.law.value("collective_annul_longest_months", reported)
        draft.warn("collective_too_soon", free=free, months=annul.value, most=most.value)
