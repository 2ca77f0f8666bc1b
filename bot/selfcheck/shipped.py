"""The set of common occupations that comes with the assistant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy import sparse

from bot.selfcheck.model import ASKS, Group, Occupation, OccupationSet

SOURCE = "shipped"
LEAST_LIKE = 0.40
"""Higher than for ESCO: with so few competences, more pairs share some."""
_LANGUAGES = ("nl", "en")
_NAMES = ("also_nl", "also_en", "said_nl", "said_en")
"""Other titles, and how people tell their work in a few words: both only to find the occupation by."""


def read_shipped(folder: Path) -> OccupationSet:
    """`competences.yml`, `occupations.yml` and `required.yml` in `folder`. Every competence is a skill and a group.

    Raises ValueError that names the occupation and what is wrong with it.
    """
    competences: dict[str, Any] = yaml.safe_load((folder / "competences.yml").read_text(encoding="utf-8"))
    entries: dict[str, Any] = yaml.safe_load((folder / "occupations.yml").read_text(encoding="utf-8"))
    required: dict[str, Any] = yaml.safe_load((folder / "required.yml").read_text(encoding="utf-8"))
    _check_required(required, entries)
    places = {name: place for place, name in enumerate(competences)}
    names = sorted(entries)
    for name in names:
        _check(name, entries[name], places)
    return OccupationSet(
        occupations=tuple(_occupation(name, entries[name], required) for name in names),
        groups=tuple(_group(name, entry) for name, entry in competences.items()),
        essential=_matrix([[places[one] for one in entries[name]["does"]] for name in names], len(places)),
        optional=_matrix([[places[one] for one in entries[name]["may"]] for name in names], len(places)),
        skill_groups=sparse.csr_matrix(np.eye(len(places))),
        source=SOURCE,
        least_like=LEAST_LIKE,
    )


def _check(name: str, entry: Mapping[str, Any], places: Mapping[str, int]) -> None:
    asked = [*entry.get("does", ()), *entry.get("may", ())]
    problems = {
        "unknown competence " + ", ".join(sorted(set(asked) - set(places))): not set(asked) <= set(places),
        "a competence comes twice": len(asked) != len(set(asked)),
        "no competences under 'does'": not entry.get("does"),
        "'isco' must be four digits between quotation marks": not _is_isco(entry.get("isco")),
        "'level' must be 1 to 4": entry.get("level") not in (1, 2, 3, 4),
        "a title or a task in 'nl' or 'en' is missing": not all(
            entry.get(f"{kind}{lang}") for kind in ("", "task_") for lang in _LANGUAGES
        ),
    }
    wrong = [problem for problem, there in problems.items() if there]
    if wrong:
        msg = f"occupation '{name}': {'; '.join(wrong)}"
        raise ValueError(msg)


def _is_isco(code: Any) -> bool:
    return isinstance(code, str) and len(code) == 4 and code.isdigit()


def _check_required(required: Mapping[str, Any], entries: Mapping[str, Any]) -> None:
    for name, told in required.items():
        if name not in entries or told.get("asks") not in ASKS or not told.get("law"):
            msg = f"required.yml: '{name}' is no occupation, or lacks its law, or 'asks' is not {', '.join(ASKS[1:])}"
            raise ValueError(msg)


def _occupation(name: str, entry: Mapping[str, Any], required: Mapping[str, Any]) -> Occupation:
    also = tuple(title for kind in _NAMES for title in entry.get(kind, ()))
    titles, tasks = ({lang: entry[f"{kind}{lang}"] for lang in _LANGUAGES} for kind in ("", "task_"))
    asks = required.get(name, {}).get("asks", "")
    return Occupation(name, entry["isco"], titles, also, entry["level"], tasks, asks)


def _group(name: str, entry: Mapping[str, str]) -> Group:
    examples = {"nl": entry["example_nl"], "en": entry["example_en"]}
    return Group(name, {"nl": entry["nl"], "en": entry["en"]}, examples=examples)


def _matrix(rows: list[list[int]], width: int) -> Any:
    dense = np.zeros((len(rows), width))
    for row, columns in enumerate(rows):
        dense[row, columns] = 1.0
    return sparse.csr_matrix(dense)
