"""Tables of the Telegram worker: updates as they came, what each chat has had, keyboards, what waits to go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.database import Base, UTCDateTime

_ROW = BigInteger().with_variant(Integer, "sqlite")
_CONVERSATION = "chat_conversations.id"


class TelegramUpdateRow(Base):
    """One update. The number stays, so that it is never handled twice; chat and contents go when it is handled."""

    __tablename__ = "telegram_updates"
    __table_args__ = (Index("ix_telegram_updates_open", "handled_at", "chat_id"),)

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    handled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class TelegramChatRow(Base):
    """How far a chat is in its conversation: up to `shown_seq` all messages are sent or wait in telegram_outgoing."""

    __tablename__ = "telegram_chats"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"), index=True)
    shown_seq: Mapped[int] = mapped_column(Integer, default=0)
    linked_by: Mapped[int | None] = mapped_column(BigInteger)
    edit_declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class TelegramKeyboardRow(Base):
    """Buttons or a calendar under message `seq`. `turn` is the worker's message it answers; `used_by` the update."""

    __tablename__ = "telegram_keyboards"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey(_CONVERSATION, ondelete="CASCADE"), primary_key=True, index=True
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    turn: Mapped[int | None] = mapped_column(Integer)
    used_by: Mapped[int | None] = mapped_column(BigInteger)


class TelegramOutgoingRow(Base):
    """One call to Telegram that must be made once. Its contents go when it is sent or given up."""

    __tablename__ = "telegram_outgoing"
    __table_args__ = (Index("ix_telegram_outgoing_waiting", "ended_at", "chat_id"),)

    id: Mapped[int] = mapped_column(_ROW, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(128), unique=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"), index=True)
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    stored_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    outcome: Mapped[str | None] = mapped_column(String(16))


class TelegramGroupRow(Base):
    """A group or channel that was told once that the assistant only talks in private."""

    __tablename__ = "telegram_groups"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    declined_at: Mapped[datetime] = mapped_column(UTCDateTime)


class TelegramUnaskedRow(Base):
    """A reminder or other unasked message that was handed over, so that a repeat of the same one is dropped."""

    __tablename__ = "telegram_unasked"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(_CONVERSATION, ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class TelegramBotRow(Base):
    """The bot as whom the worker last signed in; links from the web chat need its name."""

    __tablename__ = "telegram_bots"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    username: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
