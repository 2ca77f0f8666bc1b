"""Dutch postcodes in what people type: '1234 AB', '1234ab', or only the figures."""

from __future__ import annotations

import re

_FULL = re.compile(r"(?<!\d)([1-9]\d{3})\s?([A-Za-z]{2})(?![A-Za-z])")
_FIGURES = re.compile(r"(?<![\d.,])([1-9]\d{3})(?![\d,]|\.\d)")
_UNUSED = {"SA", "SD", "SS"}
"""Pairs of letters that PostNL never gave out."""
_WORDS = {"en", "of", "is", "in", "op", "na", "te", "we", "ik", "ja", "as", "or", "at", "to", "nu", "ga"}
_AFTER_A_YEAR = _WORDS | {"de", "al", "om", "ze", "he", "it", "on", "my", "so", "by", "no", "if", "do", "er", "je"}
"""Words that go on after a year, in capitals too: 'SINDS 12 MEI 2016 EN OP'."""
_YEARS = range(1900, 2100)


def read_postcode(text: str) -> str | None:
    """The last postcode in `text` as '1234 AB', or only its figures where no letters follow; None without one."""
    found = None
    for match in _FULL.finditer(text):
        if _is_postcode(match):
            found = f"{match[1]} {match[2].upper()}"
    if found is not None:
        return found
    figures = _FIGURES.findall(text)
    return figures[-1] if figures else None


def find_postcodes(text: str) -> list[tuple[int, int, str]]:
    """Every full postcode in `text` with its place: start, end, '1234 AB'."""
    return [
        (match.start(), match.end(), f"{match[1]} {match[2].upper()}")
        for match in _FULL.finditer(text)
        if _is_postcode(match)
    ]


def _is_postcode(match: re.Match[str]) -> bool:
    letters = match[2]
    if letters.upper() in _UNUSED or (int(match[1]) in _YEARS and letters.lower() in _AFTER_A_YEAR):
        return False
    return letters.isupper() or letters not in _WORDS
