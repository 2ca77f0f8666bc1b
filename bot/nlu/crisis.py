"""The crisis guard: hears danger to life, the worker's own or somebody else's, also without the usual words.

Two ears: phrases written by hand (misspellings mended) and the classifier. It hears the whole message and each clause,
so that a cry inside a message about something else is not lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nlu.crisis_phrases import KEPT, MENDED, SAYINGS, STRONG, STRONG_SIGNS, WEAK
from bot.nlu.features import normalise
from bot.nlu.spelling import Lexicon

_STRONG = tuple(re.compile(pattern) for pattern in (*STRONG, *STRONG_SIGNS))
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
    """From which probability on the guard speaks; `weak` counts beside a weak phrase."""

    chance: float = 0.3
    chance_weak: float = 0.1
    clause: float = 0.6
    clause_weak: float = 0.4


def learn_limits(calm: NDArray[np.float32], alarms: float = 0.006) -> CrisisLimits:
    """The limit that at most `alarms` of the calm utterances reach; `calm` holds their chance of being a crisis."""
    chance = float(np.clip(np.quantile(calm, 1 - alarms), 0.08, 0.3))
    return CrisisLimits(chance=round(chance, 3), chance_weak=round(chance / 2, 3))


class CrisisGuard:
    """Weighs what the classifier says by the phrases that are there."""

    def __init__(self, limits: CrisisLimits | None = None) -> None:
        self.limits = limits or CrisisLimits()

    def hears(self, text: str, chance: float, clause_chance: float = 0.0) -> bool:
        """Whether `text` means danger, given the chance of the whole text and the highest chance of its clauses."""
        strength = phrase_strength(text)
        if strength == 1.0:
            return True
        limits = self.limits
        if strength:
            return chance >= limits.chance_weak or clause_chance >= limits.clause_weak
        return chance >= limits.chance or clause_chance >= limits.clause
