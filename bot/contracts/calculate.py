"""`vroegwijzer calculate`: every line a case, every answer one line, by the very rules the conversation uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.contracts.cases import KINDS, Setting
from bot.contracts.jsonlines import Fields, LineError, identity, parse_object
from bot.contracts.render import Renderer
from bot.law import ContradictionError, Law
from bot.wording import Catalogue

_LANGUAGES = ("nl", "en")


def calculate_lines(
    lines: Iterable[str], today: date, law: Law, catalogue: Catalogue
) -> Iterator[tuple[dict[str, Any], bool]]:
    """One result for each line, in order, and whether the line was valid; an invalid one gives `{id, error}`.

    `today` (Dutch calendar day) is used where a line names none.
    """
    for line in lines:
        yield _answer(line, today, law, catalogue)


def _answer(line: str, today: date, law: Law, catalogue: Catalogue) -> tuple[dict[str, Any], bool]:
    content: Mapping[str, Any] = {}
    try:
        content = parse_object(line)
        return _calculate(content, today, law, catalogue), True
    except (LineError, ContradictionError) as error:
        renderer = Renderer(catalogue, "en" if content.get("lang") == "en" else "nl")
        answer: dict[str, Any] = {"id": identity(content), "error": renderer.sentence(error.key, error.values)}
        if isinstance(error, ContradictionError):
            answer["fields"] = list(error.fields)
        return answer, False


def _calculate(content: Mapping[str, Any], today: date, law: Law, catalogue: Catalogue) -> dict[str, Any]:
    given = identity(content)
    if given is None:
        raise LineError("id")
    lang = content.get("lang", "nl")
    if lang not in _LANGUAGES:
        raise LineError("lang", choices=", ".join(_LANGUAGES))
    fields, renderer = Fields(content), Renderer(catalogue, lang)
    kind = content.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise LineError("kind", choices=", ".join(KINDS))
    shown = KINDS[kind](fields, Setting(law, fields.day("today") or today, renderer))
    unread = fields.unread()
    if unread:
        values = {"fields": ", ".join(unread)}
        text = renderer.sentence("calculate.unknown_fields", values)
        shown["warnings"].append({"code": "unknown_fields", "text": text})
    return {"id": given, "kind": kind, **shown}
