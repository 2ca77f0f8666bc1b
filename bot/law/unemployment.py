"""Days around the first day of unemployment, which the end of employment and the benefit both need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.law.book import Law
from bot.law.days import MONDAY_TO_FRIDAY, add_days, add_months, first_work_day
from bot.law.results import Step


@dataclass(frozen=True, slots=True)
class WwDates:
    """First WW day (eerste werkloosheidsdag), from and until when to apply, from when early service is possible."""

    first_ww_day: date
    ww_apply_from: date
    ww_apply_until: date
    early_service_from: date
    steps: tuple[Step, ...]


def ww_dates(
    last_day: date,
    law: Law,
    *,
    work_days: Collection[int] = MONDAY_TO_FRIDAY,
    no_ww_until: date | None = None,
) -> WwDates:
    """Days of WW after employment that ends on `last_day`.

    `no_ww_until` is the last day without a right to WW (opzegtermijn of WW art. 19), where that is later. The first
    WW day is the first day on which working hours are lost: a day in `work_days` (1 = Monday). Art. 16a and 26 WW,
    art. 30a Wet SUWI.
    """
    free_from = add_days(max(last_day, no_ww_until or last_day), 1)
    first = first_work_day(free_from, work_days)
    day_rule = law.value("ww_first_day", first)
    before = law.value("ww_apply_days_before", first)
    after = law.value("ww_apply_days_after", first)
    early = law.value("early_service_months", first)
    apply_from = add_days(first, -int(before.value))
    apply_until = add_days(first, int(after.value))
    early_from = add_months(first, -int(early.value))
    key = "benefit.step_first_ww_day" if first == free_from else "benefit.step_first_ww_day_moved"
    steps = (
        Step(key, {"first": first, "free_from": free_from}, day_rule.citation, first),
        Step("benefit.step_apply_from", {"from": apply_from}, before.citation, apply_from),
        Step("benefit.step_apply_until", {"until": apply_until}, after.citation, apply_until),
        Step("benefit.step_early_service", {"from": early_from, "months": early.value}, early.citation, early_from),
    )
    return WwDates(first, apply_from, apply_until, early_from, steps)
