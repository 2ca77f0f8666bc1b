"""The measured shares on the published cases do not fall back (only where the measuring data is at hand)."""

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
@pytest.mark.parametrize(("half", "least_right", "most_wrong"), [("both", 0.85, 0.05), ("test", 0.84, 0.05)])
def test_enough_is_right_and_little_is_silently_wrong(
    half: str, least_right: float, most_wrong: float, question: str
) -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    chosen = [case for case in cases if case["grain"] in POINT_GRAINS and half in {"both", half_of(case["id"])}]
    verdicts = Counter(judge(case, read_ours(case, question)) for case in chosen)
    assert verdicts["right"] / len(chosen) >= least_right
    assert verdicts["wrong"] / len(chosen) <= most_wrong
