"""The only place where rooms are wired together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.case import Outcome, work_out
from bot.clock import Clock, shifted_clock, system_clock
from bot.language.choices import ChoiceWords
from bot.law import Law
from bot.settings import Settings
from bot.store import Database, open_engine
from bot.store.bookings import Bookings
from bot.store.workers import Workers
from bot.wording import Catalogue


@dataclass(frozen=True)
class App:
    """Everything a process needs, made once from the settings."""

    settings: Settings
    clock: Clock
    catalogue: Catalogue
    choice_words: ChoiceWords
    law: Law
    database: Database
    bookings: Bookings
    workers: Workers

    @classmethod
    def build(cls, settings: Settings, clock: Clock | None = None) -> App:
        """Wire the rooms. Without a clock given: CLOCK_START where set, else the machine's time."""
        if clock is None:
            clock = shifted_clock(settings.clock_start) if settings.clock_start else system_clock
        data: Path = settings.data_dir
        database = Database(open_engine(settings.database))
        return cls(
            settings=settings,
            clock=clock,
            catalogue=Catalogue.load(data / "text"),
            choice_words=ChoiceWords.load(data / "answers"),
            law=Law.load(data / "law"),
            database=database,
            bookings=Bookings(database, clock),
            workers=Workers(database, clock),
        )

    def outcome(self, facts: dict[str, Any], today: date) -> Outcome | None:
        """How the job ends, from the facts of a conversation. Raises ContradictionError."""
        return work_out(facts, self.law, today)
