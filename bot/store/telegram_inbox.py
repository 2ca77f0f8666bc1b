"""Telegram's updates: stored before anything is done with them, handed out in order per chat, each handled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.chats import Chats
from bot.store.telegram_tables import TelegramUpdateRow


@dataclass(frozen=True)
class StoredUpdate:
    """An update that waits: its number, the chat it belongs to, and what the worker needs of it."""

    update_id: int
    chat_id: int
    body: Mapping[str, Any]


class TelegramInbox:
    """Every call is one transaction and may raise ChatsUnavailable. `now` is an aware moment."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def keep(self, update_id: int, chat_id: int, body: Mapping[str, Any], now: datetime) -> bool:
        """Store an update; False where its number was stored before, which changes nothing."""
        values = {"update_id": update_id, "chat_id": chat_id, "body": dict(body), "received_at": now}
        with self._chats.writing() as session:
            dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
            insert: Any = dialect.insert(TelegramUpdateRow).values(values)
            added = insert.on_conflict_do_nothing(index_elements=["update_id"]).returning(TelegramUpdateRow.update_id)
            return session.execute(added).first() is not None

    def waiting_chats(self) -> list[int]:
        """Chats with an update that is not handled, longest waiting first."""
        query = (
            select(TelegramUpdateRow.chat_id)
            .where(TelegramUpdateRow.handled_at.is_(None))
            .group_by(TelegramUpdateRow.chat_id)
            .order_by(func.min(TelegramUpdateRow.update_id))
        )
        with self._chats.reading() as session:
            return [chat_id for chat_id in session.scalars(query) if chat_id is not None]

    def next(self, chat_id: int) -> StoredUpdate | None:
        """The oldest update of a chat that is not handled."""
        query = (
            select(TelegramUpdateRow)
            .where(TelegramUpdateRow.handled_at.is_(None), TelegramUpdateRow.chat_id == chat_id)
            .order_by(TelegramUpdateRow.update_id)
            .limit(1)
        )
        with self._chats.reading() as session:
            row = session.scalar(query)
            return StoredUpdate(row.update_id, chat_id, row.body or {}) if row else None

    def handled(self, update_id: int, now: datetime) -> None:
        """Close an update and forget who sent what."""
        query = update(TelegramUpdateRow).where(TelegramUpdateRow.update_id == update_id)
        with self._chats.writing() as session:
            session.execute(query.values(handled_at=now, chat_id=None, body=None))

    def purge(self, before: datetime) -> int:
        """Delete the numbers of updates handled before `before`; how many. Telegram repeats none after 24 hours."""
        old = delete(TelegramUpdateRow).where(TelegramUpdateRow.handled_at < before)
        with self._chats.writing() as session:
            return len(session.execute(old.returning(TelegramUpdateRow.update_id)).all())
