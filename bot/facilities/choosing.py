"""The short personal list: what fits the situation today, the employer's help first, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.facilities.catalogue import Entry, Facilities, Provider
from bot.facilities.situation import Situation

MOST = 4
MOST_EMPLOYER = 2
URGENT = 85
"""From this weight on help is urgent, and not pushed out by the employer's."""


@dataclass(frozen=True)
class Advice:
    """One kind of help and why it fits: `reason` is the key of a sentence."""

    entry: Entry
    reason: str
    weight: int


def help_for(
    situation: Situation, today: date, catalogue: Facilities, most: int = MOST, about: str | None = None
) -> tuple[Advice, ...]:
    """At most `most` kinds of help that exist `today` and fit; the employer's first, at most two of those.

    `about` keeps to what helps with that one need. The heaviest reason goes first and then the name, so that the same
    situation always gives the same list.
    """
    fitting = [
        advice
        for entry in catalogue
        if not entry.ended and entry.holds_on(today) and (about is None or about in entry.about)
        for advice in [_advice(entry, situation)]
        if advice is not None
    ]
    ordered = _each_desk_once(sorted(fitting, key=lambda one: (-one.weight, one.entry.name)))
    employer = [one for one in ordered if one.entry.by is Provider.EMPLOYER][:MOST_EMPLOYER]
    others = [one for one in ordered if one.entry.by is not Provider.EMPLOYER]
    urgent = [one for one in others if one.weight >= URGENT]
    room = max(1 if employer else 0, most - len(urgent))
    first = employer[: min(room, MOST_EMPLOYER)]
    return tuple([*first, *others][:most])


def _each_desk_once(ordered: list[Advice]) -> list[Advice]:
    """Of help that is had at the same desk the heaviest alone: its people know of the rest."""
    found: dict[str, Advice] = {}
    for one in ordered:
        found.setdefault(one.entry.desk or one.entry.name, one)
    return list(found.values())


def _advice(entry: Entry, situation: Situation) -> Advice | None:
    fits = [rule for rule in entry.rules if situation.meets(rule.when)]
    if not fits:
        return None
    best = max(fits, key=lambda rule: rule.weight)
    return Advice(entry, best.reason, best.weight)
