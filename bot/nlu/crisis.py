"""The crisis guard: hears danger to life, the worker's own or somebody else's, also without the usual words.

Three ears: phrases written by hand (misspellings mended), the classifier, and the likeness to known cries for help.
It hears the whole message and each clause, so that a cry inside a message about something else is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nlu.crisis_phrases import KEPT, MENDED, SAYINGS, STRONG, WEAK
from bot.nlu.encoder import Vectors
from bot.nlu.features import normalise
from bot.nlu.spelling import Lexicon

_STRONG = tuple(re.compile(pattern) for pattern in STRONG)
_WEAK = tuple(re.compile(pattern) for pattern in WEAK)
_SAYINGS = tuple(re.compile(pattern) for pattern in SAYINGS)
_LEXICON = Lexicon(MENDED, KEPT)


def mend(text: str) -> str:
    """Normalised text without punctuation; misspelled words of the phrases are put right, sayings are gone."""
    words = re.findall(r"[a-z0-9]+", normalise(text).replace("'", ""))
    mended = " ".join(_LEXICON.nearest(word) for word in words)
    for saying in _SAYINGS:
        mended = saying.sub(" ", mended)
    return mended


def phrase_strength(text: str) -> float:
    """1 for a strong phrase, 0.5 for a weak one, 0 for none."""
    mended = mend(text)
    if any(pattern.search(mended) for pattern in _STRONG):
        return 1.0
    return 0.5 if any(pattern.search(mended) for pattern in _WEAK) else 0.0


@dataclass(frozen=True)
class CrisisLimits:
    """From which probability or likeness on the guard speaks; `weak` counts beside a weak phrase."""

    chance: float = 0.3
    chance_weak: float = 0.1
    likeness: float = 0.02


def learn_limits(calm: NDArray[np.float32], alarms: float = 0.004) -> CrisisLimits:
    """The limit that at most `alarms` of the calm utterances reach; `calm` holds their chance of being a crisis."""
    chance = float(np.clip(np.quantile(calm, 1 - alarms), 0.08, 0.5))
    return CrisisLimits(chance=round(chance, 3), chance_weak=round(chance / 3, 3))


class CrisisGuard:
    """Compares vectors with known cries for help and with everything else."""

    def __init__(self, cries: Vectors, others: Vectors, limits: CrisisLimits | None = None) -> None:
        self.cries = cries
        self.others = others
        self.limits = limits or CrisisLimits()

    def likeness(self, vector: Vectors) -> float:
        """How much nearer the nearest three cries are than the nearest three other utterances (cosine)."""
        if not len(self.cries) or not len(self.others):
            return -1.0
        return _nearest(self.cries, vector) - _nearest(self.others, vector)

    def hears(self, text: str, chances: Sequence[float], vectors: Sequence[Vectors]) -> bool:
        """Whether `text` means danger; `chances` and `vectors` are of the whole text and of its clauses."""
        strength = phrase_strength(text)
        if strength == 1.0:
            return True
        limit = self.limits.chance_weak if strength else self.limits.chance
        if max(chances, default=0.0) >= limit:
            return True
        return (
            bool(strength) and max((self.likeness(vector) for vector in vectors), default=-1.0) >= self.limits.likeness
        )


def _nearest(rows: Vectors, vector: Vectors) -> float:
    near = np.partition(rows @ vector, -min(3, len(rows)))[-3:]
    return float(near.mean())
