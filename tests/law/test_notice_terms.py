"""BW 7:672: the term by service, at pension age, by contract and by cao, and what it does to the last day."""

from __future__ import annotations

import pytest

from tests.law.lines import Calculator, codes


@pytest.mark.parametrize(
    ("start", "months"),
    [
        ("2026-11-16", 1),
        ("2021-11-17", 1),
        ("2021-11-16", 2),
        ("2016-11-17", 2),
        ("2016-11-16", 3),
        ("2011-11-17", 3),
        ("2011-11-16", 4),
        ("1980-01-01", 4),
    ],
)
def test_term_by_service_on_the_day_of_notice(calculator: Calculator, start: str, months: int) -> None:
    answer = calculator.end("employer_notice", service_start=start, notice_received="2026-11-16")
    assert answer["notice_term_months"] == months
    assert answer["steps"][0]["article"] == "artikel 7:672 lid 2 BW"


def test_one_month_from_pension_age_on(calculator: Calculator) -> None:
    reached = calculator.end(
        "employer_notice", service_start="1990-01-01", notice_received="2026-11-16", aow_date="2026-11-16"
    )
    assert (reached["notice_term_months"], reached["last_day"]) == (1, "2026-12-31")
    before = calculator.end(
        "employer_notice", service_start="1990-01-01", notice_received="2026-11-16", aow_date="2026-11-17"
    )
    assert before["notice_term_months"] == 4


def test_no_ww_and_no_transition_payment_at_pension_age(calculator: Calculator) -> None:
    answer = calculator.end(
        "employer_notice", service_start="1990-01-01", notice_received="2026-11-16", aow_date="2026-11-16"
    )
    assert answer["first_ww_day"] is None and answer["transition_claim_until"] is None
    assert {"no_ww_pension_age", "no_transition_pension_age"} <= codes(answer["warnings"])


def test_calculation_term_overrides_everything(calculator: Calculator) -> None:
    answer = calculator.end(
        "employer_notice",
        service_start="1990-01-01",
        notice_received="2026-11-16",
        calculation_term_months=2,
        employer_term_months=6,
        term_source="cao",
        worker_term_months=5,
        aow_date="2020-01-01",
    )
    assert answer["notice_term_months"] == 2


@pytest.mark.parametrize(
    ("terms", "months", "warning"),
    [
        ({"employer_term_months": 3, "term_source": "contract"}, 3, None),
        ({"employer_term_months": 1, "term_source": "contract"}, 2, "contract_term_too_short"),
        ({"employer_term_months": 1}, 2, "contract_term_too_short"),
        ({"employer_term_months": 1, "term_source": "cao"}, 1, None),
        ({"employer_term_months": 6, "term_source": "cao"}, 6, None),
        ({"employer_term_months": 2, "worker_term_months": 2, "term_source": "contract"}, 4, "term_doubled"),
        ({"employer_term_months": 4, "worker_term_months": 2, "term_source": "contract"}, 4, None),
        ({"worker_term_months": 3}, 6, "term_doubled"),
        ({"employer_term_months": 2, "worker_term_months": 2, "term_source": "cao"}, 2, None),
        ({"employer_term_months": 1, "worker_term_months": 2, "term_source": "cao"}, 2, None),
        ({"worker_term_months": 1}, 2, None),
    ],
)
def test_agreed_terms(calculator: Calculator, terms: dict[str, object], months: int, warning: str | None) -> None:
    """Seven years of service: by law two months."""
    case = {"service_start": "2019-11-01", "notice_received": "2026-11-16", "consented": True}
    answer = calculator.end("employer_notice", **case, **terms)
    assert answer["notice_term_months"] == months
    assert ({warning} if warning else set()) == codes(answer["warnings"])


@pytest.mark.parametrize(
    ("terms", "months", "warning"),
    [
        ({}, 1, None),
        ({"worker_term_months": 0}, 0, None),
        ({"worker_term_months": 2}, 2, "worker_term_check"),
        ({"worker_term_months": 2, "employer_term_months": 4}, 2, None),
        ({"worker_term_months": 2, "employer_term_months": 2}, 1, "worker_term_void"),
        ({"worker_term_months": 2, "employer_term_months": 2, "term_source": "cao"}, 2, None),
        ({"worker_term_months": 2, "employer_term_months": 2, "service_start": "2001-01-01"}, 2, None),
    ],
)
def test_the_workers_own_term(
    calculator: Calculator, terms: dict[str, object], months: int, warning: str | None
) -> None:
    answer = calculator.end("worker_notice", notice_received="2026-12-01", **terms)
    assert answer["notice_term_months"] == months
    assert codes(answer["warnings"]) == {"own_notice_no_ww"} | ({warning} if warning else set())


