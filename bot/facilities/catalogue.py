"""The catalogue of help in `data/facilities/`: every entry dated, with its source and the day it was checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from bot.facilities.situation import CONDITIONS


class UnusableEntry(ValueError):
    """An entry of the catalogue is not right; the message names the file and the entry."""


class Provider(Enum):
    """Who helps."""

    EMPLOYER = "employer"
    PUBLIC = "public"
    UNION = "union"
    SECTOR = "sector"
    ADVICE = "advice"
    CARE = "care"


COSTS = ("free", "ask_employer", "deduction", "member", "call", "loan", "own_share", "varies")
REACHED = ("phone", "url", "both", "employer", "union", "council", "agreement", "coach")
"""How to reach help, where telephone and address do not say it: the name of a sentence."""


@dataclass(frozen=True)
class Rule:
    """For whom: all conditions of `when` hold. `reason` is the key of why; a heavier `weight` goes first."""

    weight: int
    reason: str
    when: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One kind of help, or one that has ended (`ended`); then `instead` names what to turn to.

    `valid_from` is the first day for which the source shows it. `about` are the needs it helps with, where somebody
    asks for one of them: training, business. `desk` is the place where it is had, where several kinds of help share it.

    `verified` is False where the facts were not read in their source on `checked_on`.
    """

    name: str
    by: Provider
    cost: str
    valid_from: date
    source: str
    checked_on: date
    rules: tuple[Rule, ...] = ()
    valid_to: date | None = None
    phone: str = ""
    url: str = ""
    reach: str = ""
    desk: str = ""
    ended: bool = False
    instead: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    verified: bool = True

    @property
    def reached(self) -> str:
        """How to reach it, as one of REACHED: as the file says, else by telephone and address, else by who helps."""
        if self.reach:
            return self.reach
        if self.phone or self.url:
            return "both" if self.phone and self.url else "phone" if self.phone else "url"
        return "employer" if self.by is Provider.EMPLOYER else "coach"

    def holds_on(self, day: date) -> bool:
        """Whether this help exists on `day` (Dutch calendar day)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Facilities:
    """All entries, by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.name: entry for entry in entries}

    @classmethod
    def load(cls, folder: Path) -> Facilities:
        """Read every file in `folder`. Raises UnusableEntry."""
        found: dict[str, Entry] = {}
        for path in sorted(folder.glob("*.yml")):
            for name, told in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
                if name in found:
                    msg = f"{path.name}: '{name}' stands in the catalogue twice"
                    raise UnusableEntry(msg)
                found[name] = _entry(name, told, path.name)
        for entry in found.values():
            lost = [name for name in entry.instead if name not in found]
            if lost:
                msg = f"'{entry.name}' names {', '.join(lost)}, which the catalogue does not have"
                raise UnusableEntry(msg)
        return cls(found.values())

    def __iter__(self) -> Any:
        return iter(self._entries.values())

    def get(self, name: str) -> Entry:
        """The entry with this name. Raises KeyError."""
        return self._entries[name]

    def named_in(self, text: str) -> Entry | None:
        """The help or ended scheme that `text` (plain, lower case) names; the longest name wins, or None."""
        said = f" {text} "
        hits = [
            (len(name), entry.name, entry)
            for entry in self._entries.values()
            for name in entry.named
            if f" {name} " in said
        ]
        return max(hits)[2] if hits else None


def _entry(name: str, told: Mapping[str, Any], file: str) -> Entry:
    try:
        entry = Entry(
            name=name,
            by=Provider(told["by"]),
            cost=told["cost"],
            valid_from=told["valid_from"],
            valid_to=told.get("valid_to"),
            source=str(told["source"]),
            checked_on=told["checked_on"],
            rules=tuple(Rule(rule["weight"], rule["reason"], rule["when"]) for rule in told.get("rules", ())),
            phone=str(told.get("phone", "")),
            url=str(told.get("url", "")),
            reach=str(told.get("reach", "")),
            desk=str(told.get("desk", "")),
            ended=bool(told.get("ended", False)),
            instead=tuple(told.get("instead", ())),
            named=tuple(told.get("named", ())),
            about=tuple(told.get("about", ())),
            verified=bool(told.get("verified", True)),
        )
    except (KeyError, ValueError) as error:
        msg = f"{file}: '{name}' lacks or misspells {error}"
        raise UnusableEntry(msg) from error
    problems = {
        "a date is not a day, as in 2026-11-22": not all(
            isinstance(day, date) for day in (entry.valid_from, entry.checked_on, entry.valid_to or date.min)
        ),
        f"cost must be one of {', '.join(COSTS)}": entry.cost not in COSTS,
        f"reach must be one of {', '.join(REACHED)}": entry.reached not in REACHED,
        "an ended scheme needs valid_to and instead": entry.ended and not (entry.valid_to and entry.instead),
        "no rules: nobody would be told": not entry.ended and not entry.rules,
        "an unknown condition in a rule": any(set(rule.when) - set(CONDITIONS) for rule in entry.rules),
        "source is empty": not entry.source,
    }
    wrong = [problem for problem, there in problems.items() if there]
    if wrong:
        msg = f"{file}: '{name}': {'; '.join(wrong)}"
        raise UnusableEntry(msg)
    return entry
