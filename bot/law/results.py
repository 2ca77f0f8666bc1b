"""How every sum tells what it did: steps, remarks, and the two values that contradict each other.

Rooms hand over keys and values; whoever speaks to people renders them with the catalogue:
`catalogue.text(step.key, lang, step.text_values(lang))`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.law.book import Citation

StepValue = date | int | Decimal | bool | str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a text key with its values, the article, and what came out of this step."""

    key: str
    values: Mapping[str, Any]
    citation: Citation | None
    value: StepValue

    def text_values(self, lang: str) -> dict[str, Any]:
        """Values for the sentence, the article (`{article}`) written in `lang` among them."""
        article = self.citation.written(lang) if self.citation else ""
        return {**self.values, "article": article}


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning, or why something cannot be determined and whom to ask. `fields` names the results it is about."""

    code: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[str, ...] = ()


class ContradictionError(ValueError):
    """Two given values cannot both be right; `values` holds both, `fields` their names."""

    def __init__(self, key: str, values: Mapping[str, Any]) -> None:
        shown = ", ".join(f"{name} {value}" for name, value in values.items())
        super().__init__(f"{key}: {shown}")
        self.key = key
        self.values = dict(values)
        self.fields = tuple(values)
