"""Words written as one that are two: 'dinsdagochtend', 'halfdrie', 'halfjaar', 'vd'."""

from __future__ import annotations

from bot.language.grammar.calendar_words import DAY_PARTS, DEICTIC, MORNING, UNITS, WEEKDAYS
from bot.language.grammar.nodes import Node
from bot.language.number_words import cardinal

_DAYS: dict[str, tuple[str, int]] = {
    **{word: ("weekday", number) for word, number in WEEKDAYS.items()},
    **{word: ("deictic", days) for word, days in DEICTIC.items()},
    "morgen": ("morgen", 1),
}
_LONGEST_FIRST = sorted(_DAYS, key=len, reverse=True)
_ENDINGS = (*DAY_PARTS, "vroeg")


def split_word(word: str, start: int, end: int) -> list[Node]:
    """The two nodes of a compound that stands from `start` to `end`; empty when it is none."""
    if word == "vd":
        return [Node("van", "van", start, start + 1), Node("the", "de", start + 1, end)]
    return _day_and_part(word, start, end) or _half_and_rest(word, start, end)


def _day_and_part(word: str, start: int, end: int) -> list[Node]:
    if not word.endswith(_ENDINGS):
        return []
    for day in _LONGEST_FIRST:
        rest = word.removeprefix(day)
        hours = MORNING if rest == "vroeg" else DAY_PARTS.get(rest.lstrip("-"))
        if rest != word and hours is not None:
            split = start + len(day)
            tag, value = _DAYS[day]
            return [Node(tag, value, start, split), Node("part", hours, split, end)]
    return []


def _half_and_rest(word: str, start: int, end: int) -> list[Node]:
    rest = word.removeprefix("half")
    if rest == word or len(rest) < 3:
        return []
    half, split = Node("half", "half", start, start + 4), start + 4
    if rest in UNITS:
        return [half, Node("unit", UNITS[rest], split, end)]
    hour = cardinal(rest)
    return [half, Node("wn12", hour, split, end)] if hour is not None and 1 <= hour <= 12 else []
