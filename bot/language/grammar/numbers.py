"""Number words that stand apart are put together: 'tweeduizend achttien', 'negentien achtenzeventig'."""

from __future__ import annotations

from bot.language.grammar.figures import number_tag
from bot.language.grammar.nodes import Node


def merge_numbers(nodes: list[Node]) -> list[Node]:
    """The nodes with written numbers joined; all numbers get the tags of figures."""
    result: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if not _written(node):
            result.append(node)
            at += 1
            continue
        value, used = _join(nodes, at)
        result.append(Node(number_tag(value), value, node.start, nodes[at + used - 1].end))
        at += used
    return result


def _written(node: Node) -> bool:
    return node.tag.startswith("wn") or node.tag == "wbig"


def _join(nodes: list[Node], at: int) -> tuple[int, int]:
    """The value of the number words from `at` on, and how many nodes they take."""
    value = int(nodes[at].value)
    used = 1
    while at + used < len(nodes):
        following = nodes[at + used]
        if _hyphened(nodes, at + used):
            joined = _add(value, int(nodes[at + used + 1].value), linked=False)
            if joined is None:
                return value, used
            value, used = joined, used + 2
            continue
        skip = 1 if following.tag == "and" and at + used + 1 < len(nodes) else 0
        other = nodes[at + used + skip]
        if not _written(other):
            return value, used
        if not skip and value in {19, 20} and at + used + 1 < len(nodes):
            rest, taken = _join(nodes, at + used)
            if 10 <= rest < 100:
                return value * 100 + rest, used + taken
        joined = _add(value, int(other.value), bool(skip))
        if joined is None:
            return value, used
        value, used = joined, used + skip + 1
    return value, used


def _hyphened(nodes: list[Node], at: int) -> bool:
    """'Twenty-one', 'twenty-nineteen': a hyphen without blanks between two number words."""
    if at + 1 >= len(nodes) or nodes[at].tag != "hyphen" or not _written(nodes[at + 1]):
        return False
    return nodes[at - 1].end == nodes[at].start and nodes[at].end == nodes[at + 1].start


def _add(left: int, right: int, linked: bool) -> int | None:
    """The number that two words make together, or None when they are two numbers."""
    if right in {100, 1000} and 0 < left < 100:
        return left * right
    if _leaves_room(left, right, linked):
        return left + right
    if not linked and left in {19, 20} and 10 <= right < 100:
        return left * 100 + right
    return None


def _leaves_room(left: int, right: int, linked: bool) -> bool:
    """Whether `right` fits in the noughts of `left`: 2000 and 18, 500 and 5, twenty and six, twee en twintig."""
    if left >= 100 and left % 100 == 0 and right < 100:
        return True
    if left >= 1000 and left % 1000 == 0 and right < 1000:
        return True
    if linked:
        return 0 < left < 10 and 20 <= right < 100 and right % 10 == 0
    tens = left % 100 >= 20 and left % 10 == 0 and (left < 100 or left // 100 in {19, 20})
    return tens and 0 < right < 10
