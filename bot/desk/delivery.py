"""The worker process: takes what is due from the outbox, delivers it, and tries again what failed.

How often a message arrives: the row is claimed and its attempt counted before sending, and marked after. Killed in
between, the message goes out again with the same Message-ID when the lease has passed; SMTP knows no way to ask
whether it was taken the first time. Without such a kill each row gives exactly one message.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.desk.announcing import COACH_LETTER, WORKER_LETTER, messages
from bot.desk.mail import MailError, MailServerAway
from bot.desk.post import NoLongerNeeded, NotYet, Post
from bot.desk.sender import ChannelUnavailable, WorkerUnreachable
from bot.intake import Appointment, Contact, Kind, Offer, Slot, WaitlistPlace
from bot.store import outbox as outgoing
from bot.store.checkins import CHECK_IN, COACH_NOTE, CheckIn, CheckIns
from bot.store.database import Database
from bot.store.outbox import Delivery, Outbox
from bot.store.outbox_events import APPOINTMENT, NORM_WARNING, WAITLIST_OFFER, Happened
from bot.store.workers import Worker, Workers

MAX_ATTEMPTS = 40
"""With the waits below: about a day and a half."""

_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
_PLANNER_LETTER = "planner_letter"
_WAITING_LETTER = "waiting_letter"
_logger = logging.getLogger(__name__)


class Appointments(Protocol):
    """What delivery needs of `bot.store.bookings.Bookings`."""

    def by_reference(self, reference: str) -> Appointment | None: ...

    def waiting(self, worker_id: str) -> WaitlistPlace | None: ...

    def offer(self, worker_id: str) -> Offer: ...


@dataclass(frozen=True, slots=True)
class Chore:
    """Something the worker also does, once in `every`. What goes wrong in `run` is logged and does not stop it."""

    run: Callable[[], object]
    every: timedelta


class Courier:
    """Delivers what the outbox holds."""

    def __init__(
        self, database: Database, outbox: Outbox, appointments: Appointments, post: Post, clock: Clock
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._appointments = appointments
        self._post = post
        self._clock = clock
        self._sent: dict[int, Delivery] = {}

    def deliver_due(self, limit: int = 10) -> int:
        """Deliver what is due, at most `limit` rows; how many were taken up. Raises SQLAlchemyError."""
        self._mark_sent()
        rows = self._outbox.due(limit)
        for place, row in enumerate(rows):
            try:
                self._deliver(row)
            except MailServerAway as error:
                for waiting in rows[place:]:
                    self._failed(waiting, str(error))
                _logger.error("Mail cannot be delivered: %s. %d messages wait.", error, self._outbox.waiting())
                break
        return len(rows)

    def _deliver(self, row: Delivery) -> None:
        if not self._outbox.still_mine(row):
            return
        try:
            self._send(row)
        except NoLongerNeeded as reason:
            self._outbox.dropped(row, f"not needed: {reason}")
        except WorkerUnreachable as reason:
            self._outbox.dropped(row, f"unreachable: {reason}")
        except NotYet as wait:
            self._outbox.postponed(row, wait.until)
        except MailServerAway:
            raise
        except (MailError, ChannelUnavailable) as error:
            self._failed(row, str(error))
        except SQLAlchemyError:
            raise
        except Exception as error:
            _logger.exception("Message %s of the outbox cannot be written", row.id)
            self._failed(row, f"{type(error).__name__} while writing the message")
        else:
            self._sent[row.id] = row
            self._mark_sent()

    def _send(self, row: Delivery) -> None:
        now = self._clock()
        match row.kind:
            case kind if kind == APPOINTMENT:
                self._announce(row, now)
            case kind if kind == COACH_LETTER:
                self._post.to_coach(row, self._appointment(row), now)
            case kind if kind == WORKER_LETTER:
                appointment = self._appointment(row)
                self._post.to_worker(row, appointment, now, self._free(row, appointment))
            case kind if kind == WAITLIST_OFFER:
                self._spread_offer(row, now)
            case kind if kind == _WAITING_LETTER:
                self._post.of_waitlist(row, self._appointments.waiting(row.payload["worker_id"]), now)
            case kind if kind == CHECK_IN:
                one = CheckIns(self._database, self._clock).find(row.payload["worker_id"])
                self._post.of_check_in(row, one, self._contact(one), now)
            case kind if kind == COACH_NOTE:
                appointment = self._appointment(row)
                known = Workers(self._database, self._clock).find(row.payload["worker_id"])
                self._post.coach_note(row, appointment, _reach(known) if known else appointment.contact, now)
            case kind if kind == NORM_WARNING:
                self._spread_warning(row, now)
            case kind if kind == _PLANNER_LETTER:
                self._post.of_norm(row, now)
            case _:
                msg = f"unknown kind {row.kind!r}"
                raise NoLongerNeeded(msg)

    def _announce(self, row: Delivery, now: datetime) -> None:
        appointment = self._appointment(row)
        what = Happened(row.payload["what"])
        sequence = int(row.payload["sequence"])
        with self._database.write() as session:
            for one in messages(what, appointment, sequence, row.payload["previous"], now):
                outgoing.add(session, one.kind, one.key, one.payload, one.not_before, now=now)

    def _spread_offer(self, row: Delivery, now: datetime) -> None:
        """An offer lasts some hours: it goes by mail and in the chat."""
        waiting = self._appointments.waiting(row.payload["worker_id"])
        if waiting is None:
            msg = "the worker no longer waits"
            raise NoLongerNeeded(msg)
        ways = [("mail", waiting.contact.email), ("chat", waiting.contact.channel in self._post.channels)]
        with self._database.write() as session:
            for by, known in ways:
                if known:
                    payload = {**row.payload, "by": by}
                    outgoing.add(session, _WAITING_LETTER, f"{row.key}:{by}", payload, now=now)

    def _contact(self, one: CheckIn | None) -> Contact | None:
        """How to reach the worker of a check-in: as last told, else as with the intake."""
        if one is None:
            return None
        known = Workers(self._database, self._clock).find(one.worker_id)
        if known is not None:
            return _reach(known)
        intake = self._appointments.by_reference(one.reference)
        return intake.contact if intake is not None else None

    def _free(self, row: Delivery, appointment: Appointment) -> Sequence[Slot]:
        """What a worker who needs a new time can choose from, as it is free when the letter goes out."""
        if row.payload["topic"] not in {Happened.REBOOK, Happened.MISSED} or appointment.kind is Kind.GROUP:
            return ()
        try:
            return self._appointments.offer(appointment.worker_id).slots
        except LookupError:  # the request was erased meanwhile; the letter then only has the link
            return ()

    def _spread_warning(self, row: Delivery, now: datetime) -> None:
        with self._database.write() as session:
            for email in row.payload["emails"]:
                payload = {"region": row.payload["region"], "waiting": row.payload["waiting"], "email": email}
                outgoing.add(session, _PLANNER_LETTER, f"{row.key}:{email}", payload, now=now)

    def _appointment(self, row: Delivery) -> Appointment:
        appointment = self._appointments.by_reference(row.payload["reference"])
        if appointment is None:
            msg = "the appointment no longer exists"
            raise NoLongerNeeded(msg)
        return appointment

    def _mark_sent(self) -> None:
        """Mark what went out, also what could not be marked earlier because the database was away."""
        for row in list(self._sent.values()):
            self._outbox.delivered(row)
            del self._sent[row.id]

    def _failed(self, row: Delivery, error: str) -> None:
        if row.attempt < MAX_ATTEMPTS:
            wait = min(_FIRST_WAIT * 2 ** (row.attempt - 1), _LONGEST_WAIT)
            self._outbox.postponed(row, self._clock() + wait, error)
            return
        self._outbox.given_up(row, error)
        _logger.error("Message %s (%s) is given up after %d attempts: %s", row.id, row.kind, row.attempt, error)


def _reach(worker: Worker) -> Contact:
    return Contact(worker.name, worker.email, worker.phone, worker.language, worker.channel, worker.id)


def run_worker(
    courier: Courier,
    stop: Event,
    clock: Clock,
    chores: Sequence[Chore] = (),
    pause: timedelta = timedelta(seconds=2),
) -> None:
    """Deliver and do `chores` until `stop` is set. Waits for a database that is away, a minute at a time at most."""
    due = {place: clock() for place in range(len(chores))}
    wait = pause
    while not stop.is_set():
        try:
            busy = courier.deliver_due() > 0
            for place, moment in due.items():
                if moment <= clock():
                    due[place] = clock() + chores[place].every
                    _do(chores[place])
        except SQLAlchemyError as error:
            wait = min(wait * 2, timedelta(minutes=1))
            _logger.error("The database cannot be used (setting DATABASE_URL): %s. Trying again.", type(error).__name__)
            busy = False
        else:
            wait = pause
        if not busy:
            stop.wait(wait.total_seconds())


def _do(chore: Chore) -> None:
    try:
        chore.run()
    except SQLAlchemyError:
        raise
    except Exception:  # one chore must not end the others; the database alone is waited for
        _logger.exception("A chore of the worker failed; it is tried again after %s", chore.every)
