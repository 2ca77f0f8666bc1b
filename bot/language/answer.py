"""Reads one answer to one question."""

from __future__ import annotations

import re
from datetime import datetime

from bot.clock import local
from bot.language.candidates import Candidate, candidates
from bot.language.choose import choose
from bot.language.grammar.context import Context
from bot.language.grammar.pipeline import parse
from bot.language.languages import is_english
from bot.language.questions import APPOINTMENT_TIME, DURATION_SERVICE, QUESTIONS
from bot.language.readings import Reading

_SLASHES = re.compile(r"\d/\d")


def read_answer(text: str, question: str | None, now: datetime, language: str | None = None) -> Reading:
    """What `text` says in answer to `question`.

    `question` is one of the contract's names or None for a neutral reading; `now` is aware. `language` is
    a code such as `nl` or `en` where it is known; both are read either way, but in English 3/4 may be two days.
    ValueError for an unknown question or a naive `now`.
    """
    context = make_context(question, now, month_first=_month_first(text, language))
    nodes = parse(text, context)
    found: list[Candidate] = candidates(nodes, context, text)
    return choose(found, nodes, context, text)


def _month_first(text: str, language: str | None) -> bool:
    """Whether the month may stand first in figures with slashes: in English it does for some."""
    if not _SLASHES.search(text):
        return False
    return is_english(text) or (language == "en" and not any(letter.isalpha() for letter in text))


def make_context(question: str | None, now: datetime, *, month_first: bool = False) -> Context:
    """The context of a question; ValueError when the question is unknown or `now` has no time zone."""
    if question is not None and question not in QUESTIONS:
        raise ValueError(
            f"{question!r} is not a question that can be read; choose one of {', '.join(sorted(QUESTIONS))}"
        )
    if now.tzinfo is None:
        raise ValueError("the moment has no time zone; give an aware date-time")
    return Context(local(now).replace(tzinfo=None), question, month_first)


def read_duration(text: str, now: datetime) -> Reading:
    """How long somebody has worked, as a duration; 'sinds 2009' counts until `now` (aware)."""
    return read_answer(text, DURATION_SERVICE, now)


def read_time(text: str, now: datetime) -> Reading:
    """The time of day in `text`: a time, a period with an open side, or ambiguous. `now` is aware."""
    return read_answer(text, APPOINTMENT_TIME, now)
