"""Cuts a text into the word pieces that the sentence encoder knows (SentencePiece, unigram model)."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from bot.nlu.weights import Layout

START, END = 0, 2
_SPACE = "\u2581"
_LONGEST = 24


class WordPieces:
    """The most probable division of each word, from the piece list in the encoder's file."""

    def __init__(self, content: Any, layout: Layout) -> None:
        offsets = np.frombuffer(content, np.uint32, layout.pieces + 1, layout.piece_offsets).tolist()
        scores = np.frombuffer(content, np.float32, layout.pieces, layout.piece_scores)
        text = bytes(content[layout.piece_text : layout.piece_text + offsets[-1]])
        self._ids = {
            text[start:end].decode("utf-8", "replace"): index
            for index, (start, end) in enumerate(pairwise(offsets))
            if end > start
        }
        self._scores = scores.copy()
        self._unknown = layout.unknown
        self._unknown_score = float(scores.min()) - 10
        self._letters = str.maketrans(_letter_changes(content, layout))
        self._word = lru_cache(maxsize=20_000)(self._divide)

    def cut(self, text: str, most: int) -> list[int]:
        """Piece numbers of `text` between the start and the end mark, at most `most` of them beside the marks."""
        plain = re.sub(" +", " ", text.translate(self._letters)).removeprefix(" ")
        pieces = [piece for word in plain.split(" ") for piece in self._word(_SPACE + word)]
        return [START, *pieces[:most], END]

    def _divide(self, word: str) -> tuple[int, ...]:
        length = len(word)
        best = [0.0] + [-1e30] * length
        came: list[tuple[int, int]] = [(0, 0)] * (length + 1)
        for start in range(length):
            for end in range(start + 1, min(length, start + _LONGEST) + 1):
                index = self._ids.get(word[start:end])
                if index is None or index == self._unknown:
                    if end > start + 1:
                        continue
                    index, score = self._unknown, best[start] + self._unknown_score
                else:
                    score = best[start] + float(self._scores[index])
                if score > best[end]:
                    best[end], came[end] = score, (start, index)
        found: list[int] = []
        at = length
        while at:
            at, index = came[at]
            found.append(index)
        return tuple(reversed(found))


def _letter_changes(content: Any, layout: Layout) -> dict[str, str]:
    """Letters that are read as others: full-width forms, ligatures and the like."""
    count, at = layout.letters
    changes: dict[str, str] = {}
    for _ in range(count):
        letter, size = struct.unpack_from("<IB", content, at)
        changes[chr(letter)] = "".join(map(chr, struct.unpack_from(f"<{size}I", content, at + 5)))
        at += 5 + 4 * size
    return changes
