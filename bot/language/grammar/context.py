"""What a rule may know: the moment, the question and its direction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.language.questions import Direction, direction


@dataclass(frozen=True, slots=True)
class Context:
    """`now` is naive Dutch wall-clock time; `question` one of the contract's names or None; `month_first`
    where 3/4 may be the fourth of March."""

    now: datetime
    question: str | None = None
    month_first: bool = False

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()

    @property
    def midnight(self) -> datetime:
        """The start of today."""
        return datetime.combine(self.now.date(), time())

    @property
    def direction(self) -> Direction:
        """Where answers to the question lie."""
        return direction(self.question)

    @property
    def monday(self) -> date:
        """The Monday of this week."""
        return self.today - timedelta(days=self.today.weekday())
