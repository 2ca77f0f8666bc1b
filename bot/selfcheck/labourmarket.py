"""Figures on work in a region, only from a table with a date and a source; without one there is no figure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = "labourmarket.csv"
COLUMNS = ("region", "occupation", "tension", "date", "source")
TENSIONS = ("very_tight", "tight", "average", "loose", "very_loose")
"""From 'employers find it very hard to get people' to 'many people for few jobs'."""
_WORDS = {
    "zeer krap": "very_tight",
    "krap": "tight",
    "gemiddeld": "average",
    "ruim": "loose",
    "zeer ruim": "very_loose",
    "very tight": "very_tight",
    "tight": "tight",
    "average": "average",
    "loose": "loose",
    "very loose": "very_loose",
}
OLDEST_DAYS = 550
"""After this many days a figure is no longer told."""


class UnusableTable(ValueError):
    """The table cannot be used; the message says which line and what to do."""


@dataclass(frozen=True)
class Figure:
    """One dated figure. `occupation` is an ISCO-08 code of one to four digits; `tension` one of `TENSIONS`."""

    region: str
    occupation: str
    tension: str
    day: date
    source: str


class LabourMarket:
    """The figures known."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._figures: dict[tuple[str, str], Figure] = {}
        for figure in sorted(figures, key=lambda one: one.day):
            self._figures[_plain(figure.region), figure.occupation] = figure

    @classmethod
    def load(cls, store: Path) -> LabourMarket:
        """The imported table in `store`; empty where there is none. Raises UnusableTable."""
        path = store / FILE
        return cls(read_table(path)) if path.exists() else cls()

    @property
    def empty(self) -> bool:
        """Whether no table was imported."""
        return not self._figures

    @property
    def regions(self) -> tuple[str, ...]:
        """The names of the regions in the table."""
        return tuple(sorted({figure.region for figure in self._figures.values()}))

    def figure(self, region: str, isco: str, today: date) -> Figure | None:
        """The figure for an occupation in a region, most precise code first; None if there is none or it is too old."""
        for digits in range(len(isco), 0, -1):
            found = self._figures.get((_plain(region), isco[:digits]))
            if found is not None and 0 <= (today - found.day).days <= OLDEST_DAYS:
                return found
        return None


def read_table(path: Path) -> list[Figure]:
    """The figures in a CSV file with the columns `COLUMNS`. Raises UnusableTable."""
    if not path.is_file():
        msg = f"{path} does not exist. Give the path of a CSV file."
        raise UnusableTable(msg)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        first = lines.readline()
        lines.seek(0)
        reader = csv.DictReader(lines, delimiter=";" if first.count(";") > first.count(",") else ",")
        lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if lacking:
            msg = f"{path.name} lacks the column {', '.join(lacking)}. It needs: {', '.join(COLUMNS)}."
            raise UnusableTable(msg)
        found = [_figure(row, f"{path.name}, line {number}") for number, row in enumerate(reader, start=2)]
    if not found:
        msg = f"{path.name} holds no figures."
        raise UnusableTable(msg)
    return found


def import_labour_market(path: Path, store: Path) -> int:
    """Check the table in `path` and put it in `store`, in place of an earlier one; how many figures it holds.

    Raises UnusableTable; then the earlier table stays.
    """
    found = read_table(path)
    store.mkdir(parents=True, exist_ok=True)
    unfinished = store / f"{FILE}.new"
    with unfinished.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        writer.writerows((one.region, one.occupation, one.tension, one.day.isoformat(), one.source) for one in found)
    unfinished.replace(store / FILE)
    return len(found)


def _figure(row: Mapping[str, str | None], place: str) -> Figure:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    empty = [name for name, text in told.items() if not text]
    if empty:
        msg = f"{place}: {', '.join(empty)} is empty. Every figure needs a region, an occupation, a date and a source."
        raise UnusableTable(msg)
    tension = _WORDS.get(told["tension"].lower().replace("_", " "))
    if tension is None:
        msg = f"{place}: tension is '{told['tension']}'. Use one of: {', '.join(_WORDS)}."
        raise UnusableTable(msg)
    if not (told["occupation"].isdigit() and len(told["occupation"]) <= 4):
        msg = f"{place}: occupation is '{told['occupation']}'. Use an ISCO-08 code of one to four digits."
        raise UnusableTable(msg)
    try:
        day = date.fromisoformat(told["date"])
    except ValueError as error:
        msg = f"{place}: date is '{told['date']}'. Write it as 2026-05-31."
        raise UnusableTable(msg) from error
    return Figure(told["region"], told["occupation"], tension, day, told["source"])


def _plain(region: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in region.lower()).split())
