"""Occupations, what they ask of people, and the groups in which that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

OPTIONAL_WEIGHT = 0.5
LEAST_LIKE = 0.32
"""Below this likeness nothing is shown: the 99th percentile of all pairs of ESCO."""
ASKS = ("", "registered", "qualified", "licence")
_LEVELS = {"0": 2, "1": 4, "2": 4, "3": 3, "9": 1}
_MIDDLE = 2


@dataclass(frozen=True)
class Occupation:
    """One occupation. `isco` is its ISCO-08 code of four digits; `titles` the title by language.

    `also` are other titles under which people know it. `set_level` (1 to 4) stands in for the level of ISCO. `tasks` is
    one sentence by language on what somebody does in it, where there is one. `asks` is what the law asks first:
    registered, qualified, licence, or nothing.
    """

    id: str
    isco: str
    titles: Mapping[str, str]
    also: tuple[str, ...] = ()
    set_level: int | None = None
    tasks: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""

    @property
    def level(self) -> int:
        """Skill level of ISCO-08: 1 simple, 2 trained, 3 vocational, 4 higher education."""
        return self.set_level or _LEVELS.get(self.isco[:1], _MIDDLE)

    def title(self, lang: str) -> str:
        """The title in `lang`, else in Dutch."""
        return self.titles.get(lang) or self.titles["nl"]


@dataclass(frozen=True)
class Group:
    """Things that people do at work, named in plain words. `askable`: fit to ask somebody about.

    `examples` is one sentence by language that shows what is meant, where there is one.
    """

    id: str
    names: Mapping[str, str]
    askable: bool = True
    examples: Mapping[str, str] = field(default_factory=dict)

    def name(self, lang: str) -> str:
        """The name in `lang`, else in Dutch."""
        return self.names.get(lang) or self.names["nl"]


@dataclass(frozen=True, eq=False)
class OccupationSet:
    """All occupations with their skills. Rows of `essential` and `optional` are occupations, columns skills.

    `skill_groups` has a row a skill and a column a group. Entries are 0 or 1. Occupations are in the order of their id,
    so that equal scores are always ordered alike. Raises ValueError where sizes differ or an id comes twice.
    """

    occupations: Sequence[Occupation]
    groups: Sequence[Group]
    essential: Any
    optional: Any
    skill_groups: Any
    source: str
    least_like: float = LEAST_LIKE

    def __post_init__(self) -> None:
        ids = [occupation.id for occupation in self.occupations]
        if ids != sorted(set(ids)):
            msg = "occupations must be in the order of their id, each once"
            raise ValueError(msg)
        rows, skills = self.essential.shape
        if self.optional.shape != (rows, skills) or len(ids) != rows:
            msg = "occupations and skills do not fit together"
            raise ValueError(msg)
        if self.skill_groups.shape != (skills, len(self.groups)):
            msg = "skills and groups do not fit together"
            raise ValueError(msg)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Row by occupation id."""
        return {occupation.id: row for row, occupation in enumerate(self.occupations)}

    @cached_property
    def weights(self) -> Any:
        """1 for an essential skill, 0.5 for an optional one."""
        extra = self.optional - self.optional.multiply(self.essential)
        return sparse.csr_matrix(self.essential + OPTIONAL_WEIGHT * extra)

    @cached_property
    def idf(self) -> Any:
        """How telling each skill is: ln(occupations / occupations with it); 0 where no occupation has it."""
        return _idf(self.weights)

    @cached_property
    def group_weights(self) -> Any:
        """A row a skill: its weight shared out over its groups."""
        counts = np.asarray(self.skill_groups.sum(axis=1)).ravel()
        share = np.divide(1.0, counts, out=np.zeros_like(counts, dtype=float), where=counts > 0)
        return sparse.csr_matrix(sparse.diags(share) @ self.skill_groups)

    @cached_property
    def group_idf(self) -> Any:
        """How telling each group is."""
        return _idf(self.weights @ self.skill_groups)

    def get(self, occupation_id: str) -> Occupation | None:
        """The occupation with this id."""
        row = self.index.get(occupation_id)
        return None if row is None else self.occupations[row]


def _idf(weights: Any) -> Any:
    counts = np.asarray((weights > 0).sum(axis=0)).ravel()
    return np.where(counts > 0, np.log(weights.shape[0] / np.maximum(counts, 1)), 0.0)
