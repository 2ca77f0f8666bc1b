"""The measured share on the published cases does not fall back (only where the measuring data is at hand)."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from bench.dates import POINT_GRAINS, half_of, judge, read_ours

SHARED = Path(os.environ.get("VROEGWIJZER_SHARED", Path(__file__).resolve().parents[3] / "shared"))
CASES = SHARED / "dates" / "cases.jsonl"


@pytest.mark.data
@pytest.mark.skipif(not CASES.exists(), reason="the measuring data is not beside the project")
@pytest.mark.parametrize("question", ["none", "fit"])
def test_the_half_that_no_rule_was_written_for_stays_above_the_norm(question: str) -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    chosen = [case for case in cases if case["grain"] in POINT_GRAINS and half_of(case["id"]) == "test"]
    verdicts = Counter(judge(case, read_ours(case, question)) for case in chosen)
    assert verdicts["right"] / len(chosen) >= 0.85
