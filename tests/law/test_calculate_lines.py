"""The command-line contract: one answer for each line, errors in one sentence, Dutch and English, nothing raised."""

from __future__ import annotations

import json
import random

import pytest

from tests.law.lines import Calculator, codes
from tests.law.random_lines import broken_line, random_case

E = "end_of_employment"


def test_answers_keep_order_and_identity(calculator: Calculator) -> None:
    lines = ['{"id": "a", "kind": "ww_weeks", "weeks_worked": 30}', "oops", '{"id": 7, "kind": "latest_notice"}']
    answers = calculator.raw(*lines)
    assert [answer["id"] for answer, _ in answers] == ["a", None, 7]
    assert [ok for _, ok in answers] == [True, False, True]


def test_a_step_carries_sentence_article_address_and_value(calculator: Calculator) -> None:
    answer = calculator.end("employer_notice", service_start="2014-06-01", notice_received="2026-11-16")
    assert answer["steps"][0] == {
        "what": "U werkt er 12 jaar. Dan is de opzegtermijn 3 maanden (artikel 7:672 lid 2 BW).",
        "article": "artikel 7:672 lid 2 BW",
        "url": "https://wetten.overheid.nl/BWBR0005290/2026-07-01#Artikel672",
        "value": 3,
    }


def test_english_on_request(calculator: Calculator) -> None:
    answer = calculator.end("worker_notice", notice_received="2026-11-16", lang="en")
    assert "notice period is 1 month" in answer["steps"][0]["what"]
    assert all(warning["text"] for warning in answer["warnings"])


def test_a_line_has_its_own_today(calculator: Calculator) -> None:
    case = {"service_start": "2014-06-01", "notice_received": "2026-11-16"}
    assert "apply_late" not in codes(calculator.end("employer_notice", **case)["warnings"])
    assert "apply_late" in codes(calculator.end("employer_notice", **case, today="2027-03-09")["warnings"])


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("", "leeg"),
        ("{", "JSON"),
        ("[]", "object"),
        ('{"kind": "ww_weeks"}', "'id'"),
        ('{"id": [], "kind": "ww_weeks"}', "'id'"),
        ('{"id": 1}', "'kind'"),
        ('{"id": 1, "kind": "end_of_employment"}', "'route'"),
        ('{"id": 1, "kind": "ww_weeks", "lang": "fr"}', "'lang'"),
        ('{"id": 1, "kind": "ww_weeks", "weeks_worked": "30"}', "'weeks_worked'"),
        ('{"id": 1, "kind": "ww_weeks", "weeks_worked": true}', "'weeks_worked'"),
        ('{"id": 1, "kind": "ww_weeks", "weeks_worked": 1.5}', "'weeks_worked'"),
        ('{"id": 1, "kind": "latest_notice", "out_of_service_from": "2026-02-30"}', "2026-02-30"),
        ('{"id": 1, "kind": "latest_notice", "out_of_service_from": "1-2-2026"}', "1-2-2026"),
        ('{"id": 1, "kind": "latest_notice", "out_of_service_from": "9999-01-01"}', "9999-01-01"),
        ('{"id": 1, "kind": "latest_notice", "month_end": "no"}', "'month_end'"),
        ('{"id": 1, "kind": "ww_amount", "monthly_wage": -5}', "'monthly_wage'"),
        ('{"id": 1, "kind": "ww_amount", "monthly_wage": 1e999999999}', "'monthly_wage'"),
        ('{"id": 1, "kind": "ww_amount", "monthly_wage": Infinity}', "'monthly_wage'"),
        ('{"id": 1, "kind": "end_of_employment", "route": "trial_period", "work_days": []}', "'work_days'"),
        ('{"id": 1, "kind": "end_of_employment", "route": "trial_period", "work_days": [0]}', "'work_days'"),
        ('{"id": 1, "kind": "what_if", "route": "trial_period"}', "'changes'"),
        ('{"id": 1, "kind": "what_if", "route": "trial_period", "changes": {"colour": 1}}', "colour"),
        ('{"id": 1, "kind": "ww_weeks", "today": "yesterday"}', "'today'"),
    ],
)
def test_an_invalid_line_says_what_is_wrong(calculator: Calculator, line: str, named: str) -> None:
    ((answer, ok),) = calculator.raw(line)
    assert not ok and named in answer["error"]
    assert set(answer) == {"id", "error"}


def test_errors_in_english_too(calculator: Calculator) -> None:
    answer = calculator.answer("ww_weeks", weeks_worked="many", lang="en")
    assert answer["error"].startswith("The field 'weeks_worked' must be")


def test_unknown_fields_are_pointed_out(calculator: Calculator) -> None:
    answer = calculator.answer("ww_weeks", weeks_worked=30, weeks_wroked=20)
    (warning,) = answer["warnings"]
    assert warning["code"] == "unknown_fields" and "weeks_wroked" in warning["text"]


def test_a_value_that_is_missing_is_explained(calculator: Calculator) -> None:
    answer = calculator.end("settlement")
    for name in ("last_day", "first_ww_day", "cancel_until"):
        assert answer[name] is None
        assert any(name in remark.get("fields", []) for remark in answer["undetermined"])


def test_the_order_of_fields_and_strange_fields_change_nothing(calculator: Calculator) -> None:
    rng = random.Random(5)
    for _ in range(200):
        case = random_case(rng)
        mixed = list(case.items())
        rng.shuffle(mixed)
        assert calculator.raw(json.dumps(case)) == calculator.raw(json.dumps(dict(mixed)))


def test_random_cases_all_get_an_answer(calculator: Calculator) -> None:
    rng = random.Random(20261122)
    results = calculator.raw(*(json.dumps(random_case(rng)) for _ in range(3000)))
    assert len(results) == 3000
    for answer, ok in results:
        assert answer["id"] is not None
        if ok:
            assert {"steps", "warnings", "undetermined"} <= set(answer)
            json.dumps(answer, ensure_ascii=False).encode()
        else:
            assert len(answer["fields"]) == 2 and answer["error"]
    assert sum(ok for _, ok in results) > 1500


def test_five_thousand_broken_lines_each_get_an_error(calculator: Calculator) -> None:
    rng = random.Random(42)
    for line in (broken_line(rng) for _ in range(5000)):
        ((answer, ok),) = calculator.raw(line)
        assert not ok, line
        assert answer["error"].endswith("."), line
        json.dumps(answer, ensure_ascii=False).encode()


def test_a_later_what_if(calculator: Calculator) -> None:
    answer = calculator.answer(
        "what_if",
        route="settlement",
        service_start="2019-06-01",
        agreed_on="2026-11-25",
        agreed_last_day="2027-01-31",
        changes={"agreed_on": "2026-12-02"},
    )
    assert answer["differences"][:1] == [{"field": "first_ww_day", "before": "2027-02-01", "after": "2027-03-01"}]
    assert {"first_ww_day_later", "gap_changed"} <= codes(answer["remarks"])


def test_the_timeline_of_a_line(calculator: Calculator) -> None:
    answer = calculator.answer(
        "timeline", route="employer_notice", service_start="2014-06-01", notice_received="2026-11-16"
    )
    days = [entry["day"] for entry in answer["timeline"]]
    assert days == sorted(days) and "2027-03-08" in days
    assert all(entry["what"] and entry["do"] for entry in answer["timeline"])
