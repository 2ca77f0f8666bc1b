"""Phrases of danger to life, the worker's own or somebody else's, with misspellings mended and sayings left out."""

from __future__ import annotations

import re

from bot.nlu.crisis_phrases import KEPT, MENDED, SAYINGS, STRONG, STRONG_SIGNS, WEAK
from bot.nlu.features import normalise
from bot.nlu.spelling import Lexicon

_STRONG = tuple(re.compile(pattern) for pattern in STRONG)
_SIGNS = tuple(re.compile(pattern) for pattern in STRONG_SIGNS)
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


def phrases_in(text: str) -> tuple[bool, bool, bool]:
    """Whether `text` holds a strong phrase, a sign, and a weak phrase, each counted for itself."""
    mended = mend(text)
    return (
        any(pattern.search(mended) for pattern in _STRONG),
        any(pattern.search(mended) for pattern in _SIGNS),
        any(pattern.search(mended) for pattern in _WEAK),
    )
