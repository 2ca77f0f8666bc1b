"""Everything that is stored about one worker: collected for a copy (AVG art. 15, 20), or erased (AVG art. 17)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, column, delete, inspect, select, table
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store.booking_tables import AppointmentRow, HoldRow, RequestRow, WaitlistRow
from bot.store.chat_tables import ConversationRow, MessageRow
from bot.store.checkin_tables import CheckInRow
from bot.store.checkins import State
from bot.store.database import Database
from bot.store.telegram_tables import TelegramChatRow, TelegramUpdateRow
from bot.store.worker_tables import ErasureRow, WorkerRow

_EVENTS = table("events", column("sender_id"))
_AFTER_THE_TURN = timedelta(minutes=1)
_ACTIVE = ("booked", "rebook")
_NOBODY = "erased"


class PersonalData:
    """Collects and erases. `events` is the database in which Rasa keeps its events; `cancel` cancels an appointment."""

    def __init__(self, database: Database, events: Engine, clock: Clock, cancel: Callable[[str], object]) -> None:
        self._database = database
        self._events = events
        self._clock = clock
        self._cancel = cancel

    def collect(self, worker_id: str) -> dict[str, Any]:
        """All that is stored, by subject, ready for JSON."""
        with self._database.read() as session:
            worker = session.get(WorkerRow, worker_id)
            booked = session.scalars(select(AppointmentRow).where(AppointmentRow.worker_id == worker_id)).all()
            said = session.scalars(
                select(MessageRow).where(MessageRow.conversation_id == worker_id).order_by(MessageRow.seq)
            ).all()
            return {
                "contact": _columns(worker, "name", "email", "phone", "language", "channel", "consented_at"),
                "appointments": [
                    _columns(row, "reference", "status", "kind", "start", "end", "contact", "summary", "created_at")
                    for row in booked
                ],
                "check_in": _columns(session.get(CheckInRow, worker_id), "state", "days", "asked", "next_at"),
                "telegram": [
                    _columns(row, "chat_id")
                    for row in session.scalars(
                        select(TelegramChatRow).where(TelegramChatRow.conversation_id == worker_id)
                    )
                ],
                "messages": [_columns(row, "seq", "role", "text", "sent_at") for row in said],
            }

    def erase(self, worker_id: str) -> None:
        """Cancel what is booked and remove the details now; the conversation itself goes once its turn is over."""
        with self._database.read() as session:
            booked = session.scalars(
                select(AppointmentRow.reference).where(
                    AppointmentRow.worker_id == worker_id, AppointmentRow.status.in_(_ACTIVE)
                )
            ).all()
        for reference in booked:
            self._cancel(reference)
        with self._database.write() as session:
            _erase_intake(session, worker_id)
            session.execute(delete(WorkerRow).where(WorkerRow.id == worker_id))
            session.merge(ErasureRow(conversation_id=worker_id, due=self._clock() + _AFTER_THE_TURN))

    def finish(self) -> int:
        """Erase the conversations that are due, with Rasa's events of them; how many."""
        with self._database.read() as session:
            due = session.scalars(
                select(ErasureRow.conversation_id).where(ErasureRow.due <= self._clock()).limit(200)
            ).all()
        for conversation_id in due:
            self._erase_events(conversation_id)
            with self._database.write() as session:
                _erase_conversation(session, conversation_id)
        return len(due)

    def forget_idle(self, before: datetime) -> int:
        """Retention: mark conversations idle since `before` for erasure, unless an appointment lies ahead or
        the worker is asked now and then how things go; how many."""
        with self._database.write() as session:
            ahead = select(AppointmentRow.worker_id).where(
                AppointmentRow.status.in_(_ACTIVE), AppointmentRow.end > self._clock()
            )
            asked = select(CheckInRow.worker_id).where(CheckInRow.state.in_([State.AGREED, State.INVITED]))
            idle = session.scalars(
                select(ConversationRow.id).where(
                    ConversationRow.active_at < before,
                    ConversationRow.id.not_in(ahead),
                    ConversationRow.id.not_in(asked),
                )
            ).all()
            for conversation_id in idle:
                session.merge(ErasureRow(conversation_id=conversation_id, due=self._clock()))
            return len(idle)

    def forget_past_appointments(self, before: datetime) -> int:
        """Retention: take the person out of appointments that ended before `before`; how many."""
        with self._database.write() as session:
            rows = session.scalars(
                select(AppointmentRow).where(AppointmentRow.end < before, AppointmentRow.worker_id != _NOBODY)
            ).all()
            for row in rows:
                _anonymise(row)
            return len(rows)

    def _erase_events(self, conversation_id: str) -> None:
        if not inspect(self._events).has_table("events"):
            return
        with self._events.begin() as connection:
            connection.execute(delete(_EVENTS).where(_EVENTS.c.sender_id == conversation_id))


def _erase_intake(session: Session, worker_id: str) -> None:
    for row in session.scalars(select(AppointmentRow).where(AppointmentRow.worker_id == worker_id)):
        _anonymise(row)
    for kind in (HoldRow, WaitlistRow, RequestRow, CheckInRow):
        session.execute(delete(kind).where(kind.worker_id == worker_id))


def _anonymise(row: AppointmentRow) -> None:
    """The row stays for the count of the norm; nothing in it points at a person."""
    row.worker_id = _NOBODY
    row.contact = {"name": ""}
    row.summary = {}


def _erase_conversation(session: Session, conversation_id: str) -> None:
    chats = select(TelegramChatRow.chat_id).where(TelegramChatRow.conversation_id == conversation_id)
    session.execute(delete(TelegramUpdateRow).where(TelegramUpdateRow.chat_id.in_(chats)))
    session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
    session.execute(delete(ErasureRow).where(ErasureRow.conversation_id == conversation_id))


def _columns(row: object, *names: str) -> dict[str, Any]:
    if row is None:
        return {}
    found = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in found.items()}
