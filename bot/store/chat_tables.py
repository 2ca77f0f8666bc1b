"""Tables of the talks: conversations, their messages in order, what was offered, and where a worker is reached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.database import Base, UTCDateTime

_ROW = BigInteger().with_variant(Integer, "sqlite")
_CONVERSATION = "chat_conversations.id"


class ConversationRow(Base):
    """One talk. `last_seq` numbers its messages; `held_by` until `held_until` is the process that handles it."""

    __tablename__ = "chat_conversations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    region: Mapped[str] = mapped_column(String(64), default="")
    topic: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    active_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    last_seq: Mapped[int] = mapped_column(Integer, default=0)
    first_seq: Mapped[int] = mapped_column(Integer, default=0)
    held_by: Mapped[str | None] = mapped_column(String(128))
    held_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_by: Mapped[str | None] = mapped_column(String(128))
    rating: Mapped[int | None] = mapped_column(Integer)
    rating_comment: Mapped[str | None] = mapped_column(Text)


class MessageRow(Base):
    """One message or event. `pending` marks what still waits for the assistant; `answers` is the seq it answers."""

    __tablename__ = "chat_messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_id", name="uq_chat_messages_client_id"),
        Index("ix_chat_messages_pending", "pending", "conversation_id"),
    )

    id: Mapped[int] = mapped_column(_ROW, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"))
    seq: Mapped[int] = mapped_column(Integer)
    role: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(Text)
    parts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    client_id: Mapped[str | None] = mapped_column(String(64))
    answers: Mapped[int | None] = mapped_column(Integer)
    pending: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)


class OfferRow(Base):
    """A payload that was offered in a conversation, under a short key (channels with small buttons send the key)."""

    __tablename__ = "chat_offers"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    payload: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(Integer)


class AddressRow(Base):
    """Where a conversation can be reached on a channel that knows its people by an address (a Telegram chat)."""

    __tablename__ = "chat_addresses"

    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    address: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"), index=True)
    consented_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    blocked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class LinkCodeRow(Base):
    """A code, kept as a hash, that opens a conversation once on another channel."""

    __tablename__ = "chat_link_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"), index=True)
    valid_until: Mapped[datetime] = mapped_column(UTCDateTime)
