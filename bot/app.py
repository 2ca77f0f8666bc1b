"""The only place where rooms are wired together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from bot.case import Outcome, work_out
from bot.clock import Clock, shifted_clock, system_clock
from bot.language.choices import ChoiceWords
from bot.law import Law
from bot.settings import Settings
from bot.store import Database, open_engine
from bot.store.bookings import Bookings
from bot.store.personal import PersonalData
from bot.store.workers import Workers
from bot.wording import Catalogue

_EXPORT_SECONDS = 3600


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
    personal: PersonalData

    @classmethod
    def build(cls, settings: Settings, clock: Clock | None = None) -> App:
        """Wire the rooms. Without a clock given: CLOCK_START where set, else the machine's time."""
        if clock is None:
            clock = shifted_clock(settings.clock_start) if settings.clock_start else system_clock
        data: Path = settings.data_dir
        database = Database(open_engine(settings.database))
        bookings = Bookings(database, clock)
        own_events = settings.conversation_database != settings.database
        events = open_engine(settings.conversation_database) if own_events else database.engine
        return cls(
            settings=settings,
            clock=clock,
            catalogue=Catalogue.load(data / "text"),
            choice_words=ChoiceWords.load(data / "answers"),
            law=Law.load(data / "law"),
            database=database,
            bookings=bookings,
            workers=Workers(database, clock),
            personal=PersonalData(database, events, clock, bookings.cancel),
        )

    def outcome(self, facts: dict[str, Any], today: date) -> Outcome | None:
        """How the job ends, from the facts of a conversation. Raises ContradictionError."""
        return work_out(facts, self.law, today)

    def erase(self, worker_id: str) -> None:
        """Erase all that is stored about a worker; an appointment ahead is cancelled (AVG art. 17)."""
        self.personal.erase(worker_id)

    def keep_terms(self) -> None:
        """Carry out the retention periods and the erasures that are due."""
        now = self.clock()
        self.personal.forget_idle(now - timedelta(days=self.settings.conversation_retention_days))
        self.personal.forget_past_appointments(now - timedelta(days=self.settings.appointment_retention_days))
        self.personal.finish()

    def export_link(self, worker_id: str) -> str:
        """A token with which the worker can fetch a copy of all data, for an hour."""
        return str(self._export_signer.dumps(worker_id))

    def export(self, token: str) -> str | None:
        """The copy as JSON, or None for a token that is not ours or too old."""
        try:
            worker_id = self._export_signer.loads(token, max_age=_EXPORT_SECONDS)
        except BadData:
            return None
        return json.dumps(self.personal.collect(worker_id), ensure_ascii=False, indent=2)

    @property
    def _export_signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.settings.secret_key.get_secret_value(), salt="export")
