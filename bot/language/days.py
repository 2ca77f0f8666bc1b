"""A number of days, as somebody answers 'how many days': '36', 'zes weken', 'vijf weken en twee dagen'."""

from __future__ import annotations

from bot.language.grammar.numbers import merge_numbers
from bot.language.grammar.tokens import cut

_DAYS_IN = {"day": 1, "week": 7}
_VAGUE = frozenset({"around", "more", "almost", "month_name", "n2100", "n1899", "one_and_half", "decimal"})
_NUMBERS = frozenset({"n0", "n12", "n23", "n31", "n59", "n99", "n999", "a"})


def read_days(text: str) -> int | None:
    """The days in `text`; weeks are turned into days, a bare number is a number of days.

    None where it is not certain: 'about five weeks' is no count, months and years differ in length, a date is no number
    of days, and of two bare numbers one would be a guess.
    """
    nodes = merge_numbers(cut(text))
    corrections = [node.end for node in nodes if node.tag == "correction"]
    if corrections:
        nodes = [node for node in nodes if node.start >= corrections[-1]]
    if any(node.tag in _VAGUE for node in nodes):
        return None
    total, bare = 0, 0
    for place, node in enumerate(nodes):
        if node.tag not in _NUMBERS or not isinstance(node.value, int):
            continue
        following = nodes[place + 1] if place + 1 < len(nodes) else None
        if following is not None and following.tag == "unit":
            size = _DAYS_IN.get(following.value.unit)
            if size is None:
                return None
            total += node.value * size * following.value.size
        elif node.tag != "a":
            bare += 1
            total += node.value
    counted = any(node.tag == "unit" for node in nodes)
    return total if total and bare + counted == 1 else None
