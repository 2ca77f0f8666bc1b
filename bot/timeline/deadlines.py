"""All deadlines of one worker in order, each with its article and whether it has passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.benefit import WwDuration
from bot.law import Citation, Law, add_days, add_months
from bot.notice import EndResult, Route

TextOf = Callable[[str, Mapping[str, Any]], str]
"""Gives the sentence under a key with its values, in the worker's language."""

_HALF_MONTH_DAYS = 15
_OPENS = frozenset({"early_service_from", "ww_apply_from", "collective_wait_until"})
_HAPPENS = frozenset({"last_day", "first_ww_day", "ww_lower_from", "all_work_fits_from", "ww_ends", "gap_from"})

_STEPS: dict[str, tuple[str, ...]] = {
    "cancel_until": ("notice.step_cancel_until", "notice.step_cancel_until_not_mentioned"),
    "consent_until": ("notice.step_consent_cancel",),
    "permit_use_until": ("notice.step_permit_until",),
    "announcement_due": ("notice.step_announcement_due",),
    "announcement_claim_until": ("notice.step_announcement_claim_until",),
    "wage_report_until": ("notice.step_wage_report_until",),
    "wage_guarantee_apply_until": ("notice.step_wage_guarantee_apply_until",),
    "collective_wait_until": ("notice.step_collective_wait",),
    "early_service_from": ("benefit.step_early_service",),
    "last_day": (),
    "ww_apply_from": ("benefit.step_apply_from",),
    "first_ww_day": ("benefit.step_first_ww_day", "benefit.step_first_ww_day_moved"),
    "ww_apply_until": ("benefit.step_apply_until",),
    "court_until": ("notice.step_court_until",),
    "transition_claim_until": ("notice.step_transition_claim_until",),
}
"""The days of a result that are deadlines, and the steps that derive each."""

_WW_RULES = {
    "gap_from": "ww_after_notice_term",
    "ww_lower_from": "ww_percent_after",
    "all_work_fits_from": "ww_all_work_fits_after_months",
    "ww_ends": "ww_full_month_years",
}
"""The days counted from the first WW day, and the rule of law behind each."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day that matters. `key` names it; texts are `timeline.<key>`, `timeline.<key>_do`, `timeline.<key>_passed`.

    `passed`: the day lies before today. `opens`: from this day on something may be done, so passed is no loss.
    """

    key: str
    day: date
    values: Mapping[str, Any] = field(default_factory=dict)
    passed: bool = False
    citation: Citation | None = None

    @property
    def opens(self) -> bool:
        """Whether this day opens something rather than closes it."""
        return self.key in _OPENS

    @property
    def happens(self) -> bool:
        """Whether this day is an event, with nothing that can be missed."""
        return self.key in _HAPPENS

    @property
    def title_key(self) -> str:
        """Text key of what this day is."""
        return f"timeline.{self.key}"

    @property
    def advice_key(self) -> str:
        """Text key of what to do by then; once passed, of what is still possible."""
        return f"timeline.{self.key}_passed" if self.passed else f"timeline.{self.key}_do"


def timeline(
    end: EndResult,
    law: Law,
    today: date,
    *,
    duration: WwDuration | None = None,
    intake_on: date | None = None,
) -> tuple[Deadline, ...]:
    """Every deadline that `end` leads to, the earliest first.

    `duration` adds the end of WW, `intake_on` the day of a booked intake (Dutch calendar day).
    """
    days = [(name, day) for name in _STEPS if (day := _day_of(end, name)) is not None]
    days.extend(_around_ww(end, law, duration))
    if intake_on is not None:
        days.append(("intake", intake_on))
    order = {name: place for place, name in enumerate((*_STEPS, *_WW_RULES, "intake"))}
    days.sort(key=lambda named: (named[1], order[named[0]]))
    return tuple(_deadline(name, day, end, law, today) for name, day in days)


def _day_of(end: EndResult, name: str) -> date | None:
    """A day of the result; what may be cancelled is a settlement, or the consent to a notice."""
    consent = end.route is Route.EMPLOYER_NOTICE
    if name in {"cancel_until", "consent_until"}:
        return end.cancel_until if consent == (name == "consent_until") else None
    day: date | None = getattr(end, name)
    return day


def _around_ww(end: EndResult, law: Law, duration: WwDuration | None) -> list[tuple[str, date]]:
    first = end.first_ww_day
    if first is None:
        return []
    days = []
    if end.last_day is not None and end.no_ww_until is not None and end.no_ww_until > end.last_day:
        days.append(("gap_from", add_days(end.last_day, 1)))
    days.append(("ww_lower_from", add_months(first, int(law.value("ww_first_months", first).value))))
    fits = law.value("ww_all_work_fits_after_months", first)
    days.append(("all_work_fits_from", add_months(first, int(fits.value))))
    if duration is not None and duration.months is not None:
        days.append(("ww_ends", _end_of_ww(first, duration.months)))
    return days


def _end_of_ww(first: date, months: Decimal) -> date:
    """The last day of WW: whole months, and 15 days for half a month (WW art. 42 lid 2)."""
    after = add_months(first, int(months))
    if months % 1:
        after = add_days(after, _HALF_MONTH_DAYS)
    return add_days(after, -1)


def _deadline(name: str, day: date, end: EndResult, law: Law, today: date) -> Deadline:
    values: dict[str, Any] = {"day": day}
    if name == "gap_from":
        values["until"] = end.no_ww_until
    values["left"] = (day - today).days
    return Deadline(name, day, values, day < today, _citation(name, day, end, law))


def _citation(name: str, day: date, end: EndResult, law: Law) -> Citation | None:
    """The article of the step that gave this very day, or of the rule that it is counted by."""
    if name in _WW_RULES:
        return law.value(_WW_RULES[name], day).citation
    keys = _STEPS.get(name, ())
    for step in end.steps:
        if step.citation is not None and step.value == day and (step.key in keys or name == "last_day"):
            return step.citation
    return None
