"""Results as JSON values: days in ISO form, amounts as numbers, every step and remark as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.law import Remark, Step
from bot.notice import Alternative
from bot.timeline import Deadline
from bot.wording import Catalogue

TOLD = frozenset({"steps", "warnings", "undetermined", "alternatives", "route"})


class Renderer:
    """Writes results in one language."""

    def __init__(self, catalogue: Catalogue, lang: str) -> None:
        self._catalogue = catalogue
        self._lang = lang

    def sentence(self, key: str, values: dict[str, Any]) -> str:
        """The sentence under `key`."""
        return self._catalogue.text(key, self._lang, values)

    def result(self, result: Any) -> dict[str, Any]:
        """Any result of the rooms: its values by name, and what it tells."""
        if not is_dataclass(result):
            msg = f"{type(result).__name__} is not a result"
            raise TypeError(msg)
        shown = {field.name: plain(getattr(result, field.name)) for field in fields(result) if field.name not in TOLD}
        shown["steps"] = self.steps(getattr(result, "steps", ()))
        shown["warnings"] = self.remarks(getattr(result, "warnings", ()))
        shown["undetermined"] = self.remarks(getattr(result, "undetermined", ()))
        alternatives = getattr(result, "alternatives", ())
        if alternatives:
            shown["alternatives"] = [self._alternative(alternative) for alternative in alternatives]
        return shown

    def steps(self, steps: Iterable[Step]) -> list[dict[str, Any]]:
        """Each step with its sentence, article, address and value."""
        return [
            {
                "what": self.sentence(step.key, step.text_values(self._lang)),
                "article": step.citation.article if step.citation else None,
                "url": step.citation.url if step.citation else None,
                "value": plain(step.value),
            }
            for step in steps
        ]

    def remarks(self, remarks: Iterable[Remark]) -> list[dict[str, Any]]:
        """Each remark with its sentence and the results that it is about."""
        return [
            {
                "code": remark.code,
                "text": self.sentence(remark.key, dict(remark.values)),
                **({"fields": list(remark.fields)} if remark.fields else {}),
            }
            for remark in remarks
        ]

    def deadline(self, entry: Deadline) -> dict[str, Any]:
        """A deadline with its sentences."""
        return {
            "key": entry.key,
            "day": plain(entry.day),
            "passed": entry.passed,
            "what": self.sentence(entry.title_key, dict(entry.values)),
            "do": self.sentence(entry.advice_key, dict(entry.values)),
            "article": entry.citation.article if entry.citation else None,
            "url": entry.citation.url if entry.citation else None,
        }

    def _alternative(self, alternative: Alternative) -> dict[str, Any]:
        return {
            "if": self.sentence(alternative.key, dict(alternative.values)),
            "notice_term_months": alternative.notice_term_months,
            "last_day": plain(alternative.last_day),
            "first_ww_day": plain(alternative.first_ww_day),
        }


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
