"""The law as dated, cited values, the sums with days, and the form in which every result tells its steps."""

from bot.law.book import Citation, DatedValue, Finding, Law, UnknownLaw
from bot.law.days import (
    MONDAY_TO_FRIDAY,
    add_days,
    add_months,
    add_years,
    first_work_day,
    full_months,
    full_years,
    month_end,
    to_cents,
)
from bot.law.results import ContradictionError, Notes, Remark, Step, StepValue
from bot.law.unemployment import WwDates, ww_dates

__all__ = [
    "MONDAY_TO_FRIDAY",
    "Citation",
    "ContradictionError",
    "DatedValue",
    "Finding",
    "Law",
    "Notes",
    "Remark",
    "Step",
    "StepValue",
    "UnknownLaw",
    "WwDates",
    "add_days",
    "add_months",
    "add_years",
    "first_work_day",
    "full_months",
    "full_years",
    "month_end",
    "to_cents",
    "ww_dates",
]
