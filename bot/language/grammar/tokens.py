"""A text cut into nodes: figures, known words and phrases, signs; everything else is tagged `x`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bot.language.grammar.calendar_words import (
    DAY_PARTS,
    DECADES,
    DEICTIC,
    MONTHS,
    NAME_LIKE_MONTHS,
    NAMED_CLOCKS,
    PLURAL_PARTS,
    SHORT_WEEKDAYS,
    TODAY_PARTS,
    UNITS,
    UNSURE_MONTHS,
    WEEKDAYS,
)
from bot.language.grammar.compounds import split_word
from bot.language.grammar.feasts import FEASTS
from bot.language.grammar.figures import figure, number_tag
from bot.language.grammar.lexicon import LONGEST_PHRASE, PHRASES, WORDS
from bot.language.grammar.nodes import Clock, Node
from bot.language.grammar.spelling import guess
from bot.language.number_words import cardinal, half_more, hour_plural, ordinal, plain
from bot.language.words import words

MOST_CHARACTERS = 2000
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_LETTER_O = re.compile(r"(?<!\w)(?=\d*o)(?=o*\d)[\do]+(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SIGNS = {",": "comma", ".": "stop", "-": "hyphen", "/": "slash", "!": "end", "?": "end", ";": "end", "\n": "end",
          "(": "open", ")": "close", ":": "colon", "~": "around", "&": "and", "@": "at", "+": "plus", "±": "around",
          "<": "less", ">": "greater", "=": "equal", "½": "half", "%": "thing", "\u20ac": "euro"}  # fmt: skip
_QUARTER = re.compile(r"[qk] ?([1-4])\b")
_POSTCODE = re.compile(r"([1-9]\d{3}) ?([a-z]{2})\b(?!')")
_SHORT_WORDS = words(
    """
        en of is in tm om na nu ik we ze te al er ga zo ma di wo do vr za to at on or by as am pm me de ja ok op
        af ca jr wk dd nl mn mo ed my no if it he so un la et el mi ha oh eh uh ur
    """
)


def cut(text: str) -> list[Node]:
    """The nodes of the first 2,000 characters of `text`; offsets count in `text`."""
    part = text[:MOST_CHARACTERS]
    line = lowered(part)
    return _settle(_phrases(_pieces(line, part), line))


def lowered(text: str) -> str:
    """`text` in lower case with plain quotes and hyphens, and zeros for the letter o in figures, of the same length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return _LETTER_O.sub(lambda found: found[0].replace("o", "0"), low.translate(_QUOTES))


def _pieces(line: str, original: str) -> list[Node]:
    nodes: list[Node] = []
    at = 0
    while at < len(line):
        letter = line[at]
        if letter in " \t\r":
            at += 1
            continue
        node = _postcode(line, at, original) or _piece(line, at, letter)
        nodes.append(node)
        at = node.end
    return nodes


def _postcode(line: str, at: int, original: str) -> Node | None:
    """Four figures and two letters; small letters only when they are no common word ('2014 en')."""
    found = _POSTCODE.match(line, at)
    if found is None or (found[2] in _SHORT_WORDS and not original[found.start(2) : found.end(2)].isupper()):
        return None
    return Node("postcode", f"{found[1]} {found[2].upper()}", found.start(), found.end())


def _piece(line: str, at: int, letter: str) -> Node:
    if letter.isdecimal() or letter in "'€":
        made = figure(line, at)
        if made is not None:
            return made
        if line.startswith("'s ", at):
            return Node("skip", "'s", at, at + 2)
        if letter.isdecimal():
            stop = at
            while stop < len(line) and line[stop].isdecimal():
                stop += 1
            return _glued(line, at, stop)
    quarter = _QUARTER.match(line, at)
    if quarter:
        return Node("quarter_no", int(quarter[1]), at, quarter.end())
    found = _WORD.match(line, at + (letter == "'"))
    if found:
        return Node("word", found[0], at, found.end())
    return Node(_SIGNS.get(letter, "skip" if letter in "\"'*[]{}" else "x"), letter, at, at + 1)


def _glued(line: str, at: int, stop: int) -> Node:
    """Figures with letters straight behind them: '12jaar', '1maart'; a code when the letters say nothing."""
    found = _WORD.match(line, stop)
    if found and _known(found[0]) and stop - at <= 4:
        value = int(line[at:stop])
        return Node(number_tag(value), value, at, stop)
    end = re.compile(r"[\w-]*").match(line, at)
    return Node("x", line[at:stop], at, end.end() if end else stop)


