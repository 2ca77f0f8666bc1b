"""Bars as a picture: SVG with a text alternative, and PNG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

import resvg_py

_WIDTH, _MARGIN, _BAR_WIDTH = 400, 14, 300
"""As wide as a telephone, so that the letters stay as large as those of the talk."""
_INK, _BLUE, _TRACK = "#1a1a1a", "#154273", "#d9e1ea"
_FONT = "'DejaVu Sans', Verdana, sans-serif"
_TITLE, _ROW, _BAR_HEIGHT, _PNG_ZOOM, _LONGEST = 48, 62, 20, 2, 38


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length in tenths (0 to 10), the same in words, and what stands beside it.

    The last two are empty where the name says it all.
    """

    name: str
    tenths: float
    told: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars under one title."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def told(self) -> str:
        """All that it shows, in words."""
        told = (f"{bar.name}: {bar.told}." if bar.told else f"{bar.name}." for bar in self.bars)
        return " ".join([f"{self.title}.", *told])


def bars_svg(charts: Sequence[Chart]) -> str:
    """The charts below each other as SVG. All that they show is also in the description, for who cannot see it."""
    parts: list[str] = []
    y = _MARGIN
    for chart in charts:
        parts.append(_text(y + 20, chart.title, 18, bold=True))
        y += _TITLE
        for bar in chart.bars:
            parts += _bar(y, bar)
            y += _ROW
    title, told = ". ".join(chart.title for chart in charts), " ".join(chart.told for chart in charts)
    height = y + _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="check-title check-desc" font-family="{_FONT}">'
        f'<title id="check-title">{escape(title)}</title><desc id="check-desc">{escape(told)}</desc>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _bar(y: int, bar: Bar) -> list[str]:
    filled = _BAR_WIDTH * min(max(bar.tenths, 0), 10) / 10
    rect = f'<rect x="{_MARGIN}" y="{y + 22}" height="{_BAR_HEIGHT}"'
    drawn = [
        _text(y + 14, bar.name if len(bar.name) <= _LONGEST else f"{bar.name[: _LONGEST - 1]}…", 16),
        f'{rect} width="{_BAR_WIDTH}" fill="{_TRACK}"/>',
        f'{rect} width="{filled:.0f}" fill="{_BLUE}"/>',
    ]
    return [*drawn, _text(y + 38, bar.mark, 16, bold=True, x=_MARGIN + _BAR_WIDTH + 12)] if bar.mark else drawn


def _text(y: int, words: str, size: int, *, bold: bool = False, x: int = _MARGIN) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}"{weight} fill="{_INK}">{escape(words)}</text>'


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
