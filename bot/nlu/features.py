"""Words and letter groups of a text as a sparse vector: what the sentence encoder blurs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

BUCKETS = 1 << 16
_WORD = re.compile(r"[a-z0-9]+|[?!]")
_SHORT = {
    "ff": "even", "kga": "ik ga", "kheb": "ik heb", "kwil": "ik wil", "kben": "ik ben", "tis": "het is", "ga't": "gaat het",
    "wrm": "waarom", "wnr": "wanneer", "hvl": "hoeveel", "mn": "mijn", "m'n": "mijn", "zn": "zijn", "z'n": "zijn", "nie": "niet",
    "nx": "niks", "gwn": "gewoon", "idd": "inderdaad", "ipv": "in plaats van", "svp": "alstublieft", "aub": "alstublieft",
    "egt": "echt", "mss": "misschien", "msch": "misschien", "bv": "bijvoorbeeld", "dmv": "door middel van", "ivm": "in verband met",
    "vd": "van de", "vh": "van het", "wg": "werkgever", "afspr": "afspraak", "uvw": "uwv", "u": "you", "ur": "your", "pls": "please", "plz": "please",
    "thx": "thanks", "idk": "i do not know", "im": "i am", "i'm": "i am", "ive": "i have", "dont": "do not", "don't": "do not", "cant": "can not",
    "can't": "can not", "wanna": "want to", "gonna": "going to", "gotta": "have to", "r": "are",
}  # fmt: skip


def normalise(text: str) -> str:
    """Lower case, without accents, with phone language written out and letters repeated for feeling cut to two."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"([a-z!?.])\1{2,}", r"\1\1", plain)
    plain = re.sub(r"\b\d+([.,]\d+)*\b", "0", plain)
    words = plain.split()
    return " ".join(word if word == "u" else _SHORT.get(word, word) for word in words)


def _bucket(gram: str) -> int:
    return crc32(gram.encode()) % BUCKETS


@lru_cache(maxsize=1 << 15)
def _of_word(word: str) -> tuple[int, tuple[int, ...]]:
    """The bucket of the word, and those of its letter groups; the same words come again and again."""
    padded = f"<{word}>"
    groups = (padded[i : i + size] for size in (3, 4, 5) for i in range(len(padded) - size + 1))
    return _bucket(f"w {word}"), tuple(_bucket(group) for group in groups)


def hashed(text: str) -> dict[int, float]:
    """Bucket -> weight of one text; frequent groups weigh less than their count."""
    words = _WORD.findall(normalise(text))
    counts: defaultdict[int, float] = defaultdict(float)
    for word in words:
        whole, groups = _of_word(word)
        counts[whole] += 1.0
        for group in groups:
            counts[group] += 0.5
    for left, right in zip(["^", *words], [*words, "$"], strict=True):
        counts[_bucket(f"b {left} {right}")] += 1.0
    return dict(zip(counts, np.log1p(np.fromiter(counts.values(), np.float64, len(counts))).tolist(), strict=True))


class NgramFeatures:
    """Weighs groups by how rare they are in the training texts; rows have unit length."""

    def __init__(self, rarity: NDArray[np.float32]) -> None:
        self.rarity = rarity

    @classmethod
    def fit(cls, texts: Sequence[str]) -> NgramFeatures:
        """Learns the rarity of each bucket from `texts`."""
        seen = np.zeros(BUCKETS, np.float32)
        for text in texts:
            seen[list(hashed(text))] += 1
        return cls(np.where(seen > 0, np.log((1 + len(texts)) / (1 + seen)) + 1, 0).astype(np.float32))

    def row(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Buckets and weights of one text."""
        counts = hashed(text)
        buckets = np.fromiter(counts, np.int64, len(counts))
        weights = np.fromiter(counts.values(), np.float32, len(counts)) * self.rarity[buckets]
        length = float(np.linalg.norm(weights))
        return buckets, weights / length if length else weights

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """One sparse row a text."""
        rows = [self.row(text) for text in texts]
        starts = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
        columns = np.concatenate([buckets for buckets, _ in rows]) if rows else np.empty(0, np.int64)
        values = np.concatenate([weights for _, weights in rows]) if rows else np.empty(0, np.float32)
        return csr_matrix((values, columns, starts), shape=(len(rows), BUCKETS), dtype=np.float32)
