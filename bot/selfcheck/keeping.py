"""The imported occupations on disk: one compact file below `var/`, read at the start of a process."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from scipy import sparse

from bot.selfcheck.esco import PlainGroups, read_esco
from bot.selfcheck.model import Group, Occupation, OccupationSet
from bot.selfcheck.own_words import with_own_words
from bot.selfcheck.shipped import read_shipped

FILE = "occupations.zip"
_FORM = 2
_MATRICES = ("essential", "optional", "skill_groups")


@dataclass(frozen=True)
class Imported:
    """What an import brought in."""

    occupations: int
    titles: int
    links: int
    groups: int

    def lines(self) -> tuple[str, ...]:
        """What to tell the operator."""
        return (
            f"{self.occupations} occupations with {self.titles} titles, {self.links} links to skills, "
            f"{self.groups} groups of skills.",
            "This service uses the ESCO classification of the European Commission.",
        )


def import_occupations(folder: Path, store: Path, words: Path) -> Imported:
    """Check the ESCO download in `folder` and write it compactly into `store` (a folder below `var/`).

    `words` is the folder of the shipped occupations, and of `esco_groups.yml`: names in plain words, and groups unfit
    to ask about. Raises UnusableDownload with what is wrong and what to do; then nothing is written.
    """
    told: dict[str, Any] = yaml.safe_load((words / "esco_groups.yml").read_text(encoding="utf-8"))
    plain: PlainGroups = told["names"]
    found = with_own_words(read_esco(folder, plain, frozenset(told["unfit"])), read_shipped(words))
    save(found, store)
    return Imported(
        occupations=len(found.occupations),
        titles=sum(len(one.titles) + len(one.also) for one in found.occupations),
        links=int((found.weights > 0).sum()),
        groups=len(found.groups),
    )


def save(occupations: OccupationSet, store: Path) -> None:
    """Write the set into `store`; the file is put in its place whole."""
    store.mkdir(parents=True, exist_ok=True)
    told = {
        "form": _FORM,
        "source": occupations.source,
        "occupations": [
            [one.id, one.isco, dict(one.titles), list(one.also), one.set_level, dict(one.tasks), one.asks]
            for one in occupations.occupations
        ],
        "groups": [[one.id, dict(one.names), one.askable, dict(one.examples)] for one in occupations.groups],
    }
    unfinished = store / f"{FILE}.new"
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("occupations.json", json.dumps(told, ensure_ascii=False))
        for name in _MATRICES:
            held = io.BytesIO()
            sparse.save_npz(held, sparse.csr_matrix(getattr(occupations, name)), compressed=False)
            archive.writestr(f"{name}.npz", held.getvalue())
    unfinished.replace(store / FILE)


def load_occupations(store: Path, shipped: Path) -> OccupationSet:
    """The imported occupations in `store`, else the set in `shipped`.

    Raises ValueError where the imported file is of another version; import the download again then.
    """
    path = store / FILE
    if not path.exists():
        return read_shipped(shipped)
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("occupations.json"))
        if told.get("form") != _FORM:
            msg = f"{path} is of another version. Run 'vroegwijzer occupations import' again."
            raise ValueError(msg)
        matrices: dict[str, Any] = {
            name: sparse.load_npz(io.BytesIO(archive.read(f"{name}.npz"))) for name in _MATRICES
        }
    return OccupationSet(
        occupations=tuple(
            Occupation(name, isco, titles, tuple(also), level, tasks, asks)
            for name, isco, titles, also, level, tasks, asks in told["occupations"]
        ),
        groups=tuple(Group(i, names, askable, examples) for i, names, askable, examples in told["groups"]),
        source=told["source"],
        **matrices,
    )
