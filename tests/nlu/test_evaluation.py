"""The figures of an evaluation, its report, and the comparison with an earlier one."""

from datetime import date
from pathlib import Path

import pytest

from bot.nlu import Example, Understander
from bot.nlu.evaluate import EvaluationPlan, evaluate
from bot.nlu.measure import Judged, figures


def judged(true: str, heard: str, confidence: float, decision: str) -> Judged:
    return Judged(Example("x", true, "nl", "typo"), heard, confidence, decision)


def test_only_acting_on_a_wrong_intent_counts_as_a_wrong_act() -> None:
    found = figures([judged("a", "a", 0.9, "act"), judged("a", "b", 0.8, "act"), judged("a", "b", 0.4, "confirm")])
    assert found["top1"] == pytest.approx(1 / 3, abs=1e-3)
    assert found["acted_wrongly"] == pytest.approx(1 / 3, abs=1e-3)
    assert found["by_intent"]["a"]["taken_for"] == {"b": 2}


def test_crisis_and_off_topic_have_their_own_figures() -> None:
    found = figures(
        [
            judged("crisis", "crisis", 1, "act"),
            judged("crisis", "greet", 0.5, "act"),
            judged("greet", "crisis", 0.9, "act"),
            judged("out_of_scope", "greet", 0.3, "fallback"),
        ]
    )
    assert found["crisis"] == {"caught": 0.5, "cries": 2, "false_alarms": 0.5, "calm": 2}
    assert found["off_topic"]["declined_or_asked"] == 1.0


def test_an_honest_confidence_has_no_gap() -> None:
    found = figures([judged("a", "a", 0.5, "act"), judged("a", "b", 0.5, "act")])
    assert found["calibration_error"] == 0


def test_a_report_is_written_and_compared_with_the_day_before(small: Understander, tmp_path: Path) -> None:
    training, sets = tmp_path / "nlu" / "nl", tmp_path / "evaluation"
    training.mkdir(parents=True)
    sets.mkdir()
    (training / "a.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hallo\n')
    (sets / "intents_nl.yml").write_text(
        "- {intent: greet, style: plain, text: hallo}\n- {intent: deny, style: typo, text: neee}\n"
    )
    plan = EvaluationPlan(tmp_path / "nlu", sets, tmp_path / "reports", folds=0)
    evaluate(plan, date(2026, 11, 21), small)
    page = evaluate(plan, date(2026, 11, 22), small).read_text()
    assert "Compared with 2026-11-21" in page
    assert "stand in the training data: 1" in page
    assert (tmp_path / "reports" / "2026-11-22" / "intents_nl-confusion.svg").read_text().startswith("<svg")
