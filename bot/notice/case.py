"""What is known of how one worker's employment ends. Everything but the route may be unknown (None)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.law import MONDAY_TO_FRIDAY, ContradictionError


class Route(StrEnum):
    """The ways in which employment ends."""

    EMPLOYER_NOTICE = "employer_notice"
    PERMIT_NOTICE = "permit_notice"
    WORKER_NOTICE = "worker_notice"
    SETTLEMENT = "settlement"
    COURT_ORDER = "court_order"
    FIXED_TERM_END = "fixed_term_end"
    TRIAL_PERIOD = "trial_period"
    SUMMARY_DISMISSAL = "summary_dismissal"
    BANKRUPTCY = "bankruptcy"


class TermSource(StrEnum):
    """Where a deviating notice period stands."""

    CONTRACT = "contract"
    CAO = "cao"


@dataclass(frozen=True, slots=True)
class EndCase:
    """One ending. Days are calendar days, terms whole months, the wage gross euros a month.

    `interim_clause` None means unknown; `announced_on` None means that no written announcement was made;
    `consented` False says that the worker did not agree to the notice; `continued` that work simply went on after
    `contract_end`; `collective_reported_on` is the day the employer reported a collective dismissal to UWV;
    `stated_last_day` the last day that a notice itself names; `on_call` no fixed hours (oproepkracht);
    `cancelled_before_on` the day on which an earlier agreement or consent was cancelled.
    Raises ValueError for a working week without days.
    """

    route: Route
    service_start: date | None = None
    notice_received: date | None = None
    employer_term_months: int | None = None
    worker_term_months: int | None = None
    term_source: TermSource | None = None
    calculation_term_months: int | None = None
    month_end: bool = True
    procedure_days: int | None = None
    permit_date: date | None = None
    agreed_on: date | None = None
    agreed_last_day: date | None = None
    right_mentioned: bool | None = True
    contract_start: date | None = None
    contract_end: date | None = None
    interim_clause: bool | None = None
    announced_on: date | None = None
    monthly_wage: Decimal | None = None
    continued: bool = False
    order_date: date | None = None
    order_last_day: date | None = None
    employer_culpable: bool = False
    consented: bool | None = None
    consented_on: date | None = None
    wages_unpaid_since: date | None = None
    bankrupt_on: date | None = None
    aow_date: date | None = None
    collective_reported_on: date | None = None
    unions_agree: bool = False
    stated_last_day: date | None = None
    on_call: bool = False
    cancelled_before_on: date | None = None
    work_days: tuple[int, ...] = MONDAY_TO_FRIDAY

    def __post_init__(self) -> None:
        if not self.work_days or not set(self.work_days) <= set(range(1, 8)):
            msg = "work_days must name at least one weekday, 1 (Monday) to 7 (Sunday)"
            raise ValueError(msg)


_ORDER = (
    ("service_start", "notice_received"),
    ("service_start", "agreed_on"),
    ("service_start", "order_date"),
    ("service_start", "contract_end"),
    ("service_start", "wages_unpaid_since"),
    ("agreed_on", "agreed_last_day"),
    ("permit_date", "notice_received"),
    ("order_date", "order_last_day"),
    ("contract_start", "contract_end"),
    ("notice_received", "contract_end"),
    ("agreed_on", "contract_end"),
    ("agreed_last_day", "contract_end"),
)

_TERM = ("service_start", "contract_end", "contract_start")
_RELEVANT: dict[Route, frozenset[str]] = {
    Route.EMPLOYER_NOTICE: frozenset((*_TERM, "notice_received")),
    Route.PERMIT_NOTICE: frozenset((*_TERM, "notice_received", "permit_date")),
    Route.WORKER_NOTICE: frozenset((*_TERM, "notice_received")),
    Route.SETTLEMENT: frozenset((*_TERM, "agreed_on", "agreed_last_day")),
    Route.COURT_ORDER: frozenset((*_TERM, "order_date", "order_last_day")),
    Route.FIXED_TERM_END: frozenset(_TERM),
    Route.TRIAL_PERIOD: frozenset((*_TERM, "notice_received")),
    Route.SUMMARY_DISMISSAL: frozenset((*_TERM, "notice_received")),
    Route.BANKRUPTCY: frozenset((*_TERM, "notice_received", "wages_unpaid_since")),
}


def refuse_contradictions(case: EndCase) -> None:
    """Raise ContradictionError where two days of this route cannot both be right; inputs of other routes are left
    aside."""
    relevant = _RELEVANT[case.route]
    for earlier, later in _ORDER:
        if earlier not in relevant or later not in relevant:
            continue
        first, second = getattr(case, earlier), getattr(case, later)
        if first is not None and second is not None and first > second:
            raise ContradictionError(f"notice.contradiction_{earlier}_{later}", {earlier: first, later: second})
