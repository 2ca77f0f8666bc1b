"""What comes out: days and amounts, each derived in steps, with warnings and what could not be determined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.law import Remark, Step
from bot.notice.case import Route


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the possible outcomes where something is not known; `key` and `values` give the condition and outcome."""

    key: str
    values: Mapping[str, Any]
    notice_term_months: int | None
    last_day: date | None
    first_ww_day: date | None


@dataclass(frozen=True, slots=True)
class EndResult:
    """All results for one ending; None: not part of this route, or explained in `undetermined` or `warnings`.

    Days are the last day on which something counts or may be done, inclusive. Statutory extensions over weekends
    and holidays (Algemene termijnenwet) are left out on purpose: the day shown is always safe.
    """

    route: Route
    last_day: date | None = None
    notice_term_months: int | None = None
    first_ww_day: date | None = None
    ww_apply_from: date | None = None
    ww_apply_until: date | None = None
    early_service_from: date | None = None
    cancel_until: date | None = None
    court_until: date | None = None
    transition_claim_until: date | None = None
    permit_use_until: date | None = None
    announcement_due: date | None = None
    announcement_compensation: Decimal | None = None
    announcement_claim_until: date | None = None
    continued_until: date | None = None
    wage_report_until: date | None = None
    wage_guarantee_from: date | None = None
    wage_guarantee_apply_until: date | None = None
    no_ww_until: date | None = None
    collective_wait_until: date | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[Remark, ...] = ()
    undetermined: tuple[Remark, ...] = ()
    alternatives: tuple[Alternative, ...] = field(default=())
