"""The dated figures and parameters of the law: `as of this day, this value, says this article`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.law.days import add_months, add_years

_ENGLISH = (("artikel", "article"), (" lid ", " paragraph "), (" onder ", " under "), (" en ", " and "))
_SOON_MONTHS = 3


class UnknownLaw(LookupError):
    """No value is known under this name, or none that was in force on the day asked."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands: the article as a lawyer writes it in Dutch, and its address on the web."""

    article: str
    url: str

    def written(self, lang: str) -> str:
        """The article in a sentence of `lang`; Dutch unless `lang` is `en`."""
        text = self.article
        if lang == "en":
            for dutch, english in _ENGLISH:
                text = text.replace(dutch, english)
        return text


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value with the days on which it holds (`valid_to` inclusive; None: no end known) and the day it was checked.

    `last_known` is true where the day asked lies after `valid_to`: the law may have changed since. `verified` is
    false where the figure could not be read in an official source; whoever shows it says so.
    """

    value: Any
    citation: Citation
    valid_from: date
    valid_to: date | None
    checked_on: date
    last_known: bool = False
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that wants looking after: `code` is `old`, `ends_soon` or `ended`; `day` is since or until when."""

    name: str
    code: str
    day: date
    value: DatedValue


class Law:
    """All values by name, each with its history."""

    def __init__(self, values: Mapping[str, tuple[DatedValue, ...]]) -> None:
        self._values = values
        self._starts = {name: [entry.valid_from for entry in history] for name, history in values.items()}
        self._last_known = {name: tuple(_as_last_known(entry) for entry in history) for name, history in values.items()}

    @classmethod
    def load(cls, folder: Path) -> Law:
        """Read every `*.yml` in `folder`. Raises ValueError that names the file and value at fault."""
        values: dict[str, tuple[DatedValue, ...]] = {}
        for path in sorted(folder.glob("*.yml")):
            for name, history in _read(path):
                if name in values:
                    msg = f"{path}: '{name}' stands in another file too"
                    raise ValueError(msg)
                values[name] = history
        if not values:
            msg = f"{folder}: no law found there"
            raise ValueError(msg)
        return cls(values)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all values."""
        return tuple(sorted(self._values))

    def value(self, name: str, on: date) -> DatedValue:
        """The value in force on `on`, or the last known one marked as such. Raises UnknownLaw."""
        starts = self._starts.get(name)
        if starts is None:
            msg = f"no value is known under the name '{name}'"
            raise UnknownLaw(msg)
        index = bisect_right(starts, on) - 1
        if index < 0:
            msg = f"'{name}' is known from {starts[0].isoformat()} on, not on {on.isoformat()}"
            raise UnknownLaw(msg)
        entry = self._values[name][index]
        if entry.valid_to is not None and on > entry.valid_to:
            return self._last_known[name][index]
        return entry

    def history(self, name: str) -> tuple[DatedValue, ...]:
        """Every known value under `name`, oldest first. Raises UnknownLaw."""
        if name not in self._values:
            msg = f"no value is known under the name '{name}'"
            raise UnknownLaw(msg)
        return self._values[name]

    def check(self, today: date) -> list[Finding]:
        """What wants looking after on `today`: newest values that ended or end within three months, or were
        checked more than a year ago."""
        findings = []
        for name in self.names:
            newest = self._values[name][-1]
            if newest.valid_to is not None and newest.valid_to < today:
                findings.append(Finding(name, "ended", newest.valid_to, newest))
            elif newest.valid_to is not None and newest.valid_to <= add_months(today, _SOON_MONTHS):
                findings.append(Finding(name, "ends_soon", newest.valid_to, newest))
            if add_years(newest.checked_on, 1) < today:
                findings.append(Finding(name, "old", newest.checked_on, newest))
        return findings


def _as_last_known(entry: DatedValue) -> DatedValue:
    return DatedValue(
        entry.value, entry.citation, entry.valid_from, entry.valid_to, entry.checked_on, True, entry.verified
    )


def _read(path: Path) -> Iterator[tuple[str, tuple[DatedValue, ...]]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for name, described in (content.get("values") or {}).items():
        try:
            citation = Citation(described["article"], described.get("url", content["url"]))
            history = [_entry(raw, citation) for raw in described["history"]]
        except (KeyError, TypeError, AttributeError) as error:
            msg = f"{path}: '{name}' lacks or misspells {error}"
            raise ValueError(msg) from error
        _refuse_disorder(path, name, history)
        yield name, tuple(history)


def _entry(raw: Mapping[str, Any], citation: Citation) -> DatedValue:
    for field in ("valid_from", "checked_on"):
        if not isinstance(raw[field], date):
            msg = f"{field} as a date"
            raise TypeError(msg)
    return DatedValue(
        raw["value"],
        citation,
        raw["valid_from"],
        raw.get("valid_to"),
        raw["checked_on"],
        verified=raw.get("verified", True),
    )


def _refuse_disorder(path: Path, name: str, history: list[DatedValue]) -> None:
    for earlier, later in pairwise(history):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            msg = f"{path}: the values of '{name}' overlap or are out of order at {later.valid_from.isoformat()}"
            raise ValueError(msg)
    if not history:
        msg = f"{path}: '{name}' has no value at all"
        raise ValueError(msg)
