"""Which statements somebody gets: at most six about the own trade, then the same eleven for everybody."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from bot.selfcheck.model import Group, OccupationSet

TRADE = tuple(f"v{number}" for number in range(1, 7))
COMMON = ("t1", "t2", "t3", "t4", "t5", "t6", "z1", "z2", "z3", "z4", "r1")
STATEMENTS = TRADE + COMMON
OUTLOOKS = ("enough", "less", "gone")
BREADTHS = ("same", "varied")
DIPLOMAS = ("none", "vmbo", "mbo2", "mbo4", "havo_vwo", "hbo", "wo", "other")
_FEWEST_SKILLS = 2


def trade_groups(occupations: OccupationSet, occupation_id: str | None) -> tuple[Group, ...]:
    """The heaviest groups of an occupation, to ask about: first what everybody in it does. None without an occupation.

    A group counts with at least two skills of the occupation, or one where each group is a single skill.
    """
    row = occupations.index.get(occupation_id or "")
    if row is None:
        return ()
    own = occupations.weights[row]
    heavy, always = (_by_group(occupations, skills) for skills in (own, occupations.essential[row]))
    counts = np.asarray(((own > 0).astype(float) @ occupations.skill_groups).todense()).ravel()
    fewest = _FEWEST_SKILLS if _several_skills(occupations) else 1
    order = np.lexsort((np.arange(len(heavy)), -np.round(heavy, 12)))
    fit = [place for place in order if counts[place] >= fewest and occupations.groups[place].askable][: len(TRADE)]
    return tuple(occupations.groups[place] for place in sorted(fit, key=lambda place: always[place] == 0))


def _by_group(occupations: OccupationSet, skills: Any) -> Any:
    """How heavily skills, weighed by rarity, weigh in each group."""
    weighed = skills.multiply(occupations.idf) @ occupations.group_weights
    return np.asarray(weighed.todense()).ravel()


def asked_statements(occupations: OccupationSet, occupation_id: str | None) -> tuple[str, ...]:
    """The names of the statements for somebody with this occupation, in order."""
    return TRADE[: len(trade_groups(occupations, occupation_id))] + COMMON


def _several_skills(occupations: OccupationSet) -> bool:
    return bool(sparse.csr_matrix(occupations.skill_groups).sum(axis=0).max() > 1)
