"""The only place where rooms are wired together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.case import Outcome, work_out
from bot.checks import Checks
from bot.clock import Clock, local, shifted_clock, system_clock, today
from bot.language.choices import ChoiceWords
from bot.law import Law
from bot.links import DAY, HOUR, Links
from bot.settings import Settings
from bot.store import ChatAddresses, Chats, Database, open_engine
from bot.store.bookings import Bookings
from bot.store.checkins import CheckIns
from bot.store.personal import PersonalData
from bot.store.workers import Workers
from bot.timeline import Deadline, timeline
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
    personal: PersonalData
    chats: Chats

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
            chats=Chats(database),
            personal=PersonalData(database, events, clock, bookings.cancel),
        )

    def outcome(self, facts: dict[str, Any], on: date) -> Outcome | None:
        """How the job ends, from the facts of a conversation. Raises ContradictionError."""
        return work_out(facts, self.law, on)

    def language_changed(self, worker_id: str, lang: str) -> None:
        """The channel's own sentences follow the language of the talk."""
        if self.chats.get(worker_id) is not None:
            self.chats.set_language(worker_id, lang)

    def allow_reminders(self, worker_id: str) -> None:
        """The worker agrees to messages about the appointment on the channels of this conversation."""
        addresses = ChatAddresses(self.chats)
        for address in addresses.of(worker_id):
            addresses.set_consent(address.channel, address.address, self.clock())

    def erase(self, worker_id: str) -> None:
        """Erase all that is stored about a worker; an appointment ahead is cancelled (AVG art. 17)."""
        self.personal.erase(worker_id)

    def keep_terms(self) -> None:
        """Carry out the retention periods and the erasures that are due."""
        now = self.clock()
        self.personal.forget_idle(now - timedelta(days=self.settings.conversation_retention_days))
        self.personal.forget_past_appointments(now - timedelta(days=self.settings.appointment_retention_days))
        self.personal.finish()

    @cached_property
    def check_ins(self) -> CheckIns:
        """Asking how things go after the intake."""
        return CheckIns(self.database, self.clock)

    @cached_property
    def export_links(self) -> Links:
        """Links to a copy of all data of a worker, for an hour."""
        return Links(self.settings.secret_key.get_secret_value(), "export", HOUR)

    @cached_property
    def timeline_links(self) -> Links:
        """Links to a timeline as picture or calendar, for a day; they hold the facts themselves."""
        return Links(self.settings.secret_key.get_secret_value(), "timeline", DAY)

    def export(self, token: str) -> str | None:
        """The copy of all data as JSON, or None for a token that is not ours or too old."""
        worker_id = self.export_links.read(token)
        if worker_id is None:
            return None
        return json.dumps(self.personal.collect(worker_id), ensure_ascii=False, indent=2)

    def timeline(self, facts: dict[str, Any], worker_id: str = "") -> tuple[Deadline, ...]:
        """All deadlines that follow from the facts; with a worker, the booked intake among them."""
        now = today(self.clock)
        outcome = self.outcome(facts, now)
        if outcome is None:
            return ()
        booked = self.bookings.find(worker_id) if worker_id else None
        intake_on = local(booked.slot.start).date() if booked is not None and booked.active else None
        return timeline(outcome.result, self.law, now, intake_on=intake_on)

    @cached_property
    def checks(self) -> Checks:
        """The self-check, the figures on work and the help that fits; read when first asked for."""
        secret = self.settings.secret_key.get_secret_value()
        return Checks(self.settings.data_dir, self.settings.var_dir, self.catalogue, self.database, secret)

    def timeline_at(self, token: str) -> tuple[tuple[Deadline, ...], str] | None:
        """The timeline of a link and its language, or None for a token that is not ours or too old."""
        found = self.timeline_links.read(token)
        return None if found is None else (self.timeline(found["facts"], found["worker"]), found["lang"])
