"""The rows of an ESCO download, whichever of two forms it has, with a clear word about what is wrong with it.

The official download (classification, CSV): `occupations_nl.csv`, `occupationSkillRelations_nl.csv`,
`skillGroups_nl.csv`, `broaderRelationsSkillPillar_nl.csv`; where present also `occupations_en.csv` and
`skillGroups_en.csv`. The prepared form is numbered: `occupations_nl.csv`, `occupation_skill.csv.gz`,
`skills_en_nl.csv`, `skillgroups_nl.csv`.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

csv.field_size_limit(10_000_000)


class UnusableDownload(ValueError):
    """The folder does not hold what is needed; the message says what, and what to do."""


@dataclass
class EscoRows:
    """What was read. Links are (occupation, skill, essential); skills and groups are ids of the download itself."""

    occupations: list[dict[str, str]] = field(default_factory=list)
    links: list[tuple[str, str, bool]] = field(default_factory=list)
    skill_groups: dict[str, list[str]] = field(default_factory=dict)
    groups: list[dict[str, str]] = field(default_factory=list)


def read_rows(folder: Path) -> EscoRows:
    """Read the download in `folder`. Raises UnusableDownload."""
    if not folder.is_dir():
        msg = f"{folder} is not a folder. Unpack the ESCO download and give its folder."
        raise UnusableDownload(msg)
    first = next(_table(folder, "occupations_nl", ()), {})
    return _official(folder) if "conceptUri" in first else _prepared(folder)


def _official(folder: Path) -> EscoRows:
    found = EscoRows()
    english = {row["conceptUri"]: row["preferredLabel"] for row in _optional(folder, "occupations_en")}
    for row in _table(folder, "occupations_nl", ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")):
        also = (row["altLabels"] or "").replace("|", "\n").split("\n")
        found.occupations.append(
            {
                "id": _last(row["conceptUri"]),
                "key": row["conceptUri"],
                "isco": row["iscoGroup"],
                "nl": row["preferredLabel"],
                "en": english.get(row["conceptUri"], ""),
                "also": "|".join(title.strip() for title in also if title.strip()),
            }
        )
    for row in _table(folder, "occupationSkillRelations", ("occupationUri", "relationType", "skillUri")):
        found.links.append((row["occupationUri"], row["skillUri"], row["relationType"] == "essential"))
    named = {row["conceptUri"]: row["preferredLabel"] for row in _optional(folder, "skillGroups_en")}
    codes: set[str] = set()
    for row in _table(folder, "skillGroups_nl", ("conceptUri", "preferredLabel", "code")):
        uri = row["conceptUri"]
        codes.add(uri)
        found.groups.append(
            {"key": uri, "code": row["code"] or _last(uri), "nl": row["preferredLabel"], "en": named.get(uri, "")}
        )
    for row in _table(folder, "broaderRelationsSkillPillar", ("conceptUri", "broaderUri")):
        if row["broaderUri"] in codes and row["conceptUri"] not in codes:
            found.skill_groups.setdefault(row["conceptUri"], []).append(row["broaderUri"])
    return found


def _prepared(folder: Path) -> EscoRows:
    found = EscoRows()
    for row in _table(folder, "occupations_nl", ("id", "uuid", "isco08", "label_nl", "alt_nl", "label_en")):
        found.occupations.append(
            {
                "id": row["uuid"],
                "key": row["id"],
                "isco": row["isco08"],
                "nl": row["label_nl"],
                "en": row["label_en"],
                "also": row["alt_nl"],
            }
        )
    found.links.extend(
        (row["o"], row["s"], row["e"] == "1") for row in _table(folder, "occupation_skill", ("o", "s", "e"))
    )
    for row in _table(folder, "skills_en_nl", ("id", "groups")):
        found.skill_groups[row["id"]] = [group for group in row["groups"].split("|") if group]
    found.groups.extend(
        {"key": row["id"], "code": row["code"], "nl": row["label_nl"], "en": row["label_en"]}
        for row in _table(folder, "skillgroups_nl", ("id", "code", "label_nl", "label_en"))
    )
    return found


def _last(uri: str) -> str:
    return uri.rstrip("/").rsplit("/", 1)[-1]


def _find(folder: Path, name: str) -> Path | None:
    for pattern in (f"{name}.csv", f"{name}.csv.gz", f"{name}_nl.csv", f"{name}_en.csv"):
        hits = [path for path in sorted(folder.iterdir()) if path.name.lower() == pattern.lower()]
        if hits:
            return hits[0]
    return None


def _optional(folder: Path, name: str) -> Iterator[dict[str, str]]:
    return _table(folder, name, ("conceptUri", "preferredLabel")) if _find(folder, name) else iter(())


def _table(folder: Path, name: str, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    path = _find(folder, name)
    if path is None:
        msg = f"{folder} has no {name}.csv. Download the classification as CSV, in Dutch, from the ESCO portal."
        raise UnusableDownload(msg)
    held = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        msg = f"{path.name}, line {line}: this is not UTF-8 text. Use the file as it was downloaded."
        raise UnusableDownload(msg) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    lacking = [column for column in needed if column not in (reader.fieldnames or ())]
    if lacking:
        msg = f"{path.name} lacks the column {', '.join(lacking)}. Is it the ESCO download itself?"
        raise UnusableDownload(msg)
    yield from reader
