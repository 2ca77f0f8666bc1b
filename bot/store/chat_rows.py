"""Reading and adding rows of a talk inside a session; shared by the chat store's parts."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.store.chat_tables import ConversationRow, MessageRow, OfferRow
from bot.store.chat_types import Conversation, Message, Outgoing, Role, UnknownConversation


def offer_key(payload: str) -> str:
    """The short key (16 characters) of a payload; the same payload has the same key."""
    return hashlib.sha256(payload.encode()).hexdigest()[:16]


def messages_of(conversation_id: str) -> Select[tuple[MessageRow]]:
    return select(MessageRow).where(MessageRow.conversation_id == conversation_id)


def locked(session: Session, conversation_id: str) -> ConversationRow:
    query = select(ConversationRow).where(ConversationRow.id == conversation_id).with_for_update()
    row = session.scalar(query)
    if row is None:
        raise UnknownConversation(conversation_id)
    return row


def add_row(
    session: Session,
    conversation: ConversationRow,
    now: datetime,
    role: Role,
    text: str,
    *,
    payload: str | None = None,
    client_id: str | None = None,
    pending: bool = False,
) -> MessageRow:
    conversation.last_seq += 1
    conversation.active_at = now
    row = MessageRow(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        role=role.value,
        text=text,
        payload=payload,
        parts={},
        client_id=client_id,
        pending=pending,
        sent_at=now,
    )
    session.add(row)
    session.flush()
    return row


def add_outgoing(
    session: Session, conversation: ConversationRow, now: datetime, message: Outgoing, answers: int | None = None
) -> MessageRow:
    row = add_row(session, conversation, now, message.role, str(message.text))
    row.parts, row.answers = dict(message.parts), answers
    for button in message.parts.get("buttons", ()):
        session.merge(
            OfferRow(
                conversation_id=conversation.id,
                key=offer_key(button["payload"]),
                payload=button["payload"],
                title=button["title"],
                seq=row.seq,
            )
        )
    session.flush()
    return row


def as_conversation(row: ConversationRow) -> Conversation:
    return Conversation(
        id=row.id,
        channel=row.channel,
        language=row.language,
        region=row.region,
        topic=row.topic,
        created_at=row.created_at,
        active_at=row.active_at,
        last_seq=row.last_seq,
        first_seq=row.first_seq,
        taken_by=row.taken_by,
        rating=row.rating,
        rating_comment=row.rating_comment,
    )


def as_message(row: MessageRow) -> Message:
    return Message(
        conversation_id=row.conversation_id,
        seq=row.seq,
        role=Role(row.role),
        text=row.text,
        sent_at=row.sent_at,
        payload=row.payload,
        parts=dict(row.parts or {}),
        client_id=row.client_id,
        answers=row.answers,
        pending=row.pending,
    )
