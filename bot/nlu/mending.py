"""Puts misspelled words right, with the words of the training utterances as the dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.nlu.features import normalise
from bot.nlu.spelling import distance

_WORD = re.compile(r"[a-zà-ÿ]+", re.IGNORECASE)
_WORDS_AND_REST = re.compile(f"({_WORD.pattern})", re.IGNORECASE)
SHORTEST = 4
LONG = 8
"""From so many letters on, two mistakes are allowed in one word."""


class Mender:
    """Knows words, the most frequent first; a word that occurred once is left alone but never a correction."""

    def __init__(self, frequent: Sequence[str], rare: Iterable[str]) -> None:
        self.frequent = list(frequent)
        self.rare = sorted(rare)
        self._known = {*self.frequent, *self.rare}
        self._rank = {word: place for place, word in enumerate(self.frequent)}
        self._without: dict[str, list[str]] = {}
        self._begins: dict[str, list[str]] = {}
        for word in self.frequent:
            if len(word) >= SHORTEST:
                for form in _forms(word):
                    self._without.setdefault(form, []).append(word)
            if len(word) >= LONG:
                self._begins.setdefault(word[:2], []).append(word)
        self.replacement = lru_cache(maxsize=1 << 14)(self._replacement)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Mender:
        """The words of `texts`; frequent are those of at least two of them."""
        seen = Counter(word for text in texts for word in {normalise(found) for found in _WORD.findall(text)})
        ranked = [word for word, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0]))]
        return cls([word for word in ranked if seen[word] > 1], [word for word in ranked if seen[word] == 1])

    def mend(self, text: str) -> tuple[str, float]:
        """`text` with unknown words replaced by the known word that they most likely are, and the share of words replaced."""
        parts = _WORDS_AND_REST.split(text)  # rest, word, rest, word, ... rest
        words = parts[1::2]
        parts[1::2] = [self.replacement(word) for word in words]
        changed = sum(one != other for one, other in zip(words, parts[1::2], strict=True))
        return "".join(parts), changed / len(words) if words else 0.0

    def _replacement(self, word: str) -> str:
        plain = normalise(word)
        found = self._word(plain)
        return word if found == plain else found

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._known:
            return word
        near = {known for form in _forms(word) for known in self._without.get(form, ())}
        found = self._best(word, near, 1)
        if found is None and len(word) >= LONG:
            found = self._best(word, self._begins.get(word[:2], ()), 2)
        return found or word

    def _best(self, word: str, candidates: Iterable[str], most: int) -> str | None:
        gaps = ((distance(word, known, most), self._rank[known], known) for known in candidates)
        return min((gap for gap in gaps if gap[0] <= most), default=(0, 0, None))[2]


def _forms(word: str) -> set[str]:
    """The word itself, and the word with each one of its letters left out: two words one mistake apart share a form."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
