"""Reading and adding rows of a talk inside a session; shared by the chat store's parts.

Statements are made once, not at every call: this is done several times a message, and takes a third of the time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from bot.store.chat_tables import ConversationRow, MessageRow, OfferRow
from bot.store.chat_types import Conversation, Message, Outgoing, Role, Snapshot, UnknownConversation

conversations: Table = ConversationRow.__table__  # type: ignore[assignment]
messages: Table = MessageRow.__table__  # type: ignore[assignment]
offers: Table = OfferRow.__table__  # type: ignore[assignment]

_THIS: BindParameter[str] = bindparam("conversation")
_OF_THIS = messages.c.conversation_id == _THIS
_SELECT_MESSAGES = select(*[messages.c[name] for name in Message.__dataclass_fields__]).where(_OF_THIS)
_SELECT_CONVERSATION = select(*[conversations.c[name] for name in Conversation.__dataclass_fields__]).where(
    conversations.c.id == _THIS
)
_LOCK = _SELECT_CONVERSATION.with_for_update()
_WITH_WAITING = _SELECT_CONVERSATION.add_columns(
    select(messages.c.id).where(_OF_THIS, messages.c.pending).exists().label("waiting")
)
_KNOWN = _SELECT_MESSAGES.where(messages.c.client_id == bindparam("client"))
_FROM = _SELECT_MESSAGES.where(messages.c.seq >= bindparam("least")).order_by(messages.c.seq).limit(bindparam("most"))
_FIRST_PENDING = _SELECT_MESSAGES.where(messages.c.pending).order_by(messages.c.seq).limit(1)
_SETTLE = (
    update(messages)
    .where(_OF_THIS, messages.c.seq == bindparam("number"), messages.c.pending)
    .values(pending=False)
    .returning(messages.c.id)
)
_WITHDRAW = update(messages).where(_OF_THIS, messages.c.pending).values(pending=False)
_COUNT_ON = (
    update(conversations)
    .where(conversations.c.id == _THIS)
    .values(last_seq=bindparam("last"), active_at=bindparam("now"))
)
_INSERT_MESSAGES = insert(messages)
_INSERT_OFFERS = insert(offers)


@dataclass(frozen=True)
class NewMessage:
    """A message to add; the number and the moment are given when it is added."""

    role: Role
    text: str = ""
    payload: str | None = None
    parts: dict[str, Any] = field(default_factory=dict)
    client_id: str | None = None
    answers: int | None = None
    pending: bool = False

    @classmethod
    def of(cls, outgoing: Outgoing, answers: int | None = None) -> NewMessage:
        return cls(outgoing.role, str(outgoing.text), parts=dict(outgoing.parts), answers=answers)


def offer_key(payload: str) -> str:
    """The short key (16 characters) of a payload; the same payload has the same key."""
    return hashlib.sha256(payload.encode()).hexdigest()[:16]


def find(session: Session, conversation_id: str) -> Conversation | None:
    """The conversation, if there is one."""
    row = session.execute(_SELECT_CONVERSATION, {"conversation": conversation_id}).first()
    return Conversation(**row._mapping) if row else None


def locked(session: Session, conversation_id: str) -> Conversation:
    """The conversation, kept from others until the end of the transaction. Raises UnknownConversation."""
    row = session.execute(_LOCK, {"conversation": conversation_id}).first()
    if row is None:
        raise UnknownConversation(conversation_id)
    return Conversation(**row._mapping)


def snapshot(session: Session, conversation_id: str, after: int, most: int) -> Snapshot:
    """The conversation and at most so many messages after `after`. Raises UnknownConversation."""
    row = session.execute(_WITH_WAITING, {"conversation": conversation_id}).first()
    if row is None:
        raise UnknownConversation(conversation_id)
    values = dict(row._mapping)
    waiting = bool(values.pop("waiting"))
    conversation = Conversation(**values)
    least = max(after + 1, conversation.first_seq)
    if conversation.last_seq < least:
        return Snapshot(conversation, [], waiting)
    found = session.execute(_FROM, {"conversation": conversation_id, "least": least, "most": most})
    return Snapshot(conversation, [_message(each) for each in found], waiting)


def change(session: Session, conversation_id: str, **values: Any) -> None:
    """Set columns of the conversation."""
    session.execute(update(conversations).where(conversations.c.id == conversation_id).values(**values))


def known_message(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """The message that came with this client_id before, if any."""
    row = session.execute(_KNOWN, {"conversation": conversation_id, "client": client_id}).first()
    return _message(row) if row else None


def first_pending(session: Session, conversation_id: str) -> Message | None:
    """The oldest message that waits for the assistant."""
    row = session.execute(_FIRST_PENDING, {"conversation": conversation_id}).first()
    return _message(row) if row else None


def settle(session: Session, conversation_id: str, seq: int) -> bool:
    """Message `seq` waits no longer; False where it did not wait."""
    return session.execute(_SETTLE, {"conversation": conversation_id, "number": seq}).first() is not None


def withdraw_pending(session: Session, conversation_id: str) -> None:
    """Nothing of this conversation waits for the assistant any more."""
    session.execute(_WITHDRAW, {"conversation": conversation_id})


def add_messages(
    session: Session, conversation: Conversation, now: datetime, new: Sequence[NewMessage]
) -> list[Message]:
    """Add to a locked conversation, numbered on from its last message; buttons become offers."""
    added = [
        Message(conversation_id=conversation.id, seq=number, sent_at=now, **vars(message))
        for number, message in enumerate(new, conversation.last_seq + 1)
    ]
    if not added:
        return []
    session.execute(_INSERT_MESSAGES, [{**vars(message), "role": message.role.value} for message in added])
    session.execute(_COUNT_ON, {"conversation": conversation.id, "last": added[-1].seq, "now": now})
    made = {offer["key"]: offer for message in added for offer in _offers(message)}
    if made:
        known = (offers.c.conversation_id == conversation.id) & offers.c.key.in_(made)
        session.execute(delete(offers).where(known))
        session.execute(_INSERT_OFFERS, list(made.values()))
    return added


def _offers(message: Message) -> list[dict[str, Any]]:
    return [
        {
            "conversation_id": message.conversation_id,
            "key": offer_key(button["payload"]),
            "payload": button["payload"],
            "title": button["title"],
            "seq": message.seq,
        }
        for button in message.parts.get("buttons", ())
    ]


def _message(row: Row[Any]) -> Message:
    values = dict(row._mapping)
    return Message(**{**values, "role": Role(values["role"]), "parts": dict(values["parts"] or {})})
