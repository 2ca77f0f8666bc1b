"""What a message gives for an open question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the message gives for a question: a `value` to keep, or `options` to ask back, or neither."""

    value: Any = None
    options: tuple[Any, ...] = ()
    unknown: bool = False

    @property
    def usable(self) -> bool:
        """Whether there is something to keep or to ask back."""
        return self.value is not None or bool(self.options) or self.unknown


NOTHING = Answer()
UNKNOWN = Answer(unknown=True)
