"""Finding an occupation by what people call it: exact titles first, then the likeliest, typing mistakes and all."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.selfcheck.model import Occupation, OccupationSet

SHOWN = 5
LEAST_ALIKE = 0.25
HALF_AS_GOOD = 0.5
"""What is less than half as like as the best is left out: it would only confuse."""
LIKELY = 0.6
"""From this likeness on, what was typed can hardly be anything but a title."""
LONGEST = 80
"""Characters read of what was typed; a longer text is not a title."""
_NOISE = re.compile(
    r"\b(ik ben|ik werk|ik was|ik doe|werkte?|als|een|mijn|beroep|baan|is|was|nu|momenteel|altijd|gewoon|jaar|bij|in|op"
    r"|voor|de|het|i am|i m|i was|i work|i do|an?|my job|as|at|the|for|years?|now|just)\b"
)


def plain_title(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces."""
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


class TitleIndex:
    """Looks titles up in a set of occupations, in all its languages at once."""

    def __init__(self, occupations: OccupationSet) -> None:
        self._set = occupations
        self._preferred: dict[str, list[int]] = {}
        self._known: dict[str, list[int]] = {}
        for row, occupation in enumerate(occupations.occupations):
            for title in occupation.titles.values():
                self._preferred.setdefault(plain_title(title), []).append(row)
            for title in (*occupation.titles.values(), *occupation.also):
                self._known.setdefault(plain_title(title), []).append(row)
        self._titles = sorted(title for title in self._known if title)

    def find(self, text: str, most: int = SHOWN) -> tuple[Occupation, ...]:
        """At most `most` occupations for what somebody typed, the likeliest first; none if nothing is like it.

        An exact title goes first, then an exact other title, then the likeliest by the pieces of words they share.
        """
        typed = plain_title(text[:LONGEST])
        bare = " ".join(_NOISE.sub(" ", typed).split()) or typed
        rows: list[int] = []
        for said in dict.fromkeys((typed, bare)):
            rows += [*self._preferred.get(said, ()), *self._known.get(said, ())]
        if bare:
            rows += self._alike(bare)
        return tuple(self._set.occupations[row] for row in dict.fromkeys(rows))[:most]

    def knows(self, text: str) -> bool:
        """Whether `text` is a title, with or without 'I am a' before it."""
        typed = plain_title(text[:LONGEST])
        return bool(typed) and (typed in self._known or " ".join(_NOISE.sub(" ", typed).split()) in self._known)

    def likely(self, text: str) -> bool:
        """Whether `text` is a title, or so like one that it can hardly be something else."""
        if self.knows(text):
            return True
        bare = " ".join(_NOISE.sub(" ", plain_title(text[:LONGEST])).split())
        vectorizer, titles = self._vectors
        return bool(bare) and float((titles @ vectorizer.transform([bare]).T).max()) >= LIKELY

    def _alike(self, text: str) -> list[int]:
        vectorizer, titles = self._vectors
        likeness = (titles @ vectorizer.transform([text]).T).toarray().ravel()
        best: dict[int, float] = {}
        lowest = max(LEAST_ALIKE, HALF_AS_GOOD * float(likeness.max(initial=0.0)))
        for place in np.nonzero(likeness >= lowest)[0]:
            for row in self._known[self._titles[place]]:
                best[row] = max(best.get(row, 0.0), round(float(likeness[place]), 9))
        return sorted(best, key=lambda row: (-best[row], row))

    @cached_property
    def _vectors(self) -> tuple[Any, Any]:
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        return vectorizer, vectorizer.fit_transform(self._titles)
