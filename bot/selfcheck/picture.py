"""Bars for what one can do already in occupations nearby: SVG with a text alternative, and PNG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

import resvg_py

_WIDTH, _MARGIN, _BAR_LEFT, _BAR_WIDTH = 400, 14, 14, 300
"""As wide as a telephone, so that the letters stay as large as those of the talk."""
_INK, _BLUE, _TRACK = "#1a1a1a", "#154273", "#d9e1ea"
_FONT = "'DejaVu Sans', Verdana, sans-serif"
_ROW, _BAR_HEIGHT, _PNG_ZOOM, _LONGEST = 62, 20, 2, 38


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length in tenths (0 to 10), and the same in words."""

    name: str
    tenths: int
    told: str


def bars_svg(title: str, bars: Sequence[Bar]) -> str:
    """The bars as SVG. All that the picture shows is also in its title and description, for who cannot see it."""
    height = _MARGIN * 2 + 34 + _ROW * len(bars)
    parts = [
        f'<text x="{_MARGIN}" y="{_MARGIN + 20}" font-size="18" font-weight="bold" fill="{_INK}">{escape(title)}</text>'
    ]
    y = _MARGIN + 48
    for bar in bars:
        name = bar.name if len(bar.name) <= _LONGEST else f"{bar.name[: _LONGEST - 1]}…"
        filled = _BAR_WIDTH * min(max(bar.tenths, 0), 10) / 10
        right = _BAR_LEFT + _BAR_WIDTH + 12
        parts += [
            f'<text x="{_BAR_LEFT}" y="{y + 14}" font-size="16" fill="{_INK}">{escape(name)}</text>',
            f'<rect x="{_BAR_LEFT}" y="{y + 22}" width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" fill="{_TRACK}"/>',
            f'<rect x="{_BAR_LEFT}" y="{y + 22}" width="{filled:.0f}" height="{_BAR_HEIGHT}" fill="{_BLUE}"/>',
            f'<text x="{right}" y="{y + 38}" font-size="16" font-weight="bold" fill="{_INK}">{bar.tenths}/10</text>',
        ]
        y += _ROW
    told = " ".join(f"{bar.name}: {bar.told}" for bar in bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="check-title check-desc" font-family="{_FONT}">'
        f'<title id="check-title">{escape(title)}</title><desc id="check-desc">{escape(told)}</desc>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def bars_png(svg: str) -> bytes:
    """A picture made by `bars_svg` as PNG, at twice its size. Raises FileNotFoundError without the font."""
    found = find_spec("matplotlib")
    places = found.submodule_search_locations if found else None
    if not places:
        msg = "the font DejaVu Sans is missing: matplotlib, which ships it, is not installed"
        raise FileNotFoundError(msg)
    fonts = Path(next(iter(places))) / "mpl-data" / "fonts" / "ttf"
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_PNG_ZOOM,
            skip_system_fonts=True,
            font_files=[str(fonts / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")],
            font_family="DejaVu Sans",
        )
    )
