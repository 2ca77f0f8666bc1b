"""Office lists in YAML and CSV, turned into records that remember their line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.intake import Fault, Record


class UnreadableFile(ValueError):
    """The file is not YAML or CSV as expected; `fault` says where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.fault = Fault(line, message)


def read_records(name: str, content: bytes) -> list[Record]:
    """The records of a .yml, .yaml or .csv file called `name`. UnreadableFile if it cannot be read as such."""
    suffix = Path(name).suffix.lower()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(1, "save the file as UTF-8") from error
    if suffix in (".yml", ".yaml"):
        return list(_from_yaml(text))
    if suffix == ".csv":
        return list(_from_csv(text))
    raise UnreadableFile(1, f"the file must end in .yml or .csv, not {suffix!r}")


class _Mapping(dict[Any, Any]):
    """A mapping of the file that knows its line, and the line of each of its keys."""

    def __init__(self, line: int, lines: Mapping[str, int]) -> None:
        super().__init__()
        self.line = line
        self.lines = lines


class _LineLoader(yaml.SafeLoader):
    """Reads mappings as `_Mapping`; every other value stays the text it is."""


def _mapping(loader: _LineLoader, node: yaml.MappingNode) -> Iterator[_Mapping]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.value in lines:
            raise UnreadableFile(line, f"{key.value} is written twice")
        lines[str(key.value)] = line
    mapping = _Mapping(node.start_mark.line + 1, lines)
    yield mapping
    mapping.update(loader.construct_mapping(node))


_LineLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
# Otherwise times such as 9:00 would be read as numbers to the base of 60, and days as dates.
_AS_USUAL = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
_LineLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _AS_USUAL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _from_yaml(text: str) -> Iterator[Record]:
    try:
        content = yaml.load(text, Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableFile(line, f"not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise UnreadableFile(1, f"not valid YAML: {error}") from error
    if not isinstance(content, _Mapping):
        raise UnreadableFile(1, "the file must have the headings regions, offices or coaches")
    for heading, entries in content.items():
        line = content.lines[heading]
        if heading not in _RECORD:
            raise UnreadableFile(line, f"unknown heading {heading!r}; use {', '.join(_RECORD)}")
        for entry in _entries(entries, line, "- id: ..."):
            yield from _records(_RECORD[heading], entry)


_RECORD = {"regions": "region", "offices": "office", "coaches": "coach"}


def _records(what: str, entry: _Mapping) -> Iterator[Record]:
    """The record of a region, office or coach, and those of what stands below it."""
    name = _join(entry.get("id"))
    yield Record(entry.line, what, {key: _join(value) for key, value in entry.items()}, entry.lines)
    if what == "region":
        line = entry.lines.get("postcodes", entry.line)
        for span in _items(entry.get("postcodes")):
            first, last = _ends(span)
            yield Record(line, "postcodes", {"region": name, "first": first, "last": last or first})
    if what == "office":
        yield from _weekly("hours", {"office": name}, entry)
        for exception in _entries(entry.get("exceptions"), entry.lines.get("exceptions", entry.line), "- day: ..."):
            start, end = _ends(exception.get("hours"))
            values = {key: _join(value) for key, value in exception.items()}
            yield Record(
                exception.line, "exception", {"office": name, **values, "start": start, "end": end}, exception.lines
            )
    if what == "coach":
        for week in _entries(entry.get("weeks"), entry.lines.get("weeks", entry.line), "- office: ..."):
            yield from _weekly("week", {"coach": name, **{key: _join(value) for key, value in week.items()}}, week)


def _weekly(what: str, values: Mapping[str, str], entry: _Mapping) -> Iterator[Record]:
    """A record for each span of each weekday below `hours`."""
    hours = entry.get("hours")
    if not isinstance(hours, _Mapping):
        line = entry.lines.get("hours", entry.line)
        raise UnreadableFile(line, "hours are written by weekday, as in 'mon: 09:00-17:00'")
    for day, spans in hours.items():
        for span in str(spans).split(","):
            start, end = _ends(span)
            yield Record(
                hours.lines[str(day)], what, {**values, "weekday": str(day), "start": start, "end": end}, entry.lines
            )


def _entries(value: object, line: int, example: str) -> Iterator[_Mapping]:
    for entry in _items(value):
        if not isinstance(entry, _Mapping):
            raise UnreadableFile(line, f"each entry starts with '{example}'")
        yield entry


def _ends(span: object) -> tuple[str, str]:
    """The two sides of '09:00-17:00'."""
    first, _, last = _join(span).partition("-")
    return first.strip(), last.strip()


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
