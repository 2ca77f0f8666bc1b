"""Asking the calculator one case, the way its users do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from bot.contracts.calculate import calculate_lines
from bot.law import Law
from bot.wording import Catalogue


class Calculator:
    """Works out cases through `vroegwijzer calculate`'s own code."""

    def __init__(self, law: Law, catalogue: Catalogue, today: date) -> None:
        self._known = (today, law, catalogue)

    def raw(self, *lines: str) -> list[tuple[dict[str, Any], bool]]:
        """The answer to each line as it stands."""
        return list(calculate_lines(lines, *self._known))

    def answer(self, kind: str, **inputs: Any) -> dict[str, Any]:
        """The answer to one case, valid or not."""
        return self.raw(json.dumps({"id": "case", "kind": kind, **inputs}))[0][0]

    def end(self, route: str, **inputs: Any) -> dict[str, Any]:
        """The answer to one ending; fails where the line is refused."""
        answer = self.answer("end_of_employment", route=route, **inputs)
        assert "error" not in answer, answer
        return answer


def codes(remarks: list[dict[str, Any]]) -> set[str]:
    """The codes of warnings or undetermined points."""
    return {remark["code"] for remark in remarks}
