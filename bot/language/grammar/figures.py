"""Dates, times and numbers written in figures: shapes tried in order, from the left."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from bot.language.grammar.nodes import Calendar, Clock, Length, Node

_SHORT = r"(?!\w|[-/.,:]\d)"
_OPEN = r"(?!\w)"
_SHAPES: list[tuple[str, str]] = [
    ("compact", r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d" + _SHORT),
    ("compact", r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])" + _SHORT),
    ("code", r"\d{3}-\d\d-\d{4}" + _OPEN),
    ("code", r"\d{3,}(?:-\d+){3,}"),
    ("code", r"24/7(?= ?[a-z])"),
    ("code", r"0\d{1,3}[- ]\d{6,8}" + _OPEN),
    ("ymd", r"(?:1\d|20)\d\d([-/.])\d{1,2}\g<-1>\d{1,2}" + _OPEN),
    ("dmy", r"\d{1,2} ?([-/.]) ?\d{1,2} ?\g<-1> ?(?:'?\d{2}(?!\d)|[12]\d{3})" + _OPEN),
    ("clock", r"\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:uur|[ap]\.?m\b\.?|[uh]\b))?(?!\w|:\d)"),
    ("clock", r"\d{1,2}\.\d{2}(?: ?uur\b| ?[ap]\.?m\b| ?[uh]\b)"),
    ("length", r"\d{1,2} ?[jy](?:r|rs|aar)? ?\d{1,2} ?m(?:nd|o|os)?\b"),
    ("clock", r"\d{1,2}[uh][0-5]\d(?!\d)"),
    ("clock", r"\d{1,2}(?: ?[ap]\.?m|[uh])\b"),
    ("clock", r"\d{3,4}(?: ?[ap]m| ?u(?:ur)?)\b"),
    ("years", r"(?:19|20)\d\d ?[-/~] ?(?:19|20)\d\d" + _SHORT),
    ("my", r"(?:0?[1-9]|1[0-2]) ?[-/] ?(?:19|20)\d\d" + _OPEN),
    ("my", r"(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d" + _OPEN),
    ("ym", r"(?:19|20)\d\d(?: ?[-/] ?|\.)(?:0?[1-9]|1[0-2])" + _SHORT),
    ("money", r"€ ?\d[\d.,]*(?:-|k\b)?"),
    ("money", r"\d{1,3}(?:\.\d{3})+(?:,\d\d|,-)?" + _SHORT),
    ("money", r"\d+,(?:\d\d|-)" + _SHORT),
    ("pair", r"\d{1,2}[-/]\d{1,2}" + _SHORT),
    ("dotted", r"\d{1,2}\.\d{1,2}" + _SHORT),
    ("decimal", r"\d+[.,]\d+" + _OPEN),
    ("ordinal", r"\d{1,2}(?:sten|ste|st|nd|rd|th|den|de|e)\b"),
    ("hour_en", r"\d{1,2}-?en\b"),
    ("shortyear", r"'\d\d" + _OPEN),
    ("number", r"\d+(?![a-z\d])"),
]
_COMPILED = [(name, re.compile(shape.replace(r"\g<-1>", r"\1"))) for name, shape in _SHAPES]


def figure(text: str, position: int) -> Node | None:
    """The node for figures at `position` of the lower-case `text`, or None."""
    for shape, pattern in _COMPILED:
        found = pattern.match(text, position)
        if found is not None:
            tag, value = _READERS[shape](found[0])
            return Node(tag, value, found.start(), found.end())
    return None


def number_tag(value: float) -> str:
    """The class of a whole number: what it can be in a date."""
    for tag, top in (
        ("n0", 0),
        ("n12", 12),
        ("n23", 23),
        ("n31", 31),
        ("n59", 59),
        ("n99", 99),
        ("n999", 999),
        ("n1899", 1899),
    ):
        if value <= top:
            return tag
    return "n2100" if value <= 2100 else "big"


def full_year(short: int, pivot: int = 50) -> int:
    """Four figures for two: below `pivot` in this century."""
    return 2000 + short if short < pivot else 1900 + short


Made = tuple[str, object]


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]


def _read_dmy(text: str) -> Made:
    day, month, year = _numbers(text)
    short = year < 100
    if month > 12 >= day:
        day, month = month, day
    swaps = "/" in text and day <= 12 and day != month
    return "day", Calendar(full_year(year) if short else year, month, day, short_year=short, swaps=swaps)


def _read_compact(text: str) -> Made:
    if int(text[2:4]) <= 12 and int(text[4:]) >= 1900:
        return "day", Calendar(int(text[4:]), int(text[2:4]), int(text[:2]))
    return "day", Calendar(int(text[:4]), int(text[4:6]), int(text[6:]))


def _read_ymd(text: str) -> Made:
    year, month, day = _numbers(text)
    return "day", Calendar(year, month, day)


def _read_clock(text: str) -> Made:
    numbers = _numbers(text)
    if len(numbers) == 1 and numbers[0] >= 100:
        numbers = [numbers[0] // 100, numbers[0] % 100]
    hour, minute, second = [*numbers, 0, 0][:3]
    half = re.search(r"([ap])\.?m", text)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return "no_such_time", text
    bare = len(numbers) == 1
    return "clock", Clock(
        time(hour, minute, second), sure=bool(half) or hour > 12 or hour == 0 or text.startswith("0"), bare=bare
    )


def _read_pair(text: str) -> Made:
    first, second = _numbers(text)
    return "pair", (first, second, "-" in text)


def _read_dotted(text: str) -> Made:
    first, second = _numbers(text)
    return "dotted", (first, second, text)


def _read_my(text: str) -> Made:
    month, year = _numbers(text)
    return "month", Calendar(year, month)


def _read_ym(text: str) -> Made:
    year, month = _numbers(text)
    return "month", Calendar(year, month)


def _read_number(text: str) -> Made:
    if len(text) == 2 and "01" <= text <= "12" and text[0] == "0":
        return "z12", int(text)
    return number_tag(int(text)), int(text)


def _read_decimal(text: str) -> Made:
    return "decimal", float(text.replace(",", "."))


def _read_money(text: str) -> Made:
    small = re.fullmatch(r"(\d{1,2}),(\d\d)", text)
    return ("decimal", float(text.replace(",", "."))) if small and small[2] in {"25", "50", "75"} else ("money", text)


def _read_ordinal(text: str) -> Made:
    return "ordinal", _numbers(text)[0]


def _read_length(text: str) -> Made:
    years, months = _numbers(text)
    return "length", Length(years=years, months=months)


def _read_hour(text: str) -> Made:
    value = _numbers(text)[0]
    return ("hour_en", value) if 1 <= value <= 12 else ("x", text)


_READERS: dict[str, Callable[[str], Made]] = {
    "code": lambda text: ("x", text),
    "ymd": _read_ymd,
    "compact": _read_compact,
    "dmy": _read_dmy,
    "clock": _read_clock,
    "my": _read_my,
    "ym": _read_ym,
    "years": lambda text: ("years", tuple(_numbers(text))),
    "money": _read_money,
    "pair": _read_pair,
    "dotted": _read_dotted,
    "length": _read_length,
    "decimal": _read_decimal,
    "ordinal": _read_ordinal,
    "hour_en": _read_hour,
    "shortyear": lambda text: ("shortyear", int(text[1:])),
    "number": _read_number,
}
