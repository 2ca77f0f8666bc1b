"""Rules over tagged nodes: every tag is one letter of a code, so that a pattern is an ordinary regular expression.

A pattern is written as `day van? month (comma? year)?`: names of tags or of classes of tags, `?`, `*`, `+`, `|` and
brackets as in regular expressions, `label:name` to name an element, `!name` and `=name` for "not followed by" and
"followed by", `<!name` and `<=name` for "not preceded by" and "preceded by", `^` and `$` for the ends of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Node, Stretch

_codes: dict[str, str] = {}
_classes: dict[str, frozenset[str]] = {}
_ELEMENT = re.compile(r"\s*(?:(?P<mark>[()?*+|^$])|(?P<look><?[!=])?(?:(?P<label>[a-z_0-9]+):)?(?P<name>[a-z_0-9]+))")


def _code(tag: str) -> str:
    return _codes.setdefault(tag, chr(0xE000 + len(_codes)))


def define(name: str, tags: Sequence[str]) -> None:
    """Make `name` stand for any of `tags` (names of classes are unfolded) in patterns; 09 goes wherever 9 goes."""
    if "n12" in tags:
        tags = [*tags, "z12"]
    unfolded: set[str] = set()
    for tag in tags:
        unfolded |= _classes.get(tag, {tag})
    _classes[name] = frozenset(unfolded)


def members(name: str) -> frozenset[str]:
    """The tags that `name` stands for."""
    return _classes.get(name, frozenset({name}))


def encode(nodes: Sequence[Node]) -> str:
    """One letter for each node."""
    return "".join(_code(node.tag) for node in nodes)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression over codes for `pattern`; ValueError if it cannot be read."""
    parts: list[str] = []
    seen: set[str] = set()
    position = 0
    while position < len(pattern):
        found = _ELEMENT.match(pattern, position)
        if found is None:
            raise ValueError(f"cannot read pattern {pattern!r} at {position}")
        position = found.end()
        if found["mark"]:
            parts.append("(?:" if found["mark"] == "(" else found["mark"])
            continue
        letters = "[" + "".join(sorted(_code(tag) for tag in members(found["name"]))) + "]"
        if found["look"]:
            parts.append(f"(?{found['look']}{letters})")
            continue
        label = found["label"] or found["name"]
        parts.append(letters if label in seen else f"(?P<{label}>{letters})")
        seen.add(label)
    return re.compile("".join(parts))


@dataclass(frozen=True, slots=True)
class Match:
    """The nodes that a rule matched, by label."""

    nodes: Sequence[Node]
    found: Mapping[str, int]
    first: int
    last: int

    def has(self, label: str) -> bool:
        """Whether the optional element was there."""
        return label in self.found

    def value(self, label: str, default: Any = None) -> Any:
        """The meaning of the labelled node, or `default` when it is not there."""
        return self.nodes[self.found[label]].value if label in self.found else default

    def node(self, label: str) -> Node:
        """The labelled node."""
        return self.nodes[self.found[label]]


Build = Callable[[Match, Context], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` becomes one node tagged `tag` with what `build` returns; None from `build` leaves it as it was."""

    tag: str
    regex: re.Pattern[str]
    build: Build


def rule(tag: str, pattern: str, build: Build) -> Rule:
    """A rule from its written pattern."""
    return Rule(tag, compile_pattern(pattern), build)


def apply_rules(rules: Sequence[Rule], nodes: list[Node], context: Context) -> list[Node]:
    """The nodes after every rule in its turn, each on the leftmost places where it fits."""
    coded = encode(nodes)
    for one in rules:
        if one.regex.search(coded) is None:
            continue
        nodes = _apply(one, nodes, coded, context)
        coded = encode(nodes)
    return nodes


def _tag(tag: str, value: Any) -> str:
    """`by_grain` stands for the tag that the stretch's own grain asks for."""
    if tag != "by_grain" or not isinstance(value, Stretch):
        return tag
    return {"day": "day", "month": "month", "year": "year", "time": "moment"}.get(value.grain, "period")


def _apply(one: Rule, nodes: list[Node], coded: str, context: Context) -> list[Node]:
    result: list[Node] = []
    done = 0
    for found in one.regex.finditer(coded):
        first, last = found.span()
        if first == last:
            continue
        labels = {label: found.start(label) for label in one.regex.groupindex if found.start(label) >= 0}
        value = one.build(Match(nodes, labels, first, last), context)
        if value is None:
            continue
        result += nodes[done:first]
        made = Node(_tag(one.tag, value), value, nodes[first].start, nodes[last - 1].end)
        result.append(made)
        done = last
    return result + nodes[done:]
