"""Pictures of an evaluation as SVG: which intents are taken for which, and how honest the confidence is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_CELL = 13
_LEFT = 190
_TOP = 190
_STYLE = "<style>text{font:10px sans-serif;fill:#222}.grid{stroke:#ddd}.axis{stroke:#222}</style>"


def confusion_svg(counts: Mapping[tuple[str, str], int]) -> str:
    """A square of intents: true ones down, heard ones across; blue is right, red is wrong, darker is more."""
    intents = sorted({name for pair in counts for name in pair})
    totals = {name: sum(count for (true, _), count in counts.items() if true == name) for name in intents}
    place = {name: index for index, name in enumerate(intents)}
    side = len(intents) * _CELL
    parts = [_open(_LEFT + side + 20, _TOP + side + 20, "True intents down, heard intents across")]
    for name, index in place.items():
        at = index * _CELL + 10
        parts.append(f'<text x="{_LEFT - 5}" y="{_TOP + at}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<text transform="translate({_LEFT + at},{_TOP - 5}) rotate(-90)">{escape(name)}</text>')
        for offset in (f'x1="{_LEFT}" x2="{_LEFT + side}" y1="{_TOP + index * _CELL}" y2="{_TOP + index * _CELL}"',
                       f'y1="{_TOP}" y2="{_TOP + side}" x1="{_LEFT + index * _CELL}" x2="{_LEFT + index * _CELL}"'):  # fmt: skip
            parts.append(f'<line class="grid" {offset}/>')
    for (true, heard), count in sorted(counts.items()):
        part = count / totals[true]
        colour = "#1f5fa8" if true == heard else "#c0392b"
        parts.append(
            f'<rect x="{_LEFT + place[heard] * _CELL}" y="{_TOP + place[true] * _CELL}" width="{_CELL}" height="{_CELL}" '
            f'fill="{colour}" fill-opacity="{max(part, 0.12):.2f}">'
            f"<title>{escape(true)}: {count} of {totals[true]} heard as {escape(heard)}</title></rect>"
        )
    return "\n".join([*parts, "</svg>"])


def calibration_svg(bins: Sequence[Mapping[str, Any]]) -> str:
    """Share right against confidence; on the dotted line the assistant is as sure as it should be. Dots grow with the number."""
    size, margin = 320, 40
    most = max((row["utterances"] for row in bins), default=1)

    def x(value: float) -> float:
        return margin + value * size

    def y(value: float) -> float:
        return margin + (1 - value) * size

    parts = [_open(size + 2 * margin, size + 2 * margin, "Share right against confidence")]
    for step in range(0, 11, 2):
        value = step / 10
        parts.append(f'<line class="grid" x1="{x(value)}" x2="{x(value)}" y1="{y(0)}" y2="{y(1)}"/>')
        parts.append(f'<line class="grid" x1="{x(0)}" x2="{x(1)}" y1="{y(value)}" y2="{y(value)}"/>')
        parts.append(f'<text x="{x(value)}" y="{y(0) + 14}" text-anchor="middle">{value:.1f}</text>')
        parts.append(f'<text x="{x(0) - 6}" y="{y(value) + 4}" text-anchor="end">{value:.1f}</text>')
    parts.append(f'<line class="axis" stroke-dasharray="3 3" x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}"/>')
    for row in bins:
        radius = 3 + 9 * (row["utterances"] / most) ** 0.5
        parts.append(
            f'<circle cx="{x(row["confidence"]):.1f}" cy="{y(row["right"]):.1f}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity="0.7">'
            f"<title>{row['utterances']} utterances: confidence {row['confidence']:.2f}, right {row['right']:.2f}</title></circle>"
        )
    return "\n".join([*parts, "</svg>"])


def _open(width: int, height: int, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f'<title>{escape(title)}</title>{_STYLE}<rect width="{width}" height="{height}" fill="#fff"/>'
    )
