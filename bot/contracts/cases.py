"""From the fields of a line to the rooms' own inputs, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.benefit import ww_amount, ww_duration, ww_weeks
from bot.contracts.jsonlines import EARLIEST, LATEST, Fields, LineError
from bot.law import MONDAY_TO_FRIDAY, Law, Remark
from bot.notice import (
    EndCase,
    EndResult,
    LatestNotice,
    Route,
    TermSource,
    TransitionPayment,
    end_of_employment,
    latest_notice,
    transition_payment,
)

_MOST_MONTHS = 60
_MOST_DAYS = 3660
_MOST_WEEKS = 520
_EARLY = frozenset({
    Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.WORKER_NOTICE, Route.SETTLEMENT, Route.COURT_ORDER,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What every kind works with."""

    law: Law
    today: date


def read_end_case(fields: Fields) -> EndCase:
    """The inputs of `end_of_employment`. Raises LineError, for a missing route too."""
    route = fields.choice("route", Route)
    if route is None:
        raise LineError("missing", field="route", choices=", ".join(Route))
    work_days = fields.wholes("work_days", 1, 7)
    if work_days is not None and not work_days:
        raise LineError("list", field="work_days", low=1, high=7)
    clause = fields.flag("interim_clause")
    mentioned = fields.flag("right_mentioned")
    month_end = fields.flag("month_end")
    return EndCase(
        route=route,
        service_start=fields.day("service_start"),
        notice_received=fields.day("notice_received"),
        employer_term_months=fields.whole("employer_term_months", 0, _MOST_MONTHS),
        worker_term_months=fields.whole("worker_term_months", 0, _MOST_MONTHS),
        term_source=fields.choice("term_source", TermSource),
        calculation_term_months=fields.whole("calculation_term_months", 0, _MOST_MONTHS),
        month_end=month_end is not False,
        procedure_days=fields.whole("procedure_days", 0, _MOST_DAYS),
        permit_date=fields.day("permit_date"),
        agreed_on=fields.day("agreed_on"),
        agreed_last_day=fields.day("agreed_last_day"),
        right_mentioned=None if mentioned is None and fields.given("right_mentioned") else mentioned is not False,
        contract_start=fields.day("contract_start"),
        contract_end=fields.day("contract_end"),
        interim_clause=clause if clause is not None or fields.given("interim_clause") else False,
        announced_on=fields.day("announced_on"),
        monthly_wage=fields.euros("monthly_wage"),
        continued=fields.flag("continued") is True,
        order_date=fields.day("order_date"),
        order_last_day=fields.day("order_last_day"),
        employer_culpable=fields.flag("employer_culpable") is True,
        consented=fields.flag("consented"),
        consented_on=fields.day("consented_on"),
        wages_unpaid_since=fields.day("wages_unpaid_since"),
        aow_date=fields.day("aow_date"),
        collective_reported_on=fields.day("collective_reported_on"),
        unions_agree=fields.flag("unions_agree") is True,
        stated_last_day=fields.day("stated_last_day"),
        work_days=tuple(sorted(set(work_days))) if work_days else MONDAY_TO_FRIDAY,
    )


def _end_of_employment(fields: Fields, setting: Setting) -> EndResult:
    case = read_end_case(fields)
    result = end_of_employment(case, setting.law, setting.today)
    if case.contract_end is None or case.route not in _EARLY or fields.given("interim_clause"):
        return result
    assumed = Remark("clause_assumed_absent", "notice.warn_clause_assumed_absent")
    return replace(result, warnings=(*result.warnings, assumed))


def _latest_notice(fields: Fields, setting: Setting) -> LatestNotice:
    return latest_notice(
        fields.day("out_of_service_from"),
        setting.law,
        setting.today,
        worker_term_months=fields.whole("worker_term_months", 0, _MOST_MONTHS),
        to_month_end=fields.flag("month_end") is not False,
    )


def _ww_duration(fields: Fields, setting: Setting) -> Any:
    return ww_duration(
        setting.law,
        setting.today,
        first_ww_day=fields.day("first_ww_day"),
        birth_year=fields.whole("birth_year", EARLIEST.year, LATEST.year),
        years_worked=fields.wholes("years_worked", EARLIEST.year, LATEST.year),
        total_years=fields.number("total_years", 100),
        years_before_2016=fields.number("years_before_2016", 100),
    )


def _ww_weeks(fields: Fields, setting: Setting) -> Any:
    return ww_weeks(
        setting.law,
        setting.today,
        weeks_worked=fields.whole("weeks_worked", 0, _MOST_WEEKS),
        weeks_in_window=fields.whole("weeks_in_window", 1, _MOST_WEEKS),
        weeks_ill=fields.whole("weeks_ill", 0, _MOST_WEEKS) or 0,
        weeks_worked_before_window=fields.whole("weeks_worked_before_window", 0, _MOST_WEEKS),
    )


def _ww_amount(fields: Fields, setting: Setting) -> Any:
    return ww_amount(
        fields.euros("monthly_wage"),
        fields.day("first_ww_day"),
        setting.law,
        setting.today,
        holiday_pay=fields.euros("holiday_pay") or Decimal(0),
    )


def _transition_payment(fields: Fields, setting: Setting) -> TransitionPayment:
    return transition_payment(
        fields.day("service_start"),
        fields.day("last_day"),
        fields.euros("monthly_wage"),
        setting.law,
        aow_date=fields.day("aow_date"),
    )


KINDS: dict[str, Callable[[Fields, Setting], Any]] = {
    "end_of_employment": _end_of_employment,
    "latest_notice": _latest_notice,
    "ww_duration": _ww_duration,
    "ww_weeks": _ww_weeks,
    "ww_amount": _ww_amount,
    "transition_payment": _transition_payment,
}
