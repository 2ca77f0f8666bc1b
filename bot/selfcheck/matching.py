"""Occupations close to the present one: how much they share, what one can do already, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from bot.selfcheck.model import Group, Occupation, OccupationSet

UNASKED = 0.6
"""Confidence in a skill that was not asked about, of somebody who works with it now."""
LEAST_SURE = 0.1
"""Likeness never counts a skill of one's own work as wholly absent, however low the answers are."""
MISSING_BELOW = 0.5
"""Below the answer 'with a little help' a thing is still to learn."""
ABLE_FROM = 0.75
"""The answer 'I can do that myself': from here on a skill counts in full as something one can do."""
FIELD_BONUS = (0.04, 0.06, 0.06)
"""Added for each of the first three digits of ISCO that agree; chosen on the tuning half of the test data."""
NEAR, ELSEWHERE = 3, 2
_MOST_OF_A_KIND = 2
_STEP_UP = 2
_TELL = 3
_REGISTERED = "registered"


@dataclass(frozen=True)
class Match:
    """An occupation nearby. `score` orders the list and is not a chance. `coverage` is 0 to 1: what one can do already.

    `shared` and `gaps` are at most three groups each, heaviest first; `level_step` is the difference in skill level.
    """

    occupation: Occupation
    score: float
    coverage: float
    shared: tuple[Group, ...]
    gaps: tuple[Group, ...]
    level_step: int

    @property
    def out_of_ten(self) -> int:
        """Coverage in tenths, rounded half up."""
        return int(self.coverage * 10 + 0.5)


@dataclass(frozen=True)
class Matches:
    """Close to the present work, and in another direction; both may be empty."""

    near: tuple[Match, ...] = ()
    elsewhere: tuple[Match, ...] = ()

    @property
    def all(self) -> tuple[Match, ...]:
        """Both lists, near ones first."""
        return self.near + self.elsewhere


