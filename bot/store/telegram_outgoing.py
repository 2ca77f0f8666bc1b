"""What waits to be sent to Telegram chats: stored first, sent in order per chat, ticked off one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.chats import Chats
from bot.store.telegram_tables import TelegramOutgoingRow


@dataclass(frozen=True)
class Planned:
    """One message to send. The same `key` twice is stored once."""

    key: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Waiting:
    """A message that must be sent to `chat_id`."""

    id: int
    chat_id: int
    body: Mapping[str, Any]
    stored_at: datetime


class TelegramOutgoing:
    """Every call is one transaction and may raise ChatsUnavailable. `now` is an aware moment."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def add(self, chat_id: int, conversation_id: str | None, planned: Planned, now: datetime) -> None:
        """Let one message wait; nothing happens where its key is known."""
        with self._chats.writing() as session:
            queue(session, chat_id, conversation_id, [planned], now)

    def waiting_chats(self) -> list[int]:
        """Chats for which something waits, longest waiting first."""
        query = (
            select(TelegramOutgoingRow.chat_id)
            .where(TelegramOutgoingRow.ended_at.is_(None))
            .group_by(TelegramOutgoingRow.chat_id)
            .order_by(func.min(TelegramOutgoingRow.id))
        )
        with self._chats.reading() as session:
            return list(session.scalars(query))

    def next(self, chat_id: int) -> Waiting | None:
        """The oldest message that waits for this chat."""
        query = (
            select(TelegramOutgoingRow)
            .where(TelegramOutgoingRow.ended_at.is_(None), TelegramOutgoingRow.chat_id == chat_id)
            .order_by(TelegramOutgoingRow.id)
            .limit(1)
        )
        with self._chats.reading() as session:
            row = session.scalar(query)
            return Waiting(row.id, row.chat_id, row.body or {}, row.stored_at) if row else None

    def end(self, row_id: int, outcome: str, now: datetime) -> None:
        """Tick a message off: `sent`, `refused` by Telegram, or `late`. Its contents go."""
        self._close(TelegramOutgoingRow.id == row_id, outcome, now)

    def withdraw(self, chat_id: int, now: datetime) -> None:
        """Drop all that waits for a chat that has blocked the bot."""
        self._close(TelegramOutgoingRow.chat_id == chat_id, "blocked", now)

    def _close(self, which: Any, outcome: str, now: datetime) -> None:
        query = update(TelegramOutgoingRow).where(which, TelegramOutgoingRow.ended_at.is_(None))
        with self._chats.writing() as session:
            session.execute(query.values(ended_at=now, outcome=outcome, body=None))

    def purge(self, before: datetime) -> int:
        """Delete what ended before `before`; how many."""
        old = delete(TelegramOutgoingRow).where(TelegramOutgoingRow.ended_at < before)
        with self._chats.writing() as session:
            return len(session.execute(old.returning(TelegramOutgoingRow.id)).all())


def queue(
    session: Session, chat_id: int, conversation_id: str | None, planned: Iterable[Planned], now: datetime
) -> None:
    """Add rows within the caller's transaction, in order; a known key is skipped."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    where = {"chat_id": chat_id, "conversation_id": conversation_id, "stored_at": now}
    for each in planned:
        insert: Any = dialect.insert(TelegramOutgoingRow).values({**where, "key": each.key, "body": dict(each.body)})
        session.execute(insert.on_conflict_do_nothing(index_elements=["key"]))
