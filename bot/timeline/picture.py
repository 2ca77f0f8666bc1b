"""The timeline as a picture: SVG for the web, PNG for where SVG cannot go. Top to bottom, today marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from importlib.util import find_spec
from pathlib import Path

import resvg_py

from bot.timeline.deadlines import Deadline, TextOf
from bot.timeline.listing import timeline_lines

_WIDTH, _LEFT, _LINE_X, _MARGIN = 720, 76, 40, 28
_WIDE_LETTERS = 0.62  # width of an average letter of the font, in its size; a little wide, so that text always fits
_SOON_DAYS = 14
_INK, _MUTED, _BLUE, _RED, _LINE = "#1a1a1a", "#595959", "#154273", "#a4262c", "#8a8a8a"
_FONT = "'DejaVu Sans', Verdana, sans-serif"
_PNG_ZOOM = 2


@dataclass
class _Sheet:
    """Drawn parts and how far down the sheet they reach."""

    parts: list[str] = field(default_factory=list)
    y: float = _MARGIN

    def write(self, line: str, size: int, colour: str, *, bold: bool = False, x: int = _LEFT) -> None:
        """Write text, wrapped to the width, and move down."""
        weight = ' font-weight="bold"' if bold else ""
        for row in wrap(line, (_WIDTH - x - _MARGIN) / (size * _WIDE_LETTERS)):
            self.y += size * 1.35
            self.parts.append(
                f'<text x="{x}" y="{self.y:.1f}" font-size="{size}" fill="{colour}"{weight}>{escape(row)}</text>'
            )


def timeline_svg(entries: Sequence[Deadline], title: str, text: TextOf, today: date) -> str:
    """The entries as SVG with a title and a text alternative for who cannot see it.

    `text` renders keys in the worker's language; `today` (Dutch calendar day) is marked between past and future.
    """
    sheet = _Sheet()
    sheet.write(title, 22, _INK, bold=True, x=_MARGIN)
    sheet.y += 18
    top = sheet.y + 10
    marked = False
    for entry in entries:
        if not marked and not entry.passed:
            _mark_today(sheet, text, today)
            marked = True
        _draw(sheet, entry, text)
    if not marked:
        _mark_today(sheet, text, today)
    height = round(sheet.y + _MARGIN)
    told = " ".join(timeline_lines(entries, text))
    line = f'<line x1="{_LINE_X}" y1="{top:.1f}" x2="{_LINE_X}" y2="{sheet.y:.1f}" stroke="{_LINE}" stroke-width="2"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="timeline-title timeline-desc" '
        f'font-family="{_FONT}">'
        f'<title id="timeline-title">{escape(title)}</title><desc id="timeline-desc">{escape(told)}</desc>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>{line}{"".join(sheet.parts)}</svg>'
    )


def timeline_png(svg: str) -> bytes:
    """A picture made by `timeline_svg` as PNG, at twice its size. Raises FileNotFoundError without the font."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, zoom=_PNG_ZOOM, skip_system_fonts=True, font_files=_fonts(), font_family="DejaVu Sans"
        )
    )


def wrap(line: str, most: float) -> list[str]:
    """`line` in rows of at most `most` characters, between words; a word longer than a row is cut."""
    rows: list[str] = [""]
    width = max(int(most), 1)
    for word in line.split():
        while len(word) > width:
            rows.append(word[: width - 1] + "-")
            word = word[width - 1 :]  # noqa: PLW2901  the rest of the cut word
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return [row for row in rows if row]


def _mark_today(sheet: _Sheet, text: TextOf, today: date) -> None:
    sheet.y += 8
    y = sheet.y + 12
    sheet.parts.append(
        f'<line x1="{_LINE_X - 14}" y1="{y:.1f}" x2="{_LINE_X + 14}" y2="{y:.1f}" stroke="{_RED}" stroke-width="4"/>'
    )
    sheet.write(text("timeline.today", {"day": today}), 15, _RED, bold=True)
    sheet.y += 12


def _draw(sheet: _Sheet, entry: Deadline, text: TextOf) -> None:
    soon = not entry.passed and not entry.happens and entry.values.get("left", _SOON_DAYS + 1) <= _SOON_DAYS
    colour = _MUTED if entry.passed else _BLUE
    y = sheet.y + 15
    fill = "#ffffff" if entry.passed else colour
    sheet.parts.append(f'<circle cx="{_LINE_X}" cy="{y:.1f}" r="8" fill="{fill}" stroke="{colour}" stroke-width="3"/>')
    day = text("timeline.day", {"day": entry.day})
    if entry.passed and not entry.opens and not entry.happens:
        day = text("timeline.day_passed", {"date": day})
    elif soon:
        day = text("timeline.day_soon", {"date": day, "left": entry.values["left"]})
    sheet.write(day, 15, _RED if soon else colour, bold=True)
    sheet.write(text(entry.title_key, entry.values), 17, _MUTED if entry.passed else _INK, bold=True)
    sheet.write(text(entry.advice_key, entry.values), 14, _MUTED if entry.passed else _INK)
    sheet.y += 20


def _fonts() -> list[str]:
    """DejaVu Sans as matplotlib ships it: the same letters on every machine."""
    found = find_spec("matplotlib")
    places = found.submodule_search_locations if found else None
    if not places:
        msg = "the font DejaVu Sans is missing: matplotlib, which ships it, is not installed"
        raise FileNotFoundError(msg)
    folder = Path(next(iter(places))) / "mpl-data" / "fonts" / "ttf"
    return [str(folder / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
