"""Dutch and English number words, cardinal and ordinal, written as one word."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_UNITS_NL = {
    "nul": 0, "een": 1, "één": 1, "eentje": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15,
    "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS_NL = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_EN = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_ORDINALS = {
    "eerste": 1, "derde": 3, "achtste": 8, "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9,
    "twelfth": 12, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_EN_ORDINAL_STEMS = {f"{word}th": value for word, value in _EN.items()}
_HOUR_PLURALS = {
    "enen": 1, "tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5, "zessen": 6, "zevenen": 7, "achten": 8, "negenen": 9,
    "tienen": 10, "elven": 11, "twaalven": 12,
}  # fmt: skip
_SLIPS = {
    "teintig": "twintig", "twinteg": "twintig", "twinitg": "twintig", "dertein": "dertien", "veertein": "veertien",
    "fijf": "vijf", "viif": "vijf", "tein": "tien", "twaalef": "twaalf", "twalf": "twaalf", "eelf": "elf",
    "negetien": "negentien", "zeuven": "zeven", "zeuventien": "zeventien", "achtien": "achttien",
    "tachentig": "tachtig",
    "twie": "twee", "drei": "drie", "feerteen": "veertien",
}  # fmt: skip


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Lower case, without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(letter))


def cardinal(word: str) -> int | None:
    """The value of one written number word ('tweeëntwintig', 'twaalfhonderd', 'twenty-one'), or None."""
    word = plain(word)
    word = _SLIPS.get(word, word)
    return _dutch(word) if (english := _english(word)) is None else english


def half_more(word: str) -> float | None:
    """'Tweeënhalf': a number and a half, or None."""
    word = plain(word)
    for ending in ("eneenhalf", "eneenhalve", "enhalf", "enhalve"):
        stem = word.removesuffix(ending)
        if stem != word and (value := _dutch(stem)) is not None:
            return value + 0.5
    return None


def hour_plural(word: str) -> int | None:
    """'Na drieën', 'tegen zessen': the hour, or None."""
    return _HOUR_PLURALS.get(plain(word))


def ordinal(word: str) -> int | None:
    """The value of one written ordinal ('tweeëntwintigste', 'achtste', 'twenty-first'), or None."""
    word = plain(word)
    if word in _ORDINALS:
        return _ORDINALS[word]
    if word in _EN_ORDINAL_STEMS:
        return _EN_ORDINAL_STEMS[word]
    tens, _, unit = word.partition("-")
    if tens in _EN and unit and (small := ordinal(unit)) is not None and small < 10:
        return _EN[tens] + small
    for ending in ("ste", "de"):
        stem = word.removesuffix(ending)
        if stem != word and (value := _dutch(stem)) is not None:
            return value
    return None


def _english(word: str) -> int | None:
    if word in _EN:
        return _EN[word]
    tens, _, unit = word.partition("-")
    if unit and tens in _EN and unit in _EN and _EN[tens] >= 20 and _EN[unit] < 10:
        return _EN[tens] + _EN[unit]
    return None


def _dutch(word: str) -> int | None:
    word = word.replace("-", "")
    if word in _UNITS_NL:
        return _UNITS_NL[word]
    if word in _TENS_NL:
        return _TENS_NL[word]
    return _large(word, "duizend", 1000) or _large(word, "honderd", 100) or _below_hundred(word) or _century(word)


def _large(word: str, name: str, size: int) -> int | None:
    head, found, tail = word.partition(name)
    if not found:
        return None
    many = 1 if not head else _dutch(head)
    rest = 0 if not tail else _dutch(tail.removeprefix("en") if tail not in _UNITS_NL else tail)
    if many is None or rest is None or rest >= size:
        return None
    return many * size + rest


def _century(word: str) -> int | None:
    """'Negentiennegenennegentig': a year said in two halves."""
    for head, hundreds in (("negentien", 1900), ("twintig", 2000)):
        tail = word.removeprefix(head)
        if tail not in {word, ""} and (value := _dutch(tail)) is not None and 10 <= value < 100:
            return hundreds + value
    return None


def _below_hundred(word: str) -> int | None:
    for name, tens in _TENS_NL.items():
        stem = word.removesuffix(name)
        if stem == word or not stem.endswith("en"):
            continue
        unit = _UNITS_NL.get(stem.removesuffix("en"))
        if unit is not None and 0 < unit < 10:
            return tens + unit
    return None
