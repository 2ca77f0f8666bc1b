"""From the fields of a line to the rooms' own inputs, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from typing import Any

from bot.benefit import ww_amount, ww_duration, ww_weeks
from bot.contracts.jsonlines import EARLIEST, LATEST, Fields, LineError
from bot.contracts.render import Renderer, plain
from bot.law import MONDAY_TO_FRIDAY, Law, Remark
from bot.notice import (
    EndCase,
    Route,
    TermSource,
    end_of_employment,
    latest_notice,
    transition_payment,
)
from bot.timeline import WorkHistory, duration_for, hints, timeline, what_if

Shown = dict[str, Any]
"""A result as JSON knows it."""

_MOST_MONTHS = 60
_MOST_DAYS = 3660
_MOST_WEEKS = 520
_EARLY = frozenset({
    Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.WORKER_NOTICE, Route.SETTLEMENT, Route.COURT_ORDER,
})  # fmt: skip


CASE_FIELDS = frozenset(field.name for field in dataclass_fields(EndCase))


@dataclass(frozen=True, slots=True)
class Setting:
    """What every kind works with."""

    law: Law
    today: date
    renderer: Renderer


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
        bankrupt_on=fields.day("bankrupt_on"),
        aow_date=fields.day("aow_date"),
        collective_reported_on=fields.day("collective_reported_on"),
        unions_agree=fields.flag("unions_agree") is True,
        stated_last_day=fields.day("stated_last_day"),
        on_call=fields.flag("on_call") is True,
        cancelled_before_on=fields.day("cancelled_before_on"),
        work_days=tuple(sorted(set(work_days))) if work_days else MONDAY_TO_FRIDAY,
    )


def _end_of_employment(fields: Fields, setting: Setting) -> Shown:
    case = read_end_case(fields)
    result = end_of_employment(case, setting.law, setting.today)
    if case.contract_end is None or case.route not in _EARLY or fields.given("interim_clause"):
        return setting.renderer.result(result)
    assumed = Remark("clause_assumed_absent", "notice.warn_clause_assumed_absent")
    return setting.renderer.result(replace(result, warnings=(*result.warnings, assumed)))


def _history(fields: Fields) -> WorkHistory | None:
    birth_year = fields.whole("birth_year", EARLIEST.year, LATEST.year)
    years = fields.wholes("years_worked", EARLIEST.year, LATEST.year)
    return WorkHistory(birth_year, years) if birth_year is not None and years is not None else None


def _what_if(fields: Fields, setting: Setting) -> Shown:
    """The same case with `changes`: both results, what differs, and what that means."""
    changes = fields.inner("changes")
    strange = sorted(set(changes) - CASE_FIELDS)
    if strange:
        raise LineError("changes", fields=", ".join(strange)[:_MOST_MONTHS])
    before, after = read_end_case(fields), read_end_case(fields.with_changes(changes))
    changed = {name: getattr(after, name) for name in CASE_FIELDS if getattr(after, name) != getattr(before, name)}
    compared = what_if(before, changed, setting.law, setting.today, history=_history(fields))
    return {
        "before": setting.renderer.result(compared.before),
        "after": setting.renderer.result(compared.after),
        "differences": [
            {"field": one.field, "before": plain(one.before), "after": plain(one.after)} for one in compared.differences
        ],
        "remarks": setting.renderer.remarks(compared.remarks),
        "steps": setting.renderer.steps(compared.after.steps),
        "warnings": setting.renderer.remarks(compared.after.warnings),
        "undetermined": setting.renderer.remarks(compared.after.undetermined),
    }


def _timeline(fields: Fields, setting: Setting) -> Shown:
    """All deadlines of the case in order, and hints."""
    case, history = read_end_case(fields), _history(fields)
    end = end_of_employment(case, setting.law, setting.today)
    duration = duration_for(end, history, setting.law, setting.today)
    entries = timeline(end, setting.law, setting.today, duration=duration, intake_on=fields.day("intake_on"))
    return {
        "timeline": [setting.renderer.deadline(entry) for entry in entries],
        "hints": setting.renderer.remarks(hints(case, end, setting.law, setting.today, history=history)),
        "steps": setting.renderer.steps(end.steps),
        "warnings": setting.renderer.remarks(end.warnings),
        "undetermined": setting.renderer.remarks(end.undetermined),
    }


def _latest_notice(fields: Fields, setting: Setting) -> Shown:
    result = latest_notice(
        fields.day("out_of_service_from"),
        setting.law,
        setting.today,
        worker_term_months=fields.whole("worker_term_months", 0, _MOST_MONTHS),
        to_month_end=fields.flag("month_end") is not False,
    )
    return setting.renderer.result(result)


def _ww_duration(fields: Fields, setting: Setting) -> Shown:
    result = ww_duration(
        setting.law,
        setting.today,
        first_ww_day=fields.day("first_ww_day"),
        birth_year=fields.whole("birth_year", EARLIEST.year, LATEST.year),
        years_worked=fields.wholes("years_worked", EARLIEST.year, LATEST.year),
        total_years=fields.number("total_years", 100),
        years_before_2016=fields.number("years_before_2016", 100),
    )
    return setting.renderer.result(result)


def _ww_weeks(fields: Fields, setting: Setting) -> Shown:
    result = ww_weeks(
        setting.law,
        setting.today,
        weeks_worked=fields.whole("weeks_worked", 0, _MOST_WEEKS),
        weeks_in_window=fields.whole("weeks_in_window", 1, _MOST_WEEKS),
        weeks_ill=fields.whole("weeks_ill", 0, _MOST_WEEKS) or 0,
        weeks_worked_before_window=fields.whole("weeks_worked_before_window", 0, _MOST_WEEKS),
    )
    return setting.renderer.result(result)


def _ww_amount(fields: Fields, setting: Setting) -> Shown:
    result = ww_amount(
        fields.euros("monthly_wage"),
        fields.day("first_ww_day"),
        setting.law,
        setting.today,
        holiday_pay=fields.euros("holiday_pay") or Decimal(0),
    )
    return setting.renderer.result(result)


def _transition_payment(fields: Fields, setting: Setting) -> Shown:
    result = transition_payment(
        fields.day("service_start"),
        fields.day("last_day"),
        fields.euros("monthly_wage"),
        setting.law,
        aow_date=fields.day("aow_date"),
    )
    return setting.renderer.result(result)


KINDS: dict[str, Callable[[Fields, Setting], Shown]] = {
    "end_of_employment": _end_of_employment,
    "what_if": _what_if,
    "timeline": _timeline,
    "latest_notice": _latest_notice,
    "ww_duration": _ww_duration,
    "ww_weeks": _ww_weeks,
    "ww_amount": _ww_amount,
    "transition_payment": _transition_payment,
}
