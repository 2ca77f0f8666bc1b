"""Reading one JSON line with care: what is not valid becomes a LineError that says what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

_LONGEST_LINE = 100_000
_LONGEST_SHOWN = 60
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EARLIEST, LATEST = date(1900, 1, 1), date(2150, 12, 31)
_MOST_EUROS = Decimal(1_000_000)

Choice = TypeVar("Choice", bound=StrEnum)


class LineError(ValueError):
    """A line that is not valid; `key` and `values` give the sentence, `calculate.error_<code>`."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(f"{code}: {values}")
        self.key = f"calculate.error_{code}"
        self.values = values


def parse_object(line: str) -> dict[str, Any]:
    """The JSON object in `line`; numbers with a point as Decimal. Raises LineError."""
    if not line.strip():
        raise LineError("empty")
    if len(line) > _LONGEST_LINE:
        raise LineError("too_long", most=_LONGEST_LINE)
    try:
        content = json.loads(line, parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise LineError("not_json") from error
    if not isinstance(content, dict):
        raise LineError("not_object")
    return content


def identity(content: Mapping[str, Any]) -> str | int | float | None:
    """The `id` to echo: text or a number; None where there is none that can be echoed."""
    found = content.get("id")
    if isinstance(found, str):
        return found.encode("utf-8", "replace").decode()
    if isinstance(found, Decimal):
        return float(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


class Fields:
    """The fields of one line, read by name and type. Every reader raises LineError for a value that does not fit."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        self._read = {"id", "kind", "lang"}

    def _get(self, name: str) -> Any:
        self._read.add(name)
        return self._content.get(name)

    def with_changes(self, changes: Mapping[str, Any]) -> Fields:
        """The same line with other values for some fields."""
        return Fields({**self._content, **changes})

    def given(self, name: str) -> bool:
        """Whether the line has this field at all, be it null."""
        return name in self._content

    def unread(self) -> list[str]:
        """Names in the line that nobody asked for."""
        return sorted(_shown(name) for name in self._content if name not in self._read)

    def day(self, name: str) -> date | None:
        """A day written as YYYY-MM-DD."""
        value = self._get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
            raise LineError("day", field=name, value=_shown(value))
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise LineError("no_such_day", field=name, value=value) from error
        if not EARLIEST <= day <= LATEST:
            raise LineError("day_range", field=name, value=value, low=EARLIEST.year, high=LATEST.year)
        return day

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`."""
        value = self._get(name)
        return None if value is None else _whole(name, value, low, high)

    def wholes(self, name: str, low: int, high: int) -> tuple[int, ...] | None:
        """A list of whole numbers from `low` to `high`."""
        value = self._get(name)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) > high - low + 1:
            raise LineError("list", field=name, low=low, high=high)
        return tuple(_whole(name, item, low, high) for item in value)

    def number(self, name: str, high: int) -> Decimal | None:
        """A number from 0 to `high`; parts allowed."""
        value = self._get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= high:
            raise LineError("number", field=name, value=_shown(value), low=0, high=high)
        return Decimal(value)

    def euros(self, name: str) -> Decimal | None:
        """An amount of 0 or more, at most a million."""
        value = self._get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= _MOST_EUROS:
            raise LineError("euros", field=name, value=_shown(value))
        return Decimal(value)

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value = self._get(name)
        if value is not None and not isinstance(value, bool):
            raise LineError("flag", field=name, value=_shown(value))
        return value

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """One of the names in `choices`."""
        value = self._get(name)
        if value is None:
            return None
        if not isinstance(value, str) or value not in {choice.value for choice in choices}:
            raise LineError("choice", field=name, value=_shown(value), choices=", ".join(choices))
        return choices(value)

    def inner(self, name: str) -> dict[str, Any]:
        """An object inside this one; required."""
        value = self._get(name)
        if not isinstance(value, dict):
            raise LineError("inner", field=name)
        return value


def _whole(name: str, value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise LineError("whole", field=name, value=_shown(value), low=low, high=high)
    return value


def _shown(value: Any) -> str:
    """A value short enough for a sentence, and writable in UTF-8."""
    text = value if isinstance(value, str) else _as_json(value)
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _as_json(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 4 * _LONGEST_SHOWN:
        return "…"
    return json.dumps(value, default=str, ensure_ascii=False)
