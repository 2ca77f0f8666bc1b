"""Office lists in YAML and CSV, turned into records that remember their line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.intake import Fault, Record

_LINE = "__line__"


class UnreadableFile(ValueError):
    """The file is not YAML or CSV as expected; `fault` says where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.fault = Fault(line, message)


def read_records(path: Path) -> list[Record]:
    """The records of a .yml, .yaml or .csv file. UnreadableFile if it cannot be read as such; OSError if missing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(1, "save the file as UTF-8") from error
    if path.suffix.lower() in (".yml", ".yaml"):
        return list(_from_yaml(text))
    if path.suffix.lower() == ".csv":
        return list(_from_csv(text))
    raise UnreadableFile(1, f"the file must end in .yml or .csv, not {path.suffix!r}")


class _LineLoader(yaml.SafeLoader):
    """Keeps the line of each mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        values = super().construct_mapping(node, deep=deep)
        values[_LINE] = node.start_mark.line + 1
        return values


# Times such as 9:00 would otherwise be read as numbers to the base of 60, and days as dates.
_LineLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _from_yaml(text: str) -> Iterator[Record]:
    try:
        content = yaml.load(text, Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableFile(line, f"not valid YAML: {error.problem}") from error
    if not isinstance(content, dict):
        raise UnreadableFile(1, "the file must have the headings regions, offices or coaches")
    for heading, entries in content.items():
        if heading == _LINE:
            continue
        if heading not in ("regions", "offices", "coaches"):
            raise UnreadableFile(1, f"unknown heading {heading!r}; use regions, offices and coaches")
        for entry in entries or ():
            if not isinstance(entry, dict):
                raise UnreadableFile(content[_LINE], f"each entry under {heading} starts with '- id:'")
            yield from _records(heading, entry)


def _records(heading: str, entry: Mapping[str, Any]) -> Iterator[Record]:
    line = int(entry[_LINE])
    name = str(entry.get("id", ""))
    plain = {key: _join(value) for key, value in entry.items() if not _nested(value)}
    yield Record(line, heading.removesuffix("es") if heading == "coaches" else heading.removesuffix("s"), plain)
    for span in _items(entry.get("postcodes")):
        first, _, last = str(span).partition("-")
        yield Record(line, "postcodes", {"region": name, "first": first.strip(), "last": (last or first).strip()})
    if heading == "offices":
        yield from _weekly("hours", {"office": name}, entry.get("hours"), line)
    for exception in _items(entry.get("exceptions")):
        at = int(exception[_LINE])
        values = {key: _join(value) for key, value in exception.items() if key not in (_LINE, "hours")}
        start, _, end = str(exception.get("hours") or "").partition("-")
        yield Record(at, "exception", {"office": name, "start": start.strip(), "end": end.strip(), **values})
    for week in _items(entry.get("weeks")):
        values = {key: _join(value) for key, value in week.items() if key not in (_LINE, "hours")}
        yield from _weekly("week", {"coach": name, **values}, week.get("hours"), int(week[_LINE]))


def _weekly(what: str, values: Mapping[str, str], hours: object, line: int) -> Iterator[Record]:
    if not isinstance(hours, dict):
        raise UnreadableFile(line, "hours are written by weekday, as in 'mon: 09:00-17:00'")
    for day, spans in hours.items():
        if day == _LINE:
            continue
        for span in str(spans).split(","):
            start, _, end = span.partition("-")
            yield Record(
                int(hours[_LINE]), what, {**values, "weekday": str(day), "start": start.strip(), "end": end.strip()}
            )


def _nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _join(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _from_csv(text: str) -> Iterator[Record]:
    lines = text.splitlines()
    if not lines:
        raise UnreadableFile(1, "the file is empty")
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    if "what" not in (reader.fieldnames or ()):
        raise UnreadableFile(1, "the first line must name the columns, 'what' among them")
    for row in reader:
        what = (row.get("what") or "").strip()
        extra = row.pop(None, None)
        if extra:
            raise UnreadableFile(reader.line_num, "there are more values than columns; put quotes around commas")
        if what:
            yield Record(reader.line_num, what, {key: (value or "").strip() for key, value in row.items()})
