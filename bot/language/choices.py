"""Words by which people name a choice."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

_SPOKEN = {
    "nie": "niet",
    "ni": "niet",
    "nit": "niet",
    "neit": "niet",
    "nied": "niet",
    "weetnie": "weet niet",
    "weetniet": "weet niet",
}
"""Small words as they are spoken and mistyped; a lost 'niet' turns an answer round."""


class ChoiceWords:
    """Words by which people name a choice, from `data/answers/<lang>.yml`: question, choice, list of phrases."""

    def __init__(self, words: dict[str, dict[str, list[str]]]) -> None:
        self._words = words

    @classmethod
    def load(cls, folder: Path) -> ChoiceWords:
        """Both languages together: people mix them."""
        merged: dict[str, dict[str, list[str]]] = {}
        for path in sorted(folder.glob("*.yml")):
            for question, choices in yaml.safe_load(path.read_text(encoding="utf-8")).items():
                for choice, phrases in choices.items():
                    if not all(isinstance(phrase, str) for phrase in phrases):
                        msg = f'{path}: {question}.{choice} has a phrase that needs quotation marks, such as "no"'
                        raise ValueError(msg)
                    merged.setdefault(question, {}).setdefault(str(choice), []).extend(map(_spelled, phrases))
        return cls(merged)

    def find(self, question: str, text: str) -> str | None:
        """The one choice whose phrase stands in `text` as whole words; the longest phrase wins; a tie gives None."""
        said = f" {_spelled(text)} "
        hits = [
            (len(phrase), choice)
            for choice, phrases in self._words.get(question, {}).items()
            for phrase in phrases
            if f" {phrase} " in said
        ]
        best = max((length for length, _ in hits), default=0)
        choices = {choice for length, choice in hits if length == best}
        return choices.pop() if len(choices) == 1 else None


def _spelled(text: str) -> str:
    return " ".join(_SPOKEN.get(word, word) for word in plain(text).split())


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces."""
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()
