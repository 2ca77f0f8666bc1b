"""From an ESCO download to a checked set of occupations.

This service uses the ESCO classification of the European Commission; the data are put in another form.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from bot.selfcheck.esco_files import EscoRows, UnusableDownload, read_rows
from bot.selfcheck.model import Group, Occupation, OccupationSet

SOURCE = "esco"
FEWEST_OCCUPATIONS, FEWEST_LINKS = 500, 5_000
PlainGroups = Mapping[str, Mapping[str, str]]
"""Names in plain words by ESCO code and language; they stand in for ESCO's own."""


def read_esco(
    folder: Path, plain: PlainGroups | None = None, unfit: frozenset[str] = frozenset(), fewest: int | None = None
) -> OccupationSet:
    """The occupations of the download in `folder`; `unfit` are codes of groups that nobody should be asked about.

    `fewest` is the least number of occupations expected. Raises UnusableDownload with what is wrong and what to do.
    """
    rows = read_rows(folder)
    _check(rows, FEWEST_OCCUPATIONS if fewest is None else fewest)
    linked = {occupation for occupation, _, _ in rows.links}
    kept = sorted((row for row in rows.occupations if row["key"] in linked), key=lambda row: row["id"])
    occupations = {row["key"]: place for place, row in enumerate(kept)}
    skills = {skill: place for place, skill in enumerate(sorted({skill for _, skill, _ in rows.links}))}
    named = [row for row in rows.groups if row["nl"] or row["en"]]
    groups = {row["key"]: place for place, row in enumerate(named)}
    links = [link for link in rows.links if link[0] in occupations]
    return OccupationSet(
        occupations=tuple(_occupation(row) for row in kept),
        groups=tuple(_group(row, plain or {}, unfit) for row in named),
        essential=_matrix([(occupations[o], skills[s]) for o, s, e in links if e], len(kept), len(skills)),
        optional=_matrix([(occupations[o], skills[s]) for o, s, e in links if not e], len(kept), len(skills)),
        skill_groups=_matrix(
            [
                (skills[s], groups[g])
                for s, found in rows.skill_groups.items()
                if s in skills
                for g in found
                if g in groups
            ],
            len(skills),
            len(named),
        ),
        source=SOURCE,
    )


def _check(rows: EscoRows, fewest: int) -> None:
    ids = [row["id"] for row in rows.occupations]
    twice = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) != len(ids) else []
    problems = {
        f"only {len(ids)} occupations, at least {fewest} expected": len(ids) < fewest,
        f"only {len(rows.links)} links between occupations and skills": bool(fewest) and len(rows.links) < fewest,
        f"occupations that come twice: {', '.join(twice[:3])}": bool(twice),
        "occupations without a Dutch title": any(not row["nl"] for row in rows.occupations),
        "occupations without an ISCO code": any(not row["isco"].lstrip("C").isdigit() for row in rows.occupations),
        "links to occupations that are not in the list": not {link[0] for link in rows.links}
        & {row["key"] for row in rows.occupations},
        "no skill that belongs to a group": not rows.skill_groups,
    }
    wrong = [problem for problem, there in problems.items() if there]
    if wrong:
        msg = f"The ESCO download cannot be used: {'; '.join(wrong)}. Download it again, complete and in Dutch."
        raise UnusableDownload(msg)


def _occupation(row: Mapping[str, str]) -> Occupation:
    titles = {"nl": row["nl"], **({"en": row["en"]} if row["en"] else {})}
    return Occupation(row["id"], row["isco"].lstrip("C"), titles, tuple(t for t in row["also"].split("|") if t))


def _group(row: Mapping[str, str], plain: PlainGroups, unfit: frozenset[str]) -> Group:
    names = plain.get(row["code"]) or {"nl": row["nl"] or row["en"], **({"en": row["en"]} if row["en"] else {})}
    return Group(row["code"], names, askable=not any(row["code"].startswith(code) for code in unfit))


def _matrix(pairs: list[tuple[int, int]], rows: int, columns: int) -> Any:
    """Ones at the places named, each place once."""
    places = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
    return sparse.csr_matrix((np.ones(len(places)), (places[:, 0], places[:, 1])), shape=(rows, columns))
