"""What people typed for their work, by two hands that had not seen the names in the shipped occupations."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.selfcheck import SelfCheck
from bot.settings import ROOT

SETS = sorted((ROOT / "data" / "evaluation" / "occupations").glob("*.yml"))
LEAST = 0.95


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_right_occupation_is_among_the_five_shown(check: SelfCheck, path: Path) -> None:
    asked = [one for one in yaml.safe_load(path.read_text(encoding="utf-8")) if one["right"]]
    missed = [one["text"] for one in asked if not set(one["right"]) & {o.id for o in check.titles.find(one["text"])}]
    assert len(missed) <= (1 - LEAST) * len(asked), missed


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_is_called_right_exists(check: SelfCheck, path: Path) -> None:
    for one in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert all(check.occupations.get(right) for right in one["right"]), one["text"]
