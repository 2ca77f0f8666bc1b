"""What the chat store gives and takes: plain values, no rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class ChatsUnavailable(Exception):
    """The database does not answer now; the same call may succeed later."""


class UnknownConversation(KeyError):
    """No conversation under this id (any more)."""


class Role(StrEnum):
    """Who or what a message comes from. `opening` and `restart` are turns that the gateway itself begins."""

    WORKER = "worker"
    ASSISTANT = "assistant"
    PERSON = "person"
    EVENT = "event"
    OPENING = "opening"
    RESTART = "restart"


class Event(StrEnum):
    """Text of a message with role `event`."""

    DELAYED = "delayed"
    SILENT = "silent"
    PERSON_JOINED = "person_joined"
    PERSON_LEFT = "person_left"
    MOVED = "moved"


@dataclass(frozen=True)
class Conversation:
    """One talk, as it stands. `taken_by` is the person who answers instead of the assistant, if any."""

    id: str
    channel: str
    language: str
    region: str
    topic: str
    created_at: datetime
    active_at: datetime
    last_seq: int
    first_seq: int
    taken_by: str | None
    rating: int | None
    rating_comment: str | None


@dataclass(frozen=True)
class Message:
    """One message or event of a conversation; `parts` holds buttons, file and the like (see `Reply.parts`)."""

    conversation_id: str
    seq: int
    role: Role
    text: str
    sent_at: datetime
    payload: str | None = None
    parts: dict[str, Any] = field(default_factory=dict)
    client_id: str | None = None
    answers: int | None = None
    pending: bool = False


@dataclass(frozen=True)
class Outgoing:
    """A message to add: text and parts, as `Reply.text` and `Reply.parts()` give them."""

    text: str
    parts: dict[str, Any] = field(default_factory=dict)
    role: Role = Role.ASSISTANT


@dataclass(frozen=True)
class Offer:
    """A payload offered in a conversation: its short key, the payload, and the title that was shown."""

    key: str
    payload: str
    title: str


@dataclass(frozen=True)
class Snapshot:
    """A conversation with its messages after some seq; `waiting` means an answer is still to come."""

    conversation: Conversation
    messages: list[Message]
    waiting: bool
