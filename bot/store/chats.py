"""The talks in the database: each message stored once, in order, and answered once, whatever process handles it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.store.chat_rows import (
    NewMessage,
    add_messages,
    change,
    conversations,
    find,
    known_message,
    locked,
    messages,
    offer_key,
    offers,
    settle,
    snapshot,
    withdraw_pending,
)
from bot.store.chat_types import (
    ChatsUnavailable,
    Conversation,
    Event,
    Message,
    Offer,
    Outgoing,
    Role,
    Snapshot,
    UnknownConversation,
)
from bot.store.database import Database

_AFTER_MARK = (
    select(messages.c.id, messages.c.conversation_id, messages.c.seq)
    .where(messages.c.id > bindparam("mark"))
    .order_by(messages.c.id)
)
_OFFERED = select(offers).where(
    offers.c.conversation_id == bindparam("conversation"),
    or_(offers.c.key == bindparam("given"), offers.c.key == bindparam("hashed")),
)


class Chats:
    """Every call is one transaction and may raise ChatsUnavailable. `now` is an aware moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def one_writer(self) -> bool:
        """Whether the database lets only one transaction write at a time (SQLite)."""
        return self._database.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; a database that is away becomes ChatsUnavailable."""
        try:
            with self._database.read() as session:
                yield session
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise ChatsUnavailable(str(error)) from error

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end; a database that is away becomes ChatsUnavailable."""
        try:
            with self._database.write() as session:
                yield session
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise ChatsUnavailable(str(error)) from error

    def create(
        self,
        conversation_id: str,
        channel: str,
        now: datetime,
        *,
        language: str = "nl",
        region: str = "",
        topic: str = "",
        opening: str = "",
    ) -> Conversation:
        """Begin a talk; `opening` is a payload that the assistant must answer first (not shown), such as '/greet'."""
        values = {"id": conversation_id, "channel": channel, "language": language, "region": region, "topic": topic}
        with self.writing() as session:
            session.execute(
                insert(conversations).values(**values, created_at=now, active_at=now, last_seq=0, first_seq=0)
            )
            if opening:
                begun = locked(session, conversation_id)
                add_messages(session, begun, now, [NewMessage(Role.OPENING, payload=opening, pending=True)])
            return locked(session, conversation_id)

    def get(self, conversation_id: str) -> Conversation | None:
        """The conversation, or None where it is deleted or never was."""
        with self.reading() as session:
            return find(session, conversation_id)

    def receive(
        self, conversation_id: str, client_id: str, text: str, now: datetime, *, payload: str | None = None
    ) -> tuple[Message, bool]:
        """Store what the worker sends (`text` already redacted); gives the message and whether it is new.

        The same `client_id` again gives the message that was stored first. Raises UnknownConversation.
        """
        with self.writing() as session:
            conversation = locked(session, conversation_id)
            known = known_message(session, conversation_id, client_id)
            if known:
                return known, False
            pending = conversation.taken_by is None
            sent = NewMessage(Role.WORKER, text, payload=payload, client_id=client_id, pending=pending)
            return add_messages(session, conversation, now, [sent])[0], True

    def waiting_conversations(self, channel: str) -> list[str]:
        """Ids of this channel's conversations with an unanswered message, longest waiting first."""
        query = (
            select(messages.c.conversation_id)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(messages.c.pending, conversations.c.channel == channel)
            .group_by(messages.c.conversation_id)
            .order_by(func.min(messages.c.id))
        )
        with self.reading() as session:
            return list(session.scalars(query))

    def answer(self, conversation_id: str, seq: int, replies: Sequence[Outgoing], now: datetime) -> list[Message]:
        """Store the replies to message `seq`, once: where it was answered or withdrawn meanwhile, nothing is added."""
        with self.writing() as session:
            conversation = locked(session, conversation_id)
            if not settle(session, conversation_id, seq):
                return []
            return add_messages(session, conversation, now, [NewMessage.of(reply, answers=seq) for reply in replies])

    def add(self, conversation_id: str, message: Outgoing, now: datetime) -> Message:
        """Add a message that answers nothing: a reminder, a person's words, an event."""
        with self.writing() as session:
            return add_messages(session, locked(session, conversation_id), now, [NewMessage.of(message)])[0]

    def messages(self, conversation_id: str, after: int = 0, limit: int = 200) -> list[Message]:
        """Messages with a seq above `after`, in order, from the last fresh start on; none of an unknown talk."""
        try:
            return self.since(conversation_id, after, limit).messages
        except UnknownConversation:
            return []

    def since(self, conversation_id: str, after: int = 0, limit: int = 200) -> Snapshot:
        """The conversation and its messages after `after`, read at one moment. Raises UnknownConversation."""
        with self.reading() as session:
            return snapshot(session, conversation_id, after, limit)

    def offered(self, conversation_id: str, payload_or_key: str) -> Offer | None:
        """The offer with this payload or this short key, if the assistant made it since the last fresh start."""
        asked = {"conversation": conversation_id, "given": payload_or_key, "hashed": offer_key(payload_or_key)}
        with self.reading() as session:
            row = session.execute(_OFFERED, asked).first()
            return Offer(row.key, row.payload, row.title) if row else None

    def restart(self, conversation_id: str, client_id: str, payload: str, now: datetime) -> Message:
        """A fresh start: earlier messages no longer count, what waited is withdrawn, `payload` opens anew."""
        with self.writing() as session:
            conversation = locked(session, conversation_id)
            known = known_message(session, conversation_id, client_id)
            if known:
                return known
            withdraw_pending(session, conversation_id)
            session.execute(delete(offers).where(offers.c.conversation_id == conversation_id))
            fresh = NewMessage(Role.RESTART, payload=payload, client_id=client_id, pending=True)
            added = add_messages(session, conversation, now, [fresh])[0]
            change(session, conversation_id, first_seq=added.seq)
            return added

    def delete(self, conversation_id: str) -> bool:
        """Remove the conversation and all that hangs on it; False where there was none."""
        query = delete(conversations).where(conversations.c.id == conversation_id).returning(conversations.c.id)
        with self.writing() as session:
            return session.execute(query).first() is not None

    def rate(self, conversation_id: str, stars: int, comment: str, now: datetime) -> None:
        """Keep the worker's judgement (1 to 5) and redacted comment; a later one replaces it."""
        with self.writing() as session:
            locked(session, conversation_id)
            change(session, conversation_id, rating=stars, rating_comment=comment or None, active_at=now)

    def set_language(self, conversation_id: str, language: str) -> None:
        """The language in which the worker wants to go on."""
        with self.writing() as session:
            locked(session, conversation_id)
            change(session, conversation_id, language=language)

    def take_over(self, conversation_id: str, person: str, now: datetime) -> Message:
        """From now on `person` (the name shown) answers; what waits for the assistant is withdrawn."""
        with self.writing() as session:
            conversation = locked(session, conversation_id)
            withdraw_pending(session, conversation_id)
            change(session, conversation_id, taken_by=person)
            joined = NewMessage(Role.EVENT, Event.PERSON_JOINED.value, parts={"name": person})
            return add_messages(session, conversation, now, [joined])[0]

    def hand_back(self, conversation_id: str, now: datetime) -> Message:
        """The assistant answers again."""
        with self.writing() as session:
            conversation = locked(session, conversation_id)
            change(session, conversation_id, taken_by=None)
            left = NewMessage(Role.EVENT, Event.PERSON_LEFT.value, parts={"name": conversation.taken_by or ""})
            return add_messages(session, conversation, now, [left])[0]

    def newest(self) -> int:
        """A mark of the newest message of all conversations, for `arrivals`."""
        with self.reading() as session:
            return session.scalar(select(func.max(messages.c.id))) or 0

    def progress(self, mark: int) -> tuple[int, dict[str, int]]:
        """The new mark, and by conversation the number of the last message that came after the old one."""
        with self.reading() as session:
            found = session.execute(_AFTER_MARK, {"mark": mark}).all()
            return (found[-1][0] if found else mark), {row[1]: row[2] for row in found}

    def arrivals(self, mark: int) -> tuple[int, set[str]]:
        """The new mark, and the conversations that got a message after the old one."""
        newest, numbers = self.progress(mark)
        return newest, set(numbers)

    def idle_since(self, moment: datetime, limit: int = 500) -> list[str]:
        """Ids of conversations in which nothing happened since `moment`; for retention."""
        query = select(conversations.c.id).where(conversations.c.active_at < moment).limit(limit)
        with self.reading() as session:
            return list(session.scalars(query))
