"""Recognises a known word in a misspelled one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def distance(left: str, right: str, most: int) -> int:
    """Letters to insert, drop, change or swap to turn `left` into `right`; `most + 1` where it is more than `most`."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i, *[0] * len(right)]
        for j, other in enumerate(right, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


class Lexicon:
    """A list of words, each with the misspellings that count as it: one letter from five letters on, two from nine."""

    def __init__(self, words: Iterable[str], kept: Iterable[str] = ()) -> None:
        self._long = sorted({word for word in words if len(word) >= 5})
        self._kept = frozenset(kept) | frozenset(self._long)
        self.nearest = lru_cache(maxsize=4096)(self._nearest)

    def _nearest(self, word: str) -> str:
        """The known word that `word` is, or is a misspelling of; else `word` itself."""
        if word in self._kept or len(word) < 5:
            return word
        best, smallest = word, 3
        for known in self._long:
            if known[0] != word[0] and known[1] != word[1]:
                continue
            most = 2 if min(len(word), len(known)) >= 9 and known[:3] == word[:3] else 1
            gap = distance(word, known, most)
            if gap <= most and gap < smallest:
                best, smallest = known, gap
        return best