def _known(word: str) -> bool:
    return word in MONTHS or word in UNITS or word in WORDS or word in WEEKDAYS or guess(word) is not None


def _phrases(pieces: list[Node], line: str) -> list[Node]:
    """Phrases of several words become one node."""
    words = [
        line[piece.start : piece.end].lstrip("'") if piece.tag == "word" else line[piece.start : piece.end]
        for piece in pieces
    ]
    result: list[Node] = []
    at = 0
    while at < len(pieces):
        for size in range(min(LONGEST_PHRASE, len(pieces) - at), 0, -1):
            key = tuple(words[at : at + size])
            if key in FEASTS:
                result.append(Node("feast", FEASTS[key], pieces[at].start, pieces[at + size - 1].end))
            elif key in PHRASES:
                result.append(Node(PHRASES[key], " ".join(key), pieces[at].start, pieces[at + size - 1].end))
            else:
                continue
            at += size
            break
        else:
            result += _word_nodes(pieces[at], line) if pieces[at].tag == "word" else [pieces[at]]
            at += 1
    return result


def _word_nodes(piece: Node, line: str) -> list[Node]:
    """One or two nodes for a written word."""
    word = str(piece.value)
    if "\u00e9" in word and plain(word) == "een":
        return [Node("wn12", 1, piece.start, piece.end)]
    made = _lookup(plain(word)) or _lookup(word.split("'", maxsplit=1)[0] if "'" in word else "")
    if made is not None:
        return [Node(made[0], made[1], piece.start, piece.end)]
    split = split_word(word, piece.start, piece.end)
    if split:
        return split
    near = guess(word)
    if near is not None:
        return [Node(near[0], near[1], piece.start, piece.end)]
    return [Node("x", word, piece.start, piece.end)]


@lru_cache(maxsize=8192)
def _lookup(word: str) -> tuple[str, object] | None:
    if not word:
        return None
    for tag, table in _TABLES:
        if word in table:
            return tag, table[word]
    value = cardinal(word)
    if value is not None:
        return f"w{number_tag(value)}", value
    for tag, read in _NUMBER_WORDS:
        number = read(word)
        if number is not None:
            return tag, number
    return (WORDS[word], word) if word in WORDS else None


_NUMBER_WORDS: list[tuple[str, Callable[[str], float | None]]] = [
    ("word_ordinal", ordinal),
    ("hour_en", hour_plural),
    ("decimal", half_more),
]
_TABLES: list[tuple[str, dict[str, object]]] = [
    ("name_month", {word: MONTHS[word] for word in NAME_LIKE_MONTHS if word in MONTHS}),
    ("month_name", dict(MONTHS)),
    ("unsure_month", dict(UNSURE_MONTHS)),
    ("weekday", dict(WEEKDAYS)),
    ("short_weekday", dict(SHORT_WEEKDAYS)),
    ("deictic", dict(DEICTIC)),
    ("today_part", dict(TODAY_PARTS)),
    ("part", dict(DAY_PARTS)),
    ("parts", dict(PLURAL_PARTS)),
    ("named_clock", {word: Clock(at) for word, at in NAMED_CLOCKS.items()}),
    ("unit", dict(UNITS)),
    ("decade", dict(DECADES)),
    ("morgen", {"morgen": 1, "mrgen": 1, "morge": 1}),
    ("a", {"een": 1, "n": 1, "a": 1, "an": 1}),
]
_SHORTENED = {"month_name", "name_month", "unit", "short_weekday", "around", "per", "through", "van", "u", "back"}


def _ends_sentence(before: Node, result: list[Node], nodes: list[Node], stop: Node) -> bool:
    """'... dat hij in de problemen zat.' is no Saturday: the stop is the last sign of a longer text."""
    if stop is not nodes[-1] or len(result) == 1:
        return False
    return result[-2].tag == "x"


def _settle(nodes: list[Node]) -> list[Node]:
    """Drop what carries nothing, and the stop of a shortened word; a short weekday with its stop is sure."""
    result: list[Node] = []
    for node in nodes:
        before = result[-1] if result else None
        if node.tag == "stop" and before is not None and before.end == node.start and before.tag in _SHORTENED:
            if before.tag == "short_weekday" and not _ends_sentence(before, result, nodes, node):
                result[-1] = Node("weekday", before.value, before.start, node.end)
            continue
        if node.tag == "skip":
            continue
        result.append(node)
    return result