def test_a_workers_term_above_six_months_is_not_decided(calculator: Calculator) -> None:
    answer = calculator.end("worker_notice", notice_received="2026-12-01", worker_term_months=8)
    assert answer["last_day"] is None
    assert "worker_term_too_long" in codes(answer["undetermined"])
    assert [one["last_day"] for one in answer["alternatives"]] == ["2027-01-31", "2027-06-30"]


def test_notice_on_any_day_where_agreed(calculator: Calculator) -> None:
    answer = calculator.end(
        "employer_notice", service_start="2024-01-01", notice_received="2026-11-16", month_end=False
    )
    assert answer["last_day"] == "2026-12-16"


def test_a_short_month_clamps_the_term(calculator: Calculator) -> None:
    answer = calculator.end("employer_notice", calculation_term_months=1, notice_received="2027-01-31", month_end=False)
    assert answer["last_day"] == "2027-02-28"


def test_without_service_all_possible_terms_side_by_side(calculator: Calculator) -> None:
    answer = calculator.end("employer_notice", notice_received="2026-11-16")
    assert answer["last_day"] is None and answer["first_ww_day"] is None
    assert "service_start" in codes(answer["undetermined"])
    assert [(one["notice_term_months"], one["last_day"]) for one in answer["alternatives"]] == [
        (1, "2026-12-31"),
        (2, "2027-01-31"),
        (3, "2027-02-28"),
        (4, "2027-03-31"),
    ]


def test_without_service_a_long_contract_term_is_certain(calculator: Calculator) -> None:
    answer = calculator.end("employer_notice", notice_received="2026-11-16", employer_term_months=4)
    assert (answer["notice_term_months"], answer["last_day"]) == (4, "2027-03-31")


def test_a_day_in_the_letter_that_is_too_early(calculator: Calculator) -> None:
    case = {"service_start": "2014-06-01", "notice_received": "2026-11-16"}
    early = calculator.end("employer_notice", **case, stated_last_day="2026-12-31")
    assert early["last_day"] == "2027-02-28" and "stated_too_early" in codes(early["warnings"])
    late = calculator.end("employer_notice", **case, stated_last_day="2027-03-31")
    assert late["last_day"] == "2027-03-31" and late["first_ww_day"] == "2027-04-01"


def test_what_follows_an_employers_notice(calculator: Calculator) -> None:
    answer = calculator.end("employer_notice", service_start="2014-06-01", notice_received="2026-11-16")
    assert answer["court_until"] == "2027-04-28"
    assert answer["transition_claim_until"] == "2027-05-28"
    assert answer["cancel_until"] == "2026-11-30"


def test_consent_may_be_withdrawn(calculator: Calculator) -> None:
    case = {"service_start": "2014-06-01", "notice_received": "2026-11-16", "consented_on": "2026-11-20"}
    assert calculator.end("employer_notice", **case)["cancel_until"] == "2026-12-04"
    assert calculator.end("employer_notice", **case, right_mentioned=False)["cancel_until"] == "2026-12-11"
    assert "consent_or_permit" not in codes(calculator.end("employer_notice", **case)["warnings"])
    unsaid = calculator.end("employer_notice", notice_received="2026-11-16")
    assert "consent_or_permit" in codes(unsaid["warnings"])
    refused = calculator.end("employer_notice", **case, consented=False)
    assert refused["cancel_until"] is None and "no_consent" in codes(refused["warnings"])


def test_a_worker_without_fixed_hours_gives_four_days_notice(calculator: Calculator) -> None:
    answer = calculator.end("worker_notice", notice_received="2026-11-23", on_call=True)
    assert (answer["last_day"], answer["notice_term_months"]) == ("2026-11-27", 0)
    assert answer["steps"][0]["article"] == "artikel 7:672 lid 5 BW"
