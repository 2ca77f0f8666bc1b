"""The self-check, the figures on work and the catalogue of help, wired together for the talk and the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.facilities import Entry, Facilities
from bot.intake import NotAPostcode, region_of_postcode
from bot.links import DAY, Links
from bot.selfcheck import (
    STATEMENTS,
    Figure,
    Filled,
    LabourMarket,
    Regions,
    Result,
    SelfCheck,
    Told,
    load_occupations,
    result_html,
    result_svg,
)
from bot.store import Database
from bot.store.offices import list_offices
from bot.wording import Catalogue

_LINK_DAYS = 30


class Checks:
    """Reads what it needs from `data/` and `var/` when first asked for."""

    def __init__(self, data: Path, var: Path, catalogue: Catalogue, database: Database, secret_key: str) -> None:
        self._data, self._store = data, var / "occupations"
        self._catalogue, self._database = catalogue, database
        self._links = Links(secret_key, "self-check", _LINK_DAYS * DAY)

    @cached_property
    def self_check(self) -> SelfCheck:
        """On the imported occupations, else on those that come with the assistant."""
        return SelfCheck(load_occupations(self._store, self._data / "selfcheck"))

    @cached_property
    def facilities(self) -> Facilities:
        """The catalogue of help."""
        return Facilities.load(self._data / "facilities")

    @cached_property
    def labour_market(self) -> LabourMarket:
        """The figures imported; empty without a table."""
        return LabourMarket.load(self._store)

    @cached_property
    def regions(self) -> Regions:
        """The labour-market regions."""
        return Regions.load(self._data / "selfcheck" / "regions.yml")

    def region(self, text: str) -> str | None:
        """The labour-market region that `text` names: by a postcode in an office's region, a place or a name."""
        named = self.regions.find(text)
        if named is not None:
            return named
        try:
            match = region_of_postcode(" ".join(text.split()), list_offices(self._database)[0])
        except NotAPostcode:
            return None
        return (self.regions.find(match.region.name) or match.region.name) if match and match.known else None

    def figures(self, result: Result, today: date) -> Mapping[str, Figure]:
        """The dated figures for the own occupation and those nearby, by occupation id."""
        region, own = result.filled.region, [result.occupation] if result.occupation else []
        if region is None:
            return {}
        asked = [*own, *(match.occupation for match in result.matches.all)]
        found = {one.id: self.labour_market.figure(region, one.isco, today) for one in asked}
        return {name: figure for name, figure in found.items() if figure is not None}

    def tell(self, told: Told, lang: str) -> str:
        """A sentence of the self-check in `lang`."""
        return self._catalogue.render(as_part(told), lang)

    def teller(self, lang: str) -> Callable[[Told], str]:
        """`tell` in one language."""
        return lambda told: self.tell(told, lang)

    def link(self, filled: Filled, lang: str, day: date, helps: Sequence[tuple[str, str]]) -> str:
        """A token that holds the answers, so that nothing is stored for it. `helps`: entry and reason, as shown."""
        answers = filled.answers or {}
        given = "".join(str(answers.get(name, 0)) for name in STATEMENTS)
        told = [filled.occupation, filled.diploma, filled.region, given]
        return self._links.make([told, lang, day.isoformat(), [list(pair) for pair in helps]])

    def svg(self, token: str) -> str | None:
        """The picture of a link; None for a token that is not ours, too old, or without anything to draw."""
        found = self._read(token)
        if found is None:
            return None
        result, lang, _, _ = found
        return result_svg(result, lang, self.teller(lang))

    def html(self, token: str, today: date) -> str | None:
        """The document of a link; None for a token that is not ours or too old."""
        found = self._read(token)
        if found is None:
            return None
        result, lang, day, helps = found
        told = [self.tell(help_line(self.facilities, name, reason), lang) for name, reason in helps]
        figures = self.figures(result, today)
        return result_html(result, lang, self.teller(lang), day, helps=told, figures=figures)

    def _read(self, token: str) -> tuple[Result, str, date, list[tuple[str, str]]] | None:
        found = self._links.read(token)
        if found is None:
            return None
        (occupation, diploma, region, given), lang, day, helps = found
        answers = {name: int(level) for name, level in zip(STATEMENTS, given, strict=True) if level != "0"}
        result = self.self_check.result(Filled(occupation, diploma, region, answers))
        return result, lang, date.fromisoformat(day), [(name, reason) for name, reason in helps]


def as_part(value: Any) -> Any:
    """A Told, with the Tolds inside it, in the form that the catalogue renders."""
    if isinstance(value, Told):
        return {"key": value.key, "values": {name: as_part(inner) for name, inner in value.values.items()}}
    if isinstance(value, list | tuple):
        return [as_part(inner) for inner in value]
    return value


def help_line(catalogue: Facilities, name: str, reason: str) -> Told:
    """One kind of help as a sentence: what it is, why, what it costs, how to reach it. Raises KeyError."""
    item = help_item(catalogue.get(name))
    return Told("facilities.item", {**item.values, "reason": Told(f"facilities.why_{reason}")})


def help_item(entry: Entry) -> Told:
    """One kind of help as a sentence, for who asks for it by name: as `help_line`, without a reason."""
    return Told(
        "facilities.item_named",
        {
            "name": Told(f"facilities.{entry.name}"),
            "what": Told(f"facilities.{entry.name}_what"),
            "cost": Told(f"facilities.cost_{entry.cost}"),
            "reach": Told(f"facilities.reach_{entry.reached}", {"phone": entry.phone, "url": entry.url}),
        },
    )
