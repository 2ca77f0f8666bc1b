"""Cutting a text to Telegram's limits, which count UTF-16 units."""

from __future__ import annotations

LONGEST_MESSAGE = 4000
"""Below Telegram's 4096, so that the choice made can be added to a message afterwards."""

LONGEST_CAPTION = 1024
_BREAKS = ("\n\n", "\n", ". ", " ")


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def split_text(text: str, longest: int = LONGEST_MESSAGE) -> list[str]:
    """`text` in parts of at most `longest` units: cut between paragraphs, else lines, sentences, words, characters."""
    parts = []
    rest = text.strip()
    while units(rest) > longest:
        head = _head(rest, longest)
        cut = next((at for mark in _BREAKS if (at := _last_break(head, mark)) > 0), len(head))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [part for part in (*parts, rest) if part]


def _head(text: str, longest: int) -> str:
    """As many whole characters as fit."""
    head = text[:longest]
    while units(head) > longest:
        head = head[: len(head) - max(1, (units(head) - longest) // 2)]
    return head


def _last_break(head: str, mark: str) -> int:
    """Just behind the last `mark` in the second half of `head`; 0 where there is none."""
    found = head.rfind(mark, len(head) // 2)
    return found + len(mark) if found >= 0 else 0
