"""The set of common occupations that comes with the assistant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy import sparse

from bot.selfcheck.model import Group, Occupation, OccupationSet

SOURCE = "shipped"


def read_shipped(folder: Path) -> OccupationSet:
    """`competences.yml` and `occupations.yml` in `folder`. Every competence is a skill and a group of its own.

    Raises ValueError that names the occupation and what is wrong with it.
    """
    competences: dict[str, Any] = yaml.safe_load((folder / "competences.yml").read_text(encoding="utf-8"))
    entries: dict[str, Any] = yaml.safe_load((folder / "occupations.yml").read_text(encoding="utf-8"))
    places = {name: place for place, name in enumerate(competences)}
    names = sorted(entries)
    for name in names:
        _check(name, entries[name], places)
    return OccupationSet(
        occupations=tuple(_occupation(name, entries[name]) for name in names),
        groups=tuple(_group(name, entry) for name, entry in competences.items()),
        essential=_matrix([[places[one] for one in entries[name]["does"]] for name in names], len(places)),
        optional=_matrix([[places[one] for one in entries[name]["may"]] for name in names], len(places)),
        skill_groups=sparse.csr_matrix(np.eye(len(places))),
        source=SOURCE,
    )


def _check(name: str, entry: Mapping[str, Any], places: Mapping[str, int]) -> None:
    asked = [*entry.get("does", ()), *entry.get("may", ())]
    problems = {
        "unknown competence " + ", ".join(sorted(set(asked) - set(places))): not set(asked) <= set(places),
        "a competence comes twice": len(asked) != len(set(asked)),
        "no competences under 'does'": not entry.get("does"),
        "'isco' must be four digits between quotation marks": not _is_isco(entry.get("isco")),
        "'level' must be 1 to 4": entry.get("level") not in (1, 2, 3, 4),
        "the title in 'nl' or 'en' is missing": not (entry.get("nl") and entry.get("en")),
    }
    wrong = [problem for problem, there in problems.items() if there]
    if wrong:
        msg = f"occupation '{name}': {'; '.join(wrong)}"
        raise ValueError(msg)


def _is_isco(code: Any) -> bool:
    return isinstance(code, str) and len(code) == 4 and code.isdigit()


def _occupation(name: str, entry: Mapping[str, Any]) -> Occupation:
    also = (*entry.get("also_nl", ()), *entry.get("also_en", ()))
    return Occupation(name, entry["isco"], {"nl": entry["nl"], "en": entry["en"]}, also, entry["level"])


def _group(name: str, entry: Mapping[str, str]) -> Group:
    examples = {"nl": entry["example_nl"], "en": entry["example_en"]}
    return Group(name, {"nl": entry["nl"], "en": entry["en"]}, examples=examples)


def _matrix(rows: list[list[int]], width: int) -> Any:
    dense = np.zeros((len(rows), width))
    for row, columns in enumerate(rows):
        dense[row, columns] = 1.0
    return sparse.csr_matrix(dense)
