"""WW: duration (art. 42), weeks test (17), amount (47), and the transition payment (BW 7:673)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.benefit import months_of_ww
from bot.law import Law
from tests.law.lines import Calculator, codes

DAY = "2027-03-01"


@pytest.mark.parametrize(
    ("birth", "years", "expected"),
    [
        (1970, range(1998, 2027), (39, 24, "extended")),
        (1990, range(2008, 2027), (19, 14.5, "extended")),
        (1990, range(2017, 2027), (10, 10, "extended")),
        (1990, range(2016, 2027), (11, 10.5, "extended")),
        (2000, [2023, 2024, 2025, 2026], (4, 4, "extended")),
        (2000, [2022, 2023, 2024], (3, 3, "basic")),
        (1975, [2015, 2022, 2023, 2024], (9, 3, "basic")),
        (1975, [2022, 2023, 2024, 2025, 2027], (9, 9, "extended")),
        (1960, range(1998, 2027), (49, 24, "extended")),
    ],
)
def test_duration_from_years(
    calculator: Calculator, birth: int, years: list[int], expected: tuple[int, float, str]
) -> None:
    """Born in 1975 gives five assumed years (1993 to 1997); 2027 itself never counts in 2027."""
    answer = calculator.answer("ww_duration", birth_year=birth, years_worked=list(years), first_ww_day=DAY)
    assert (answer["history_years"], answer["months"], answer["basis"]) == expected


def test_a_year_that_does_not_count_yet_is_pointed_out(calculator: Calculator) -> None:
    inputs = {"birth_year": 2000, "years_worked": [2023, 2024, 2025, 2026]}
    december = calculator.answer("ww_duration", first_ww_day="2026-12-31", **inputs)
    january = calculator.answer("ww_duration", first_ww_day="2027-01-01", **inputs)
    assert (december["months"], january["months"]) == (3, 4)
    assert "year_does_not_count" in codes(december["warnings"])


@pytest.mark.parametrize(
    ("total", "before", "day", "months"),
    [
        (26, 20, "2022-05-01", 23),
        (12, 5, "2026-05-01", 11),
        (16, 12, "2026-05-01", 14),
        (15, 12, "2026-05-01", 3),
        (10, 10, None, 10),
        (38, 28, "2026-05-01", 24),
        (12.5, 2.5, "2026-05-01", 11),
        (3, 0, "2026-05-01", 3),
    ],
)
def test_duration_from_totals(
    calculator: Calculator, total: float, before: float, day: str | None, months: float
) -> None:
    answer = calculator.answer("ww_duration", total_years=total, years_before_2016=before, first_ww_day=day)
    assert answer["months"] == months


def test_the_years_test_is_said_to_be_assumed_where_totals_leave_it_open(calculator: Calculator) -> None:
    answer = calculator.answer("ww_duration", total_years=12, years_before_2016=8, first_ww_day="2026-05-01")
    assert "years_test_assumed" in codes(answer["warnings"])
    failed = calculator.answer("ww_duration", total_years=12, years_before_2016=9, first_ww_day="2026-05-01")
    assert (failed["months"], failed["basis"]) == (3, "basic")


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({}, "history"),
        ({"total_years": 12}, "years_before_2016"),
        ({"years_worked": [2022, 2023, 2024, 2025]}, "birth_year"),
        ({"total_years": 12, "years_before_2016": 12, "first_ww_day": "2014-01-01"}, "older_law"),
    ],
)
def test_duration_that_cannot_be_determined(calculator: Calculator, inputs: dict[str, object], code: str) -> None:
    answer = calculator.answer("ww_duration", **{"first_ww_day": "2026-05-01", **inputs})
    assert answer["months"] is None and code in codes(answer["undetermined"])


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        ({"total_years": 5, "years_before_2016": 6}, ["years_before_2016", "total_years"]),
        ({"total_years": 20, "years_before_2016": 0}, ["total_years", "first_ww_day"]),
        ({"birth_year": 2030, "years_worked": []}, ["birth_year", "first_ww_day"]),
    ],
)
def test_histories_that_cannot_be(calculator: Calculator, inputs: dict[str, object], names: list[str]) -> None:
    assert calculator.answer("ww_duration", first_ww_day="2026-05-01", **inputs)["fields"] == names


def test_months_for_every_history(law: Law, today: object) -> None:
    on = law.history("ww_months_most")[0].valid_from
    assert months_of_ww(20, 6, law, on) == 23
    assert months_of_ww(0, 11, law, on) == Decimal("10.5")
    assert months_of_ww(0, 0, law, on) == 3


@pytest.mark.parametrize(
    ("inputs", "counted", "passes"),
    [
        ({"weeks_worked": 26}, 26, True),
        ({"weeks_worked": 25}, 25, False),
        ({"weeks_worked": 20, "weeks_ill": 10, "weeks_worked_before_window": 6}, 26, True),
        ({"weeks_worked": 20, "weeks_ill": 10, "weeks_worked_before_window": 5}, 25, False),
        ({"weeks_worked": 26, "weeks_ill": 10}, 26, True),
        ({"weeks_worked": 10, "weeks_ill": 5}, 10, False),
        ({"weeks_worked": 20, "weeks_ill": 10}, None, None),
    ],
)
def test_weeks(calculator: Calculator, inputs: dict[str, int], counted: int | None, passes: bool | None) -> None:
    answer = calculator.answer("ww_weeks", weeks_in_window=36, **inputs)
    assert (answer["weeks_counted"], answer["passes"]) == (counted, passes)


@pytest.mark.parametrize(
    "inputs",
    [
        {"weeks_worked": 37},
        {"weeks_worked": 30, "weeks_ill": 7},
        {"weeks_worked": 20, "weeks_ill": 5, "weeks_worked_before_window": 6},
    ],
)
def test_more_weeks_than_there_are(calculator: Calculator, inputs: dict[str, int]) -> None:
    answer = calculator.answer("ww_weeks", weeks_in_window=36, **inputs)
    assert all(str(inputs.get(name, 36)) in answer["error"] for name in answer["fields"])


def test_the_maximum_of_the_first_ww_day_counts(calculator: Calculator) -> None:
    spring = calculator.answer("ww_amount", monthly_wage=9000, first_ww_day="2025-06-30")
    autumn = calculator.answer("ww_amount", monthly_wage=9000, first_ww_day="2026-01-01")
    assert (spring["daily_wage"], autumn["daily_wage"]) == (290.67, 304.25)


def test_an_unknown_maximum_is_marked(calculator: Calculator) -> None:
    answer = calculator.answer("ww_amount", monthly_wage=9000, first_ww_day="2027-03-01")
    assert answer["daily_wage"] == 304.25
    assert "maximum_last_known" in codes(answer["warnings"])
    known = calculator.answer("ww_amount", monthly_wage=9000, first_ww_day="2026-06-30")
    assert "maximum_last_known" not in codes(known["warnings"])


def test_a_figure_from_no_official_source_is_marked(calculator: Calculator) -> None:
    answer = calculator.answer("ww_amount", monthly_wage=9000, first_ww_day="2025-08-01")
    assert "maximum_not_verified" in codes(answer["warnings"])


@pytest.mark.parametrize(
    ("start", "last", "wage", "expected"),
    [
        ("2016-01-01", "2025-12-31", 3600, (12000, False)),
        ("2026-01-01", "2026-06-30", 3600, (600, False)),
        ("2026-11-01", "2026-11-15", 3600, (50, False)),
        ("2014-06-01", "2026-11-30", 3000, (12500, False)),
        ("1985-01-01", "2026-06-30", 8400, (102000, True)),
        ("1985-01-01", "2026-06-30", 9000, (108000, True)),
        ("1985-01-01", "2024-12-31", 7500, (94000, True)),
    ],
)
def test_transition_payment(
    calculator: Calculator, start: str, last: str, wage: int, expected: tuple[float, bool]
) -> None:
    answer = calculator.answer("transition_payment", service_start=start, last_day=last, monthly_wage=wage)
    assert (answer["amount"], answer["capped"]) == expected


def test_transition_payment_over_next_years_maximum_is_marked(calculator: Calculator) -> None:
    answer = calculator.answer(
        "transition_payment", service_start="1985-01-01", last_day="2027-02-28", monthly_wage=8400
    )
    assert "last_known" in codes(answer["warnings"])


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"service_start": "2016-01-01", "monthly_wage": 3000}, "transition_service"),
        ({"service_start": "2016-01-01", "last_day": "2026-01-01"}, "transition_wage"),
        ({"service_start": "2006-01-01", "last_day": "2018-01-01", "monthly_wage": 3000}, "older_law"),
    ],
)
def test_transition_payment_that_cannot_be_determined(
    calculator: Calculator, inputs: dict[str, object], code: str
) -> None:
    answer = calculator.answer("transition_payment", **inputs)
    assert answer["amount"] is None and codes(answer["undetermined"]) == {code}


@pytest.mark.parametrize(
    ("inputs", "until"),
    [
        ({"out_of_service_from": "2027-03-01"}, "2027-01-31"),
        ({"out_of_service_from": "2027-03-01", "worker_term_months": 2}, "2026-12-31"),
        ({"out_of_service_from": "2027-03-15"}, "2027-01-31"),
        ({"out_of_service_from": "2027-03-15", "month_end": False}, "2027-02-14"),
        ({"out_of_service_from": "2027-03-01", "month_end": False}, "2027-01-31"),
        ({"out_of_service_from": "2027-03-01", "worker_term_months": 9}, None),
        ({}, None),
    ],
)
def test_latest_day_for_notice(calculator: Calculator, inputs: dict[str, object], until: str | None) -> None:
    assert calculator.answer("latest_notice", **inputs)["notice_until"] == until
