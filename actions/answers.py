"""What a message gives for an open question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the message gives for a question: a `value` to keep, or `options` to ask back, or neither.

    `problem` is the key of a sentence that says why an answer cannot be right, such as a day that does not exist.
    """

    value: Any = None
    options: tuple[Any, ...] = ()
    unknown: bool = False
    problem: str | None = None

    @property
    def usable(self) -> bool:
        """Whether there is something to keep or to ask back."""
        return self.value is not None or bool(self.options) or self.unknown


NOTHING = Answer()
UNKNOWN = Answer(unknown=True)
NO_SUCH_DAY = Answer(problem="repair.no_such_day")
