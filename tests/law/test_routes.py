"""Permit, court, settlement, fixed term, trial, summary dismissal, bankruptcy, collective: each route's own rules."""

from __future__ import annotations

import pytest

from tests.law.lines import Calculator, codes


@pytest.mark.parametrize(
    ("days", "last"),
    [(0, "2027-03-31"), (23, "2027-02-28"), (22, "2027-03-31"), (500, "2026-12-31")],
)
def test_procedure_days_come_off_the_term(calculator: Calculator, days: int, last: str) -> None:
    """Four months from 23 November lead to 23 March; 23 days earlier is 28 February."""
    answer = calculator.end(
        "permit_notice", service_start="2009-01-01", notice_received="2026-11-23", procedure_days=days
    )
    assert answer["last_day"] == last


def test_without_procedure_days_only_the_range_is_told(calculator: Calculator) -> None:
    answer = calculator.end("permit_notice", service_start="2009-01-01", notice_received="2026-11-23")
    assert answer["last_day"] is None and answer["notice_term_months"] == 4
    assert "procedure_days" in codes(answer["undetermined"])
    assert [one["last_day"] for one in answer["alternatives"]] == ["2026-12-31", "2027-03-31"]


def test_procedure_days_do_not_matter_to_a_term_of_one_month(calculator: Calculator) -> None:
    answer = calculator.end("permit_notice", service_start="2024-01-01", notice_received="2026-11-23")
    assert answer["last_day"] == "2026-12-31"


def test_a_permit_used_too_late(calculator: Calculator) -> None:
    answer = calculator.end(
        "permit_notice",
        service_start="2024-01-01",
        permit_date="2026-10-01",
        notice_received="2026-10-30",
        procedure_days=10,
    )
    assert answer["permit_use_until"] == "2026-10-29"
    assert "permit_too_old" in codes(answer["warnings"])


def test_the_day_that_the_court_names_always_wins(calculator: Calculator) -> None:
    answer = calculator.end(
        "court_order",
        service_start="2001-01-01",
        order_date="2026-11-10",
        order_last_day="2026-11-15",
        procedure_days=1,
    )
    assert answer["last_day"] == "2026-11-15"
    assert answer["first_ww_day"] == "2026-11-16"


def test_no_deduction_where_the_employer_is_culpable(calculator: Calculator) -> None:
    case = {"service_start": "2001-01-01", "order_date": "2026-11-10", "procedure_days": 60}
    assert calculator.end("court_order", **case)["last_day"] == "2027-01-31"
    assert calculator.end("court_order", **case, employer_culpable=True)["last_day"] == "2027-03-31"


def test_the_court_chooses_for_a_fixed_term_without_clause(calculator: Calculator) -> None:
    answer = calculator.end(
        "court_order", service_start="2025-01-01", order_date="2026-11-10", contract_end="2027-12-31"
    )
    assert answer["last_day"] is None and "court_picks" in codes(answer["undetermined"])


@pytest.mark.parametrize(("mentioned", "until"), [(True, "2026-11-19"), (False, "2026-11-26"), (None, "2026-11-19")])
def test_time_to_cancel_a_settlement(calculator: Calculator, mentioned: bool | None, until: str) -> None:
    answer = calculator.end("settlement", service_start="2020-01-01", agreed_on="2026-11-05", right_mentioned=mentioned)
    assert answer["cancel_until"] == until
    assert ("cancel_maybe_longer" in codes(answer["warnings"])) is (mentioned is None)


def test_the_fictitious_term_leaves_a_gap(calculator: Calculator) -> None:
    answer = calculator.end(
        "settlement", service_start="2019-06-01", agreed_on="2026-11-05", agreed_last_day="2026-11-30"
    )
    assert answer["last_day"] == "2026-11-30"
    assert answer["first_ww_day"] == "2027-02-01"
    assert "gap" in codes(answer["warnings"])


def test_a_late_enough_agreed_day_leaves_no_gap_whatever_the_service(calculator: Calculator) -> None:
    answer = calculator.end("settlement", agreed_on="2026-11-05", agreed_last_day="2027-03-31")
    assert answer["first_ww_day"] == "2027-04-01"
    assert "first_ww_by_term" not in codes(answer["undetermined"])


