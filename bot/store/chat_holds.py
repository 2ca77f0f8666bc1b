"""Which process handles a conversation now: one at a time, and freed again when that process dies."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from bot.store.chat_rows import conversations, first_pending, locked
from bot.store.chat_types import Conversation, Message
from bot.store.chats import Chats

_THIS = conversations.c.id == bindparam("conversation")
_HOLD = (
    update(conversations)
    .where(
        _THIS,
        or_(
            conversations.c.held_by.is_(None),
            conversations.c.held_by == bindparam("holder"),
            conversations.c.held_until < bindparam("now"),
        ),
    )
    .values(held_by=bindparam("holder"), held_until=bindparam("until"))
    .returning(conversations.c.id)
)
_FREE = (
    update(conversations)
    .where(_THIS, conversations.c.held_by == bindparam("holder"))
    .values(held_by=None, held_until=None)
)


class ChatHolds:
    """Every call is one transaction and may raise ChatsUnavailable. A holder is the name of a process."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def take(
        self, conversation_id: str, holder: str, now: datetime, seconds: float
    ) -> tuple[Conversation, Message] | None:
        """Hold the conversation for so long and give its oldest unanswered message.

        None, and nothing held, where no message waits, or another process has the conversation in hand.
        """
        with self._chats.writing() as session:
            if not _hold(session, conversation_id, holder, now, seconds):
                return None
            message = first_pending(session, conversation_id)
            if message is None:
                session.execute(_FREE, {"conversation": conversation_id, "holder": holder})
                return None
            return locked(session, conversation_id), message

    def hold(self, conversation_id: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take the conversation for `holder` (a process) for so long; False while another one has it."""
        with self._chats.writing() as session:
            return _hold(session, conversation_id, holder, now, seconds)

    def release(self, conversation_id: str, holder: str) -> None:
        """Let go of the conversation, if `holder` has it."""
        with self._chats.writing() as session:
            session.execute(_FREE, {"conversation": conversation_id, "holder": holder})

    def holders(self) -> list[str]:
        """All processes that have a conversation in hand."""
        query = select(conversations.c.held_by).where(conversations.c.held_by.is_not(None)).distinct()
        with self._chats.reading() as session:
            return [holder for holder in session.scalars(query) if holder]

    def release_all(self, holder: str) -> None:
        """Let go of everything a process that died had in hand."""
        query = update(conversations).where(conversations.c.held_by == holder)
        with self._chats.writing() as session:
            session.execute(query.values(held_by=None, held_until=None))


def _hold(session: Session, conversation_id: str, holder: str, now: datetime, seconds: float) -> bool:
    until = now + timedelta(seconds=seconds)
    asked = {"conversation": conversation_id, "holder": holder, "now": now, "until": until}
    return session.execute(_HOLD, asked).first() is not None
