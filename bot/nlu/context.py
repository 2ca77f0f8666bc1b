"""A question that was just asked colours what comes next: a bare date, number, yes or no is its answer."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.nlu.model import Ranking
from bot.nlu.understanding import Understanding

_YES = frozenset(
    [
        "ja",
        "jawel",
        "jep",
        "jup",
        "yep",
        "yes",
        "yeah",
        "yup",
        "klopt",
        "ok",
        "oke",
        "okay",
        "akkoord",
        "prima",
        "goed",
        "graag",
        "inderdaad",
        "idd",
        "zeker",
        "correct",
        "sure",
    ]
)
_NO = frozenset(["nee", "neen", "nope", "no", "nah", "niet", "liever", "nooit"])
_SMALL = frozenset(
    [
        "uh",
        "eh",
        "ehm",
        "uhm",
        "euh",
        "nou",
        "eens",
        "even",
        "dat",
        "is",
        "was",
        "op",
        "de",
        "per",
        "sinds",
        "vanaf",
        "tot",
        "in",
        "om",
        "rond",
        "ongeveer",
        "circa",
        "ca",
        "zo",
        "n",
        "zo'n",
        "dus",
        "denk",
        "ik",
        "volgens",
        "mij",
        "geloof",
        "volgens",
        "meen",
        "dacht",
        "het",
        "zou",
        "moet",
        "zijn",
        "worden",
        "wordt",
        "werd",
        "nog",
        "graag",
        "kan",
        "dan",
        "wel",
        "hoor",
        "maar",
        "met",
        "ingang",
        "van",
        "a.s.",
        "aanstaande",
        "komende",
        "afgelopen",
        "vorige",
        "it's",
        "its",
        "it",
        "was",
        "on",
        "the",
        "since",
        "from",
        "until",
        "about",
        "around",
        "roughly",
        "i",
        "think",
        "guess",
        "at",
        "by",
        "of",
        "would",
        "be",
        "please",
        "last",
        "next",
        "this",
        "my",
        "mijn",
        "een",
        "a",
        "jaar",
        "years",
        "jaren",
        "maanden",
        "months",
        "weken",
        "weeks",
        "dagen",
        "days",
        "uur",
        "o'clock",
        "morgen",
        "ochtend",
        "middag",
        "avond",
        "half",
        "kwart",
        "over",
        "voor",
        "begin",
        "eind",
        "medio",
        "midden",
        "geleden",
        "ago",
        "start",
        "end",
        "early",
        "late",
        "mid",
        "brief",
        "letter",
        "gekregen",
        "got",
        "received",
        "datum",
        "date",
        "geboren",
        "born",
        "bijna",
        "almost",
        "ruim",
    ]
)


def in_answer_to(heard: Understanding, text: str, read: str | None) -> Understanding:
    """What `text` means as the answer to a question; `read` is the part of it that was read as a value, None where none was.

    An answer is bare when beside the value only small words are left. A cry for help stays one, a question stays a question.
    """
    if heard.crisis or "?" in text:
        return heard
    words = re.findall(r"[a-z0-9'.-]+", text.lower())
    if not words:
        return heard
    if all(word.strip(".") in _YES for word in words):
        return _as(heard, "affirm")
    if all(word.strip(".") in _NO for word in words):
        return _as(heard, "deny")
    value = set(re.findall(r"[a-z0-9'.-]+", (read or "").lower()))
    rest = [word for word in words if word not in value and word.strip(".") not in _SMALL and not _is_number(word)]
    said_something = bool(read) or any(_is_number(word) for word in words)
    return _as(heard, "inform") if said_something and len(rest) <= 1 else heard


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _as(heard: Understanding, intent: str) -> Understanding:
    if heard.intent == intent and heard.decision == "act":
        return heard
    sure = 0.99
    others = tuple((name, chance * (1 - sure)) for name, chance in heard.ranking.scores if name != intent)
    return replace(heard, intent=intent, confidence=sure, decision="act", ranking=Ranking(((intent, sure), *others)))