@pytest.mark.parametrize(
    ("inputs", "first"),
    [
        ({"interim_clause": False}, "2027-06-01"),
        ({"interim_clause": True}, "2027-01-01"),
        ({"interim_clause": True, "agreed_last_day": "2027-01-31"}, "2027-02-01"),
        ({}, "2027-06-01"),
    ],
)
def test_a_fixed_term_that_ends_early_by_agreement(
    calculator: Calculator, inputs: dict[str, object], first: str
) -> None:
    """Agreed on 5 November, the contract would have run until 31 May."""
    case = {"service_start": "2025-06-01", "agreed_on": "2026-11-05", "contract_end": "2027-05-31"}
    answer = calculator.end("settlement", **{**case, "agreed_last_day": "2026-11-30", **inputs})
    assert answer["first_ww_day"] == first
    assert ("clause_assumed_absent" in codes(answer["warnings"])) is ("interim_clause" not in inputs)


def test_an_unknown_clause_gives_both_outcomes(calculator: Calculator) -> None:
    answer = calculator.end(
        "settlement",
        service_start="2025-06-01",
        agreed_on="2026-11-05",
        agreed_last_day="2026-11-30",
        contract_end="2027-05-31",
        interim_clause=None,
    )
    assert answer["first_ww_day"] is None and "interim_clause" in codes(answer["undetermined"])
    assert [one["first_ww_day"] for one in answer["alternatives"]] == ["2027-01-01", "2027-06-01"]


def test_a_fixed_term_that_ends_before_the_fictitious_term(calculator: Calculator) -> None:
    answer = calculator.end(
        "settlement",
        service_start="2025-06-01",
        agreed_on="2026-11-20",
        agreed_last_day="2026-11-30",
        contract_end="2026-12-15",
        interim_clause=True,
    )
    assert answer["first_ww_day"] == "2026-12-16"


def test_notice_in_a_fixed_term(calculator: Calculator) -> None:
    case = {"service_start": "2025-06-01", "notice_received": "2026-11-05", "contract_end": "2027-05-31"}
    without = calculator.end("employer_notice", **case, interim_clause=False)
    assert without["last_day"] == "2027-05-31" and "no_interim_clause" in codes(without["warnings"])
    assert calculator.end("employer_notice", **case, interim_clause=True)["last_day"] == "2026-12-31"
    unknown = calculator.end("employer_notice", **case, interim_clause=None)
    assert unknown["last_day"] is None
    assert [one["last_day"] for one in unknown["alternatives"]] == ["2026-12-31", "2027-05-31"]


@pytest.mark.parametrize(
    ("end", "due"),
    [("2026-12-31", "2026-11-30"), ("2026-06-30", "2026-05-30"), ("2027-03-31", "2027-02-28")],
)
def test_the_day_of_announcement(calculator: Calculator, end: str, due: str) -> None:
    answer = calculator.end("fixed_term_end", contract_start="2025-06-01", contract_end=end)
    assert answer["announcement_due"] == due


@pytest.mark.parametrize(("start", "needed"), [("2026-07-01", True), ("2026-07-02", False)])
def test_no_announcement_below_six_months(calculator: Calculator, start: str, needed: bool) -> None:
    answer = calculator.end("fixed_term_end", contract_start=start, contract_end="2026-12-31", monthly_wage=3000)
    assert (answer["announcement_due"] is not None) is needed
    assert (answer["announcement_compensation"] == 3000) is needed


@pytest.mark.parametrize(
    ("announced", "amount"),
    [(None, 3100), ("2026-11-30", 0), ("2026-12-01", 100), ("2026-12-31", 3100), ("2027-02-01", 3100)],
)
def test_compensation_for_the_announcement(calculator: Calculator, announced: str | None, amount: float) -> None:
    answer = calculator.end(
        "fixed_term_end",
        contract_start="2026-01-01",
        contract_end="2026-12-31",
        announced_on=announced,
        monthly_wage=3100,
        today="2027-02-05",
    )
    assert answer["announcement_compensation"] == amount


def test_compensation_is_not_promised_while_the_employer_still_has_time(calculator: Calculator) -> None:
    answer = calculator.end("fixed_term_end", contract_start="2026-01-01", contract_end="2026-12-31", monthly_wage=3100)
    assert "announcement_still_possible" in codes(answer["warnings"])


@pytest.mark.parametrize(
    ("start", "end", "until"),
    [
        ("2026-01-01", "2026-06-30", "2026-12-31"),
        ("2024-01-01", "2026-06-30", "2027-06-30"),
        ("2026-03-15", "2026-05-20", "2026-07-26"),
    ],
)
def test_continued_for_the_same_time_again(calculator: Calculator, start: str, end: str, until: str) -> None:
    answer = calculator.end("fixed_term_end", contract_start=start, contract_end=end, continued=True)
    assert answer["last_day"] == until


