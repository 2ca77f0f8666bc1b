"""What a reading can come out as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal

Grain = Literal["day", "month", "year", "time"]
Moment = date | datetime | time
Side = Literal["after", "before"]


class Outcome(Enum):
    """Which of the five kinds of answer was found."""

    DATE = "date"
    PERIOD = "period"
    AMBIGUOUS = "ambiguous"
    DURATION = "duration"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in whole years and months; `approx` where the words said about, over, almost."""

    years: int = 0
    months: int = 0
    approx: bool = False

    @property
    def total_months(self) -> int:
        """The length in months."""
        return self.years * 12 + self.months


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says.

    `start` is a date (grain day, month or year: its first day), a naive date-time in Dutch wall-clock time, or a time
    of day without a day (grain time). `end` is exclusive. `alternatives` hold the choices of an ambiguous answer.
    `reason` tells why there is nothing: `impossible` (such a day does not exist) or `nothing`. `text` is the part of
    the answer that was read.
    """

    outcome: Outcome
    start: Moment | None = None
    end: Moment | None = None
    grain: Grain | None = None
    open: Side | None = None
    duration: Duration | None = None
    alternatives: tuple[Reading, ...] = ()
    approx: bool = False
    reason: Literal["impossible", "nothing"] | None = None
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the `understand` contract."""
        from bot.language.serialise import reading_to_dict  # noqa: PLC0415  the two know each other

        return reading_to_dict(self)

    def said(self, text: str) -> Reading:
        """The same reading with the part of the text that it was read from."""
        return replace(self, text=text)


NOTHING = Reading(Outcome.NONE, reason="nothing")
IMPOSSIBLE = Reading(Outcome.NONE, reason="impossible")
