"""Worked examples as published by UWV, courts and advisers, and days on the edge of a rule."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.lines import Calculator

E = "end_of_employment"
CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    (
        "the main job of this assistant",
        E,
        {"route": "employer_notice", "service_start": "2014-06-01", "notice_received": "2026-11-16"},
        {
            "notice_term_months": 3,
            "last_day": "2027-02-28",
            "first_ww_day": "2027-03-01",
            "ww_apply_from": "2027-02-22",
            "ww_apply_until": "2027-03-08",
            "early_service_from": "2026-11-01",
        },
    ),
    (
        "employer's notice in mid-month",
        E,
        {"route": "employer_notice", "notice_received": "2026-05-15", "calculation_term_months": 1},
        {"last_day": "2026-06-30"},
    ),
    (
        "employer's notice on the first of a month",
        E,
        {"route": "employer_notice", "notice_received": "2021-02-01", "calculation_term_months": 1},
        {"last_day": "2021-03-31"},
    ),
    (
        "worker's notice",
        E,
        {"route": "worker_notice", "notice_received": "2026-07-13"},
        {"last_day": "2026-08-31", "notice_term_months": 1},
    ),
    ("worker wants out", "latest_notice", {"out_of_service_from": "2026-11-01"}, {"notice_until": "2026-09-30"}),
    (
        "after a permit, 20 days of procedure",
        E,
        {
            "route": "permit_notice",
            "permit_date": "2023-03-08",
            "notice_received": "2023-03-08",
            "calculation_term_months": 4,
            "procedure_days": 20,
        },
        {"last_day": "2023-06-30"},
    ),
    (
        "court, one month left",
        E,
        {"route": "court_order", "order_date": "2026-01-14", "service_start": "2001-01-01", "procedure_days": 150},
        {"last_day": "2026-02-28"},
    ),
    (
        "settlement with six years of service",
        E,
        {"route": "settlement", "agreed_on": "2026-04-25", "service_start": "2020-03-01"},
        {"first_ww_day": "2026-07-01"},
    ),
    (
        "settlement with a term of two months",
        E,
        {
            "route": "settlement",
            "agreed_on": "2026-04-15",
            "agreed_last_day": "2026-06-30",
            "calculation_term_months": 2,
        },
        {"first_ww_day": "2026-07-01", "last_day": "2026-06-30"},
    ),
    (
        "26 years of history",
        "ww_duration",
        {"total_years": 26, "years_before_2016": 20, "first_ww_day": "2022-05-01"},
        {"months": 23, "history_years": 26, "basis": "extended"},
    ),
    (
        "announced 19 days late in a month of 31",
        E,
        {
            "route": "fixed_term_end",
            "contract_start": "2025-08-01",
            "contract_end": "2026-07-31",
            "announced_on": "2026-07-19",
            "monthly_wage": 4000,
        },
        {"announcement_due": "2026-06-30", "announcement_compensation": 2451.61},
    ),
    (
        "cooling-off with the right mentioned",
        E,
        {"route": "settlement", "agreed_on": "2016-11-28", "right_mentioned": True},
        {"cancel_until": "2016-12-12"},
    ),
    (
        "continued for a year at most",
        E,
        {"route": "fixed_term_end", "contract_end": "2018-02-10", "continued": True},
        {"continued_until": "2019-02-10", "last_day": "2019-02-10"},
    ),
    *[
        (
            f"one month from {notice}",
            E,
            {"route": "employer_notice", "notice_received": notice, "calculation_term_months": 1},
            {"last_day": last},
        )
        for notice, last in (
            ("2026-11-23", "2026-12-31"),
            ("2026-11-30", "2026-12-31"),
            ("2026-12-01", "2027-01-31"),
        )
    ],
    (
        "four months less 35 days",
        E,
        {
            "route": "permit_notice",
            "notice_received": "2026-11-23",
            "service_start": "2009-01-01",
            "procedure_days": 35,
        },
        {"last_day": "2027-02-28", "notice_term_months": 4},
    ),
    (
        "a permit is valid for four weeks",
        E,
        {"route": "permit_notice", "permit_date": "2026-11-23"},
        {"permit_use_until": "2026-12-21", "last_day": None},
    ),
    (
        "bankruptcy: six weeks",
        E,
        {"route": "bankruptcy", "notice_received": "2026-11-24", "service_start": "2018-01-01"},
        {"last_day": "2027-01-05", "first_ww_day": "2027-01-06"},
    ),
    (
        "bankruptcy: the term is shorter than six weeks",
        E,
        {"route": "bankruptcy", "notice_received": "2026-11-24", "service_start": "2024-01-01"},
        {"last_day": "2026-12-31"},
    ),
    (
        "an end on Saturday: WW starts on the first working day",
        E,
        {"route": "fixed_term_end", "contract_start": "2026-05-01", "contract_end": "2026-10-31"},
        {"first_ww_day": "2026-11-02"},
    ),
    (
        "an end on Saturday for who works at weekends",
        E,
        {
            "route": "fixed_term_end",
            "contract_start": "2026-05-01",
            "contract_end": "2026-10-31",
            "work_days": [6, 7],
        },
        {"first_ww_day": "2026-11-01"},
    ),
    (
        "the maximum of the first half of 2026, as a month",
        "ww_amount",
        {"monthly_wage": 9000, "first_ww_day": "2026-02-02"},
        {"daily_wage": 304.25, "first_two_months": 4963.08, "after": 4632.21, "capped": True},
    ),
    (
        "a wage below the maximum",
        "ww_amount",
        {"monthly_wage": 2777.78, "holiday_pay": 222.22, "first_ww_day": "2026-02-02"},
        {"daily_wage": 137.93, "first_two_months": 2250, "after": 2100, "capped": False},
    ),
    (
        "ten years of transition payment",
        "transition_payment",
        {"service_start": "2016-01-01", "last_day": "2025-12-31", "monthly_wage": 3600},
        {"amount": 12000, "capped": False},
    ),
]


@pytest.mark.parametrize(("kind", "inputs", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_published_case(calculator: Calculator, kind: str, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = calculator.answer(kind, **inputs)
    assert {name: answer.get(name, "missing") for name in expected} == expected
