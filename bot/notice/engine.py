"""The one door to all routes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.law import Law, UnknownLaw
from bot.notice.aftermath import aftermath
from bot.notice.bankruptcy import bankruptcy
from bot.notice.case import EndCase, Route, refuse_contradictions
from bot.notice.collective import collective
from bot.notice.court import court_order
from bot.notice.draft import Draft
from bot.notice.fixed_term import fixed_term_end
from bot.notice.immediate import summary_dismissal, trial_period
from bot.notice.notices import employer_notice, permit_notice, worker_notice
from bot.notice.result import EndResult
from bot.notice.settlement import settlement

_ROUTES: dict[Route, Callable[[Draft], None]] = {
    Route.EMPLOYER_NOTICE: employer_notice,
    Route.PERMIT_NOTICE: permit_notice,
    Route.WORKER_NOTICE: worker_notice,
    Route.SETTLEMENT: settlement,
    Route.COURT_ORDER: court_order,
    Route.FIXED_TERM_END: fixed_term_end,
    Route.TRIAL_PERIOD: trial_period,
    Route.SUMMARY_DISMISSAL: summary_dismissal,
    Route.BANKRUPTCY: bankruptcy,
}


def end_of_employment(case: EndCase, law: Law, today: date) -> EndResult:
    """How and when employment ends, and what follows from it, as of `today` (Dutch calendar day).

    What cannot be determined is None and explained in `undetermined`. Raises ContradictionError where two inputs
    cannot both be right.
    """
    refuse_contradictions(case)
    draft = Draft(case, law, today)
    try:
        _ROUTES[case.route](draft)
        collective(draft)
        aftermath(draft)
    except UnknownLaw:
        older = Draft(case, law, today)
        older.undetermined("older_law", "last_day", "first_ww_day")
        return older.result()
    return draft.result()
