"""From answers to what somebody finds strong or hard: within the person, without norms, explainable by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from statistics import pstdev

HIGHEST = 5
ENOUGH = Fraction(2, 3)
_HELP_BELOW, _STRONG_FROM = 0.375, 0.70
_STRENGTH_FROM = 0.5
_FLAT = 0.10
_STRENGTHS, _TO_LEARN = 3, 2
_EVERYTHING = 1.0


class Band(Enum):
    """What a part's score is called. The borders are choices, not norms."""

    HELP = "help"
    UNDER_WAY = "under_way"
    STRONG = "strong"


class Part(Enum):
    """The parts of the check: the trade, work in general, looking for work, arranging things."""

    TRADE = "v"
    GENERAL = "t"
    SEARCH = "z"
    ARRANGE = "r"


ARRANGING = ("t1", "t6", "r1")
"""The statements that tell whether somebody arranges things alone."""


@dataclass(frozen=True)
class Findings:
    """What follows from the answers. `scores` (0 to 1) only where two thirds of a part was answered.

    `strengths` and `to_learn` are statements by name; both are empty where the answers hardly differ (`flat`).
    `answered` is the share of the statements answered.
    """

    scores: Mapping[Part, float]
    strengths: tuple[str, ...]
    to_learn: tuple[str, ...]
    flat: bool
    answered: float

    @property
    def bands(self) -> dict[Part, Band]:
        """What the score of each part is called."""
        return {part: band(score) for part, score in self.scores.items()}


def value(answer: int) -> float:
    """An answer of 1 to 5 as 0 to 1. Raises ValueError for another number."""
    if not 1 <= answer <= HIGHEST:
        msg = f"an answer is 1 to {HIGHEST}, not {answer}"
        raise ValueError(msg)
    return (answer - 1) / (HIGHEST - 1)


def findings(asked: Sequence[str], answers: Mapping[str, int]) -> Findings:
    """What the `answers` (statement to 1..5; skipped ones absent) say about the statements `asked`, in their order."""
    values = {name: value(answers[name]) for name in asked if name in answers}
    flat = len(values) > 1 and pstdev(values.values()) < _FLAT
    place = {name: place for place, name in enumerate(asked)}
    order = sorted(values, key=lambda name: (-values[name], place[name]))
    strong = [name for name in order if values[name] >= _STRENGTH_FROM]
    weak = sorted((name for name in values if values[name] < _STRENGTH_FROM), key=lambda n: (values[n], place[n]))
    return Findings(
        scores=_scores(asked, values),
        strengths=() if flat else tuple(strong[:_STRENGTHS]),
        to_learn=() if flat else tuple(weak[:_TO_LEARN]),
        flat=flat,
        answered=len(values) / len(asked) if asked else 0.0,
    )


def band(score: float) -> Band:
    """The name of a score of 0 to 1."""
    if score < _HELP_BELOW:
        return Band.HELP
    return Band.STRONG if score >= _STRONG_FROM else Band.UNDER_WAY


def members(part: Part, asked: Sequence[str]) -> list[str]:
    """The statements of `asked` that count for a part; arranging things borrows two of another part."""
    if part is Part.ARRANGE:
        return [name for name in asked if name in ARRANGING]
    return [name for name in asked if name.startswith(part.value)]


def _scores(asked: Sequence[str], values: Mapping[str, float]) -> dict[Part, float]:
    found = {}
    for part in Part:
        counted = members(part, asked)
        told = [values[name] for name in counted if name in values]
        if counted and Fraction(len(told), len(counted)) >= ENOUGH:
            found[part] = sum(told) / len(told)
    return found
