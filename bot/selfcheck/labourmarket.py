"""Figures on work in a region, only from a table with a date and a source; without one there is no figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.selfcheck.regions import Regions

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
_MOST_FAULTS = 20
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
        msg = f"{path} is not a file. Give the path of a CSV file."
        raise UnusableTable(msg)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        msg = f"{path.name}, line {line}: this is not UTF-8 text. Save the table as 'CSV UTF-8'."
        raise UnusableTable(msg) from error
    first = text.partition("\n")[0]
    between = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=between)
    lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if lacking:
        msg = f"{path.name} lacks the column {', '.join(lacking)}. It needs: {', '.join(COLUMNS)}."
        raise UnusableTable(msg)
    found, faults = _figures(reader, path.name)
    if faults:
        more = [f"... and {len(faults) - _MOST_FAULTS} lines more."] if len(faults) > _MOST_FAULTS else []
        raise UnusableTable("\n".join([*faults[:_MOST_FAULTS], *more]))
    if not found:
        msg = f"{path.name} holds no figures."
        raise UnusableTable(msg)
    return found


def _figures(reader: csv.DictReader[str], name: str) -> tuple[list[Figure], list[str]]:
    """The figures, and what is wrong by line."""
    found: dict[tuple[str, str, date], Figure] = {}
    faults = []
    for row in reader:
        place = f"{name}, line {reader.line_num}"
        try:
            figure = _figure(row, place)
        except UnusableTable as fault:
            faults.append(str(fault))
            continue
        key = (_plain(figure.region), figure.occupation, figure.day)
        if key in found:
            faults.append(f"{place}: {figure.region} with {figure.occupation} on {figure.day} comes twice. Keep one.")
        found[key] = figure
    return list(found.values()), faults


def import_labour_market(path: Path, store: Path, regions: Regions | None = None, today: date | None = None) -> int:
    """Check the table in `path` and put it in `store`, in place of an earlier one; how many figures it holds.

    With `regions` every region must be one of them, and is kept under its usual name; with `today` no figure may be of
    a later day. Raises UnusableTable with what is wrong, by line; then the earlier table stays.
    """
    found = [_usual(figure, regions) for figure in read_table(path)]
    if regions is not None:
        lost = sorted({figure.region for figure in found if regions.find(figure.region) is None})
        if lost:
            msg = f"{path.name}: unknown region {', '.join(lost)}. Use the name of a labour-market region."
            raise UnusableTable(msg)
    late = [figure.day for figure in found if today is not None and figure.day > today]
    if late:
        msg = f"{path.name}: a figure is of {max(late)}, which has yet to come. Correct the date."
        raise UnusableTable(msg)
    store.mkdir(parents=True, exist_ok=True)
    unfinished = store / f"{FILE}.new"
    with unfinished.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        writer.writerows((one.region, one.occupation, one.tension, one.day.isoformat(), one.source) for one in found)
    unfinished.replace(store / FILE)
    return len(found)


def _usual(figure: Figure, regions: Regions | None) -> Figure:
    named = regions.find(figure.region) if regions is not None else None
    return replace(figure, region=named) if named else figure


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
