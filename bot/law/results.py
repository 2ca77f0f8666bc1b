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


class Notes:
    """Gathers the steps, warnings and open points of one sum; text keys start with the room's name."""

    def __init__(self, room: str) -> None:
        self._room = room
        self.steps: list[Step] = []
        self.warnings: list[Remark] = []
        self.unknown: list[Remark] = []

    def step(self, name: str, citation: Citation | None, value: StepValue, **values: Any) -> None:
        """Add the step with the text `<room>.step_<name>`."""
        self.steps.append(Step(f"{self._room}.step_{name}", values, citation, value))

    def warn(self, code: str, **values: Any) -> None:
        """Add the warning with the text `<room>.warn_<code>`, once."""
        if all(remark.code != code for remark in self.warnings):
            self.warnings.append(Remark(code, f"{self._room}.warn_{code}", values))

    def undetermined(self, code: str, *fields: str, **values: Any) -> None:
        """Say why `fields` stay empty, with the text `<room>.unknown_<code>`, once."""
        if all(remark.code != code for remark in self.unknown):
            self.unknown.append(Remark(code, f"{self._room}.unknown_{code}", values, fields))


class ContradictionError(ValueError):
    """Two given values cannot both be right; `values` holds both, `fields` their names."""

    def __init__(self, key: str, values: Mapping[str, Any]) -> None:
        shown = ", ".join(f"{name} {value}" for name, value in values.items())
        super().__init__(f"{key}: {shown}")
        self.key = key
        self.values = dict(values)
        self.fields = tuple(values)
