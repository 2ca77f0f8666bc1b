"""Cuts a long message into its clauses, so that a question hidden among facts can be heard."""

from __future__ import annotations

import re

LONG = 14
"""From so many words on, a message is also read clause by clause."""
MOST = 6

_BREAK = re.compile(
    r"(?<=[.!?;\n])\s+|\s*[,;:]\s+|\s+-+\s+|\s+(?=(?:maar|want|dus|en (?:nu|nou|toen|dan|ik|wat|hoe|mag|moet|kan)|but|so|because|and (?:now|then|i|what|how|can|do))\s)",
    re.IGNORECASE,
)


def clauses(text: str, long: int = LONG, most: int = MOST) -> list[str]:
    """The clauses of a message of `long` words and more, each of at least four words, the last `most`; else none."""
    if len(text.split()) < long:
        return []
    found: list[str] = []
    for part in (piece.strip() for piece in _BREAK.split(text) if piece and piece.strip()):
        if found and (len(part.split()) < 4 or len(found[-1].split()) < 4):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found[-most:] if len(found) > 1 else []