def test_trial_period_ends_at_once(calculator: Calculator) -> None:
    answer = calculator.end("trial_period", service_start="2026-11-01", notice_received="2026-11-20")
    assert (answer["last_day"], answer["first_ww_day"]) == ("2026-11-20", "2026-11-23")
    assert (answer["court_until"], answer["transition_claim_until"]) == ("2027-01-20", "2027-02-20")
    assert not answer["warnings"]


@pytest.mark.parametrize(
    ("contract_end", "notice", "warning"),
    [
        ("2027-03-31", "2026-10-05", "trial_not_allowed"),
        ("2027-04-30", "2026-10-30", None),
        ("2027-04-30", "2026-11-02", "trial_over"),
        ("2028-09-30", "2026-11-20", None),
        (None, "2026-11-30", None),
        (None, "2026-12-01", "trial_over"),
    ],
)
def test_trial_periods_that_are_too_long(
    calculator: Calculator, contract_end: str | None, notice: str, warning: str | None
) -> None:
    answer = calculator.end(
        "trial_period", contract_start="2026-10-01", contract_end=contract_end, notice_received=notice
    )
    assert codes(answer["warnings"]) - {"apply_late"} == ({warning} if warning else set())


def test_summary_dismissal(calculator: Calculator) -> None:
    answer = calculator.end("summary_dismissal", service_start="2010-01-01", notice_received="2026-11-20")
    assert (answer["last_day"], answer["court_until"]) == ("2026-11-20", "2027-01-20")
    assert {"summary_ww", "summary_help"} <= codes(answer["warnings"])


def test_unpaid_wages_in_bankruptcy(calculator: Calculator) -> None:
    answer = calculator.end(
        "bankruptcy", service_start="2018-01-01", notice_received="2026-11-24", wages_unpaid_since="2026-11-20"
    )
    assert answer["wage_report_until"] == "2026-11-27"
    assert answer["wage_guarantee_from"] == "2026-08-25"
    assert answer["transition_claim_until"] is None
    late = calculator.end("bankruptcy", wages_unpaid_since="2026-10-30")
    assert late["wage_report_until"] == "2026-11-06" and "wage_report_late" in codes(late["warnings"])


def test_bankruptcy_is_certain_without_service_where_six_weeks_come_first(calculator: Calculator) -> None:
    answer = calculator.end("bankruptcy", notice_received="2026-11-01")
    assert answer["last_day"] == "2026-12-13"
    assert answer["notice_term_months"] is None


def test_collective_dismissal_waits_a_month(calculator: Calculator) -> None:
    case = {"service_start": "2014-06-01", "notice_received": "2026-11-16", "collective_reported_on": "2026-10-20"}
    answer = calculator.end("employer_notice", **case)
    assert answer["collective_wait_until"] == "2026-11-20"
    assert "collective_too_soon" in codes(answer["warnings"])
    assert "collective_too_soon" not in codes(calculator.end("employer_notice", **case, unions_agree=True)["warnings"])


@pytest.mark.parametrize(
    ("route", "inputs", "names"),
    [
        (
            "employer_notice",
            {"service_start": "2026-12-01", "notice_received": "2026-11-01"},
            ["service_start", "notice_received"],
        ),
        (
            "settlement",
            {"agreed_on": "2026-11-05", "agreed_last_day": "2026-11-01"},
            ["agreed_on", "agreed_last_day"],
        ),
        (
            "permit_notice",
            {"permit_date": "2026-11-05", "notice_received": "2026-11-01"},
            ["permit_date", "notice_received"],
        ),
        (
            "court_order",
            {"order_date": "2026-11-05", "order_last_day": "2026-11-01"},
            ["order_date", "order_last_day"],
        ),
        (
            "fixed_term_end",
            {"contract_start": "2026-11-05", "contract_end": "2026-11-01"},
            ["contract_start", "contract_end"],
        ),
    ],
)
def test_contradictions_name_both_values(
    calculator: Calculator, route: str, inputs: dict[str, str], names: list[str]
) -> None:
    answer = calculator.answer("end_of_employment", route=route, **inputs)
    assert answer["fields"] == names
    days = [str(int(inputs[name][-2:])) for name in names]
    assert all(f"{day} {'november' if inputs[name][5:7] == '11' else 'december'}" in answer["error"]
               for day, name in zip(days, names, strict=True))  # fmt: skip


