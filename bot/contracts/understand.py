"""`vroegwijzer understand`: one JSON line in, one out, with the model and the grammar of the conversation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from bot.clock import AMSTERDAM
from bot.language import QUESTIONS, detect_language, read_answer
from bot.nlu import Understander, in_answer_to


class _Invalid(ValueError):
    """A line that cannot be understood; the message says why in one sentence."""


def understand_lines(lines: Iterable[str], model: Understander, now: datetime) -> Iterator[tuple[dict[str, Any], bool]]:
    """A result for each line that is not empty, in order, and whether the line was valid.

    Takes `now` (aware, or naive Dutch wall-clock time) for lines without their own. A result has `id`, `language`,
    `intent`, `confidence`, `decision`, `crisis` and `alternatives`, and `value` where the line has a `question`;
    an invalid line gives `id` and `error`.
    """
    for line in lines:
        if not line.strip():
            continue
        asked: Any = None
        try:
            asked = _parse(line)
            yield _understand(asked, model, now), True
        except _Invalid as problem:
            yield {"id": asked.get("id") if isinstance(asked, dict) else None, "error": str(problem)}, False


def _parse(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as problem:
        msg = f"This line is not valid JSON: {problem.msg} at character {problem.pos + 1}."
        raise _Invalid(msg) from problem
    if not isinstance(asked, dict):
        msg = "A line must be a JSON object with id and text."
        raise _Invalid(msg)
    return asked


def _understand(asked: dict[str, Any], model: Understander, now: datetime) -> dict[str, Any]:
    text = asked.get("text")
    if not isinstance(text, str) or not text.strip():
        msg = "The field text is missing or empty: give what the person typed."
        raise _Invalid(msg)
    question = asked.get("question")
    if question is not None and question not in QUESTIONS:
        msg = f"The question {question!r} is not known; use one of {', '.join(sorted(QUESTIONS))}."
        raise _Invalid(msg)
    moment = _moment(asked.get("now"), now)
    language = detect_language(text)
    heard = model.read(text)
    result: dict[str, Any] = {"id": asked.get("id"), "language": language}
    value: dict[str, Any] | None = None
    if question is not None:
        reading = read_answer(text, question, moment, language)
        value = reading.to_dict()
        heard = in_answer_to(heard, text, reading.text if value["outcome"] != "none" else None)
    result |= {"intent": heard.intent, "confidence": round(heard.confidence, 4), **heard.to_dict()}
    return result if value is None else result | {"value": value}


def _moment(given: Any, now: datetime) -> datetime:
    if given is None:
        return now
    try:
        moment = datetime.fromisoformat(given)
    except (TypeError, ValueError) as problem:
        msg = f"The field now must be an ISO date-time such as 2026-11-22T10:00, not {given!r}."
        raise _Invalid(msg) from problem
    return moment.astimezone(AMSTERDAM) if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
