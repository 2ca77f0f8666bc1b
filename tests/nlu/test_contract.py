"""`vroegwijzer understand`: a line in, a line out, and a clear error for a line that cannot be read."""

import json
from datetime import datetime

import pytest

from bot.clock import AMSTERDAM
from bot.contracts.understand import understand_lines
from bot.nlu import Understander

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)


def ask(small: Understander, **fields: object) -> tuple[dict, bool]:
    return next(iter(understand_lines([json.dumps(fields)], small, NOW)))


def test_a_line_gets_its_id_intent_confidence_and_decision(small: Understander) -> None:
    result, fine = ask(small, id="a1", text="hoe lang krijg ik ww")
    assert fine
    assert result["id"] == "a1"
    assert result["intent"] == "ask_ww_duration"
    assert 0 < result["confidence"] <= 1
    assert result["decision"] in {"act", "confirm", "fallback"}
    assert result["language"] == "nl"
    assert "value" not in result


def test_a_bare_date_answers_the_question_that_was_asked(small: Understander) -> None:
    result, fine = ask(small, id=1, text="1 maart 2027", question="end_date", now="2026-11-22T10:00")
    assert fine
    assert result["intent"] == "inform"
    assert result["decision"] == "act"
    assert result["value"] == {"outcome": "date", "start": "2027-03-01", "grain": "day"}


def test_a_bare_yes_and_no_answer_the_question(small: Understander) -> None:
    assert ask(small, id=1, text="ja", question="end_date")[0]["intent"] == "affirm"
    assert ask(small, id=1, text="nee", question="end_date")[0]["intent"] == "deny"


def test_a_side_question_stays_a_question(small: Understander) -> None:
    result, _ = ask(small, id=1, text="hoe hoog is mijn uitkering?", question="end_date")
    assert result["intent"] == "ask_ww_amount"
    assert result["value"] == {"outcome": "none"}


def test_a_cry_for_help_is_no_answer_to_a_question(small: Understander) -> None:
    result, _ = ask(small, id=1, text="op 1 maart 2027 maak ik een eind aan mijn leven", question="end_date")
    assert result["intent"] == "crisis"
    assert result["crisis"] is True


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not valid JSON"),
        ("[1]", "JSON object"),
        ('{"id": 7}', "text is missing"),
        ('{"id": 7, "text": 5}', "text is missing"),
        ('{"id": 7, "text": "hallo", "question": "colour"}', "not known"),
        ('{"id": 7, "text": "hallo", "now": "tomorrow"}', "ISO date-time"),
    ],
)
def test_an_invalid_line_is_answered_with_what_is_wrong(small: Understander, line: str, problem: str) -> None:
    result, fine = next(iter(understand_lines([line], small, NOW)))
    assert not fine
    assert problem in result["error"]
    assert result["id"] == (7 if '"id"' in line else None)


def test_lines_after_an_invalid_one_are_still_answered_in_order(small: Understander) -> None:
    lines = ['{"id": 1, "text": "hallo"}', "oops", "", '{"id": 3, "text": "nee"}']
    results = list(understand_lines(lines, small, NOW))
    assert [(result["id"], fine) for result, fine in results] == [(1, True), (None, False), (3, True)]