def test_a_day_of_another_route_contradicts_nothing(calculator: Calculator) -> None:
    answer = calculator.end(
        "employer_notice", service_start="2014-06-01", notice_received="2026-11-16", agreed_on="2010-01-01"
    )
    assert answer["last_day"] == "2027-02-28"


@pytest.mark.parametrize("route", ["employer_notice", "settlement", "trial_period", "court_order"])
def test_endings_before_the_present_law_are_not_worked_out(calculator: Calculator, route: str) -> None:
    days = {"notice_received": "2012-03-01", "agreed_on": "2012-03-01", "order_date": "2012-03-01"}
    answer = calculator.end(route, service_start="2001-01-01", procedure_days=5, **days)
    assert answer["last_day"] is None and codes(answer["undetermined"]) == {"older_law"}


@pytest.mark.parametrize(
    ("route", "code"),
    [
        ("employer_notice", "notice_received"),
        ("permit_notice", "notice_received"),
        ("worker_notice", "notice_received"),
        ("settlement", "agreed_on"),
        ("court_order", "order_date"),
        ("fixed_term_end", "contract_end"),
        ("trial_period", "notice_received"),
        ("summary_dismissal", "notice_received"),
        ("bankruptcy", "notice_received"),
    ],
)
def test_nothing_known_is_a_result_with_a_reason(calculator: Calculator, route: str, code: str) -> None:
    answer = calculator.end(route)
    assert answer["last_day"] is None and answer["first_ww_day"] is None
    assert code in codes(answer["undetermined"])


def test_earlier_contracts_count_for_the_term(calculator: Calculator) -> None:
    answer = calculator.end(
        "employer_notice",
        service_start="2016-01-01",
        contract_start="2020-01-01",
        notice_received="2026-11-16",
    )
    assert answer["notice_term_months"] == 3
    assert answer["steps"][0]["article"] == "artikel 7:668a lid 4 BW"


@pytest.mark.parametrize(
    ("first", "latest", "warned"),
    [
        ("2023-11-01", "2026-01-01", False),
        ("2023-10-31", "2026-01-01", True),
        ("2020-01-01", "2020-01-01", False),
        ("2020-01-01", None, False),
    ],
)
def test_a_chain_of_fixed_terms_that_lasts_too_long(
    calculator: Calculator, first: str, latest: str | None, warned: bool
) -> None:
    answer = calculator.end(
        "fixed_term_end", service_start=first, contract_start=latest, contract_end="2026-10-31", today="2026-11-01"
    )
    assert ("chain_too_long" in codes(answer["warnings"])) is warned


def test_benefit_for_unpaid_wages_within_26_weeks(calculator: Calculator) -> None:
    answer = calculator.end("bankruptcy", bankrupt_on="2026-11-24")
    assert answer["wage_guarantee_apply_until"] == "2027-05-25"


def test_wages_older_than_thirteen_weeks(calculator: Calculator) -> None:
    answer = calculator.end(
        "bankruptcy", service_start="2018-01-01", notice_received="2026-11-24", wages_unpaid_since="2026-08-01"
    )
    assert "wages_beyond_guarantee" in codes(answer["warnings"])


@pytest.mark.parametrize(
    ("route", "article"),
    [
        ("settlement", "artikel 24 lid 6 WW"),
        ("worker_notice", "artikel 24 lid 2 WW"),
        ("summary_dismissal", "artikel 24 lid 2 WW"),
        ("bankruptcy", "artikel 7:673c lid 1 BW"),
    ],
)
def test_what_a_route_means_for_ww_and_payment_is_cited(calculator: Calculator, route: str, article: str) -> None:
    answer = calculator.end(route, service_start="2014-06-01", notice_received="2026-11-16", agreed_on="2026-11-16")
    assert article in {step["article"] for step in answer["steps"]}


@pytest.mark.parametrize(
    ("earlier", "until"), [("2026-05-05", None), ("2026-05-04", "2026-11-19"), (None, "2026-11-19")]
)
def test_no_second_time_to_cancel_within_six_months(
    calculator: Calculator, earlier: str | None, until: str | None
) -> None:
    answer = calculator.end(
        "settlement", service_start="2020-01-01", agreed_on="2026-11-05", cancelled_before_on=earlier
    )
    assert answer["cancel_until"] == until
