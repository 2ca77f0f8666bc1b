"""Which process handles a conversation now: one at a time, and freed again when that process dies."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from bot.store.chat_tables import ConversationRow
from bot.store.chats import Chats


class ChatHolds:
    """Every call is one transaction and may raise ChatsUnavailable. A holder is the name of a process."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def hold(self, conversation_id: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take the conversation for `holder` (a process) for so long; False while another one has it."""
        free = or_(
            ConversationRow.held_by.is_(None), ConversationRow.held_by == holder, ConversationRow.held_until < now
        )
        query = update(ConversationRow).where(ConversationRow.id == conversation_id, free)
        with self._chats.writing() as session:
            taken = session.execute(query.values(held_by=holder, held_until=now + timedelta(seconds=seconds)))
            return bool(taken.rowcount)  # type: ignore[attr-defined]

    def release(self, conversation_id: str, holder: str) -> None:
        """Let go of the conversation, if `holder` has it."""
        query = update(ConversationRow).where(ConversationRow.id == conversation_id, ConversationRow.held_by == holder)
        with self._chats.writing() as session:
            session.execute(query.values(held_by=None, held_until=None))

    def holders(self) -> list[str]:
        """All processes that have a conversation in hand."""
        with self._chats.reading() as session:
            return list(
                session.scalars(select(ConversationRow.held_by).where(ConversationRow.held_by.is_not(None)).distinct())
            )

    def release_all(self, holder: str) -> None:
        """Let go of everything a process that died had in hand."""
        with self._chats.writing() as session:
            query = update(ConversationRow).where(ConversationRow.held_by == holder)
            session.execute(query.values(held_by=None, held_until=None))
