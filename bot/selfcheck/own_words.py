"""What the shipped occupations know of an imported one: how people call it, what it is, and what the law asks."""

from __future__ import annotations

from dataclasses import replace

from bot.selfcheck.model import Occupation, OccupationSet
from bot.selfcheck.titles import plain_title

_SAME_FIELD = 2
"""Digits of ISCO that must agree: 'operator' is many things."""


def with_own_words(imported: OccupationSet, shipped: OccupationSet) -> OccupationSet:
    """`imported`, where an occupation that bears a title of a shipped one in the same field gets its names and task.

    The official titles stay as they are: they are shown, and names are only to find the occupation by. What the law
    asks also goes to an occupation in an ISCO unit group where it asks that for all shipped ones.
    """
    asked: dict[str, set[str]] = {}
    for known in shipped.occupations:
        asked.setdefault(known.isco, set()).add(known.asks)
    occupations = [
        replace(one, asks=next(iter(asked[one.isco]))) if len(asked.get(one.isco, ())) == 1 else one
        for one in imported.occupations
    ]
    for known, same in same_occupations(shipped, imported):
        place = imported.index[same.id]
        also = tuple(dict.fromkeys((*occupations[place].also, *known.titles.values(), *known.also)))
        occupations[place] = replace(occupations[place], also=also, tasks=known.tasks, asks=known.asks)
    return replace(imported, occupations=tuple(occupations))


def same_occupations(shipped: OccupationSet, imported: OccupationSet) -> list[tuple[Occupation, Occupation]]:
    """Each shipped occupation with the imported one that bears a title of it, where there is one in the same field."""
    titled: dict[str, list[Occupation]] = {}
    for one in imported.occupations:
        titled.setdefault(plain_title(one.titles["nl"]), []).append(one)
    found = []
    for known in shipped.occupations:
        hits = (one for title in (known.titles["nl"], *known.also) for one in titled.get(plain_title(title), ()))
        same = next((one for one in hits if one.isco[:_SAME_FIELD] == known.isco[:_SAME_FIELD]), None)
        if same is not None:
            found.append((known, same))
    return found