class Matcher:
    """Compares occupations by what they ask of people. `answers` are groups with 0 to 1: how well one can do them."""

    def __init__(self, occupations: OccupationSet) -> None:
        self._set = occupations
        self._idf = sparse.diags(occupations.idf)

    @cached_property
    def _skill_rows(self) -> Any:
        return _unit_rows(self._set.weights @ self._idf)

    @cached_property
    def _group_rows(self) -> Any:
        return _unit_rows(self._as_groups(self._set.weights))

    def _as_groups(self, weights: Any) -> Any:
        return np.sqrt(sparse.csr_matrix(weights @ self._set.group_weights)) @ sparse.diags(self._set.group_idf)

    def scores(self, occupation_id: str, answers: Mapping[str, float] | None = None) -> Any:
        """The likeness of every occupation, in the order of the set: half by skills, half by groups.

        Raises KeyError for an unknown occupation.
        """
        row = self._set.index[occupation_id]
        own = self._set.weights[row].multiply(np.maximum(self._confidence(answers or {}), LEAST_SURE)).tocsr()
        skills = self._skill_rows @ _unit_rows(own @ self._idf).T
        groups = self._group_rows @ _unit_rows(self._as_groups(own)).T
        return 0.5 * skills.toarray().ravel() + 0.5 * groups.toarray().ravel()

    def field_scores(self, occupation_id: str, answers: Mapping[str, float] | None = None) -> Any:
        """`scores`, with a bonus for the same field of work: the more first digits of ISCO agree, the higher."""
        own = self._set.occupations[self._set.index[occupation_id]].isco
        total = self.scores(occupation_id, answers)
        for digits, bonus in enumerate(FIELD_BONUS, start=1):
            total = total + bonus * np.array([other.isco[:digits] == own[:digits] for other in self._set.occupations])
        return total

    def matches(self, occupation_id: str, answers: Mapping[str, float] | None = None) -> Matches:
        """Three occupations close by and two in another direction, none below the lowest likeness worth showing."""
        answers = answers or {}
        row = self._set.index[occupation_id]
        present = self._set.occupations[row]
        plain, with_bonus = self.scores(occupation_id, answers), self.field_scores(occupation_id, answers)
        near = self._pick(present, with_bonus, plain, NEAR, ())
        taken = tuple(found.occupation.id for found, _ in near)
        others = self._pick(present, plain, plain, ELSEWHERE, taken, elsewhere=True)
        return Matches(
            tuple(self._explain(row, answers, found, likeness) for found, likeness in _sorted(near)),
            tuple(self._explain(row, answers, found, likeness) for found, likeness in _sorted(others)),
        )

    def _pick(
        self, present: Occupation, order: Any, plain: Any, most: int, taken: tuple[str, ...], *, elsewhere: bool = False
    ) -> list[tuple[Any, float]]:
        units: Counter[str] = Counter()
        picked: list[tuple[Any, float]] = []
        for row in np.lexsort((np.arange(len(order)), -np.round(order, 12))):
            other = self._set.occupations[row]
            if len(picked) == most:
                break
            if plain[row] < self._set.least_like or other.id == present.id or other.id in taken:
                continue
            if not _within_reach(present, other) or (elsewhere and other.isco[:2] == present.isco[:2]):
                continue
            if units[other.isco] == _MOST_OF_A_KIND:
                continue
            units[other.isco] += 1
            picked.append((_Row(int(row), other), float(order[row])))
        return picked

    def _explain(self, row: int, answers: Mapping[str, float], found: _Row, likeness: float) -> Match:
        confidence = self._confidence(answers)
        own = self._set.weights[row]
        able = np.minimum(confidence / ABLE_FROM, 1.0)
        owned = np.asarray((own > 0).multiply(able).todense()).ravel()
        needed = np.asarray(self._set.essential[found.row].multiply(self._set.idf).todense()).ravel()
        total = needed.sum()
        lacking = np.where(owned * ABLE_FROM < MISSING_BELOW, needed * (1 - owned), 0.0)
        missing = sparse.csr_matrix(lacking) @ self._set.skill_groups
        together = self._as_groups(own.multiply(confidence)).multiply(self._as_groups(self._set.weights[found.row]))
        return Match(
            occupation=found.occupation,
            score=likeness,
            coverage=float((needed * owned).sum() / total) if total else 0.0,
            shared=self._heaviest(together),
            gaps=self._heaviest(missing),
            level_step=found.occupation.level - self._set.occupations[row].level,
        )

    def _heaviest(self, weights: Any) -> tuple[Group, ...]:
        dense = np.round(np.asarray(weights.todense()).ravel(), 12)
        order = np.lexsort((np.arange(len(dense)), -dense))
        told = (self._set.groups[group] for group in order if dense[group] > 0)
        return tuple(group for group in told if group.askable)[:_TELL]

    def _confidence(self, answers: Mapping[str, float]) -> Any:
        """For every skill how sure one is of it: the mean of the answers about its groups."""
        places = {group.id: place for place, group in enumerate(self._set.groups)}
        asked, given = np.zeros(len(places)), np.zeros(len(places))
        for name, value in sorted(answers.items()):
            if name in places:
                asked[places[name]], given[places[name]] = 1.0, value
        count, total = self._set.skill_groups @ asked, self._set.skill_groups @ given
        return np.where(count > 0, total / np.maximum(count, 1), UNASKED)


@dataclass(frozen=True)
class _Row:
    row: int
    occupation: Occupation


def _within_reach(present: Occupation, other: Occupation) -> bool:
    """No two steps up, and no occupation with a register of its own: its school takes years from any work."""
    return other.level - present.level < _STEP_UP and other.asks != _REGISTERED


def _sorted(picked: list[tuple[Any, float]]) -> list[tuple[Any, float]]:
    return sorted(picked, key=lambda pair: (-round(pair[1], 12), pair[0].occupation.id))


def _unit_rows(rows: Any) -> Any:
    rows = sparse.csr_matrix(rows)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_matrix(
        sparse.diags(np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)) @ rows
    )
