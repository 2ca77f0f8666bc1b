"""The talks in the database: each message stored once, in order, and answered once, whatever process handles it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.store.chat_rows import add_outgoing, add_row, as_conversation, as_message, locked, messages_of, offer_key
from bot.store.chat_tables import ConversationRow, MessageRow, OfferRow
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


class Chats:
    """Every call is one transaction and may raise ChatsUnavailable. `now` is an aware moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
        with self.writing() as session:
            row = ConversationRow(
                id=conversation_id,
                channel=channel,
                language=language,
                region=region,
                topic=topic,
                created_at=now,
                active_at=now,
                last_seq=0,
                first_seq=0,
            )
            session.add(row)
            session.flush()
            if opening:
                add_row(session, row, now, Role.OPENING, "", payload=opening, pending=True)
            return as_conversation(row)

    def get(self, conversation_id: str) -> Conversation | None:
        """The conversation, or None where it is deleted or never was."""
        with self.reading() as session:
            row = session.get(ConversationRow, conversation_id)
            return as_conversation(row) if row else None

    def receive(
        self, conversation_id: str, client_id: str, text: str, now: datetime, *, payload: str | None = None
    ) -> tuple[Message, bool]:
        """Store what the worker sends (`text` already redacted); gives the message and whether it is new.

        The same `client_id` again gives the message that was stored first. Raises UnknownConversation.
        """
        with self.writing() as session:
            row = locked(session, conversation_id)
            known = session.scalar(messages_of(conversation_id).where(MessageRow.client_id == client_id))
            if known:
                return as_message(known), False
            pending = row.taken_by is None
            added = add_row(session, row, now, Role.WORKER, text, payload=payload, client_id=client_id, pending=pending)
            return as_message(added), True

    def pending(self, conversation_id: str) -> Message | None:
        """The oldest message of this conversation that still waits for the assistant."""
        query = messages_of(conversation_id).where(MessageRow.pending).order_by(MessageRow.seq).limit(1)
        with self.reading() as session:
            row = session.scalar(query)
            return as_message(row) if row else None

    def waiting_conversations(self, channel: str) -> list[str]:
        """Ids of this channel's conversations with an unanswered message, longest waiting first."""
        query = (
            select(MessageRow.conversation_id)
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .where(MessageRow.pending, ConversationRow.channel == channel)
            .group_by(MessageRow.conversation_id)
            .order_by(func.min(MessageRow.id))
        )
        with self.reading() as session:
            return list(session.scalars(query))

    def answer(self, conversation_id: str, seq: int, replies: Sequence[Outgoing], now: datetime) -> list[Message]:
        """Store the replies to message `seq`, once: where it was answered or withdrawn meanwhile, nothing is added."""
        with self.writing() as session:
            row = locked(session, conversation_id)
            asked = session.scalar(messages_of(conversation_id).where(MessageRow.seq == seq, MessageRow.pending))
            if not asked:
                return []
            asked.pending = False
            return [as_message(add_outgoing(session, row, now, reply, answers=seq)) for reply in replies]

    def add(self, conversation_id: str, message: Outgoing, now: datetime) -> Message:
        """Add a message that answers nothing: a reminder, a person's words, an event."""
        with self.writing() as session:
            return as_message(add_outgoing(session, locked(session, conversation_id), now, message))

    def messages(self, conversation_id: str, after: int = 0, limit: int = 200) -> list[Message]:
        """Messages with a seq above `after`, in order, from the last fresh start on."""
        first = select(ConversationRow.first_seq).where(ConversationRow.id == conversation_id).scalar_subquery()
        query = messages_of(conversation_id).where(MessageRow.seq > after, MessageRow.seq >= first)
        with self.reading() as session:
            return [as_message(row) for row in session.scalars(query.order_by(MessageRow.seq).limit(limit))]

    def since(self, conversation_id: str, after: int = 0, limit: int = 200) -> Snapshot:
        """The conversation and its messages after `after`, read at one moment. Raises UnknownConversation."""
        with self.reading() as session:
            conversation = session.get(ConversationRow, conversation_id)
            if conversation is None:
                raise UnknownConversation(conversation_id)
            least = max(after + 1, conversation.first_seq)
            query = messages_of(conversation_id).where(MessageRow.seq >= least).order_by(MessageRow.seq).limit(limit)
            found = [as_message(row) for row in session.scalars(query)] if conversation.last_seq >= least else []
            waiting = session.scalar(messages_of(conversation_id).where(MessageRow.pending).limit(1))
            return Snapshot(as_conversation(conversation), found, waiting is not None)

    def offered(self, conversation_id: str, payload_or_key: str) -> Offer | None:
        """The offer with this payload or this short key, if the assistant made it since the last fresh start."""
        keys = (payload_or_key, offer_key(payload_or_key))
        query = select(OfferRow).where(OfferRow.conversation_id == conversation_id, OfferRow.key.in_(keys))
        with self.reading() as session:
            row = session.scalar(query)
            return Offer(row.key, row.payload, row.title) if row else None

    def restart(self, conversation_id: str, client_id: str, payload: str, now: datetime) -> Message:
        """A fresh start: earlier messages no longer count, what waited is withdrawn, `payload` opens anew."""
        with self.writing() as session:
            row = locked(session, conversation_id)
            known = session.scalar(messages_of(conversation_id).where(MessageRow.client_id == client_id))
            if known:
                return as_message(known)
            session.execute(
                update(MessageRow).where(MessageRow.conversation_id == conversation_id).values(pending=False)
            )
            session.execute(delete(OfferRow).where(OfferRow.conversation_id == conversation_id))
            added = add_row(session, row, now, Role.RESTART, "", payload=payload, client_id=client_id, pending=True)
            row.first_seq = added.seq
            return as_message(added)

    def delete(self, conversation_id: str) -> bool:
        """Remove the conversation and all that hangs on it; False where there was none."""
        with self.writing() as session:
            row = session.get(ConversationRow, conversation_id)
            if row:
                session.delete(row)
            return row is not None

    def rate(self, conversation_id: str, stars: int, comment: str, now: datetime) -> None:
        """Keep the worker's judgement (1 to 5) and redacted comment; a later one replaces it."""
        with self.writing() as session:
            row = locked(session, conversation_id)
            row.rating, row.rating_comment, row.active_at = stars, comment or None, now

    def set_language(self, conversation_id: str, language: str) -> None:
        """The language in which the worker wants to go on."""
        with self.writing() as session:
            locked(session, conversation_id).language = language

    def take_over(self, conversation_id: str, person: str, now: datetime) -> Message:
        """From now on `person` (the name shown) answers; what waits for the assistant is withdrawn."""
        with self.writing() as session:
            row = locked(session, conversation_id)
            row.taken_by = person
            session.execute(
                update(MessageRow).where(MessageRow.conversation_id == conversation_id).values(pending=False)
            )
            joined = Outgoing(Event.PERSON_JOINED, {"name": person}, Role.EVENT)
            return as_message(add_outgoing(session, row, now, joined))

    def hand_back(self, conversation_id: str, now: datetime) -> Message:
        """The assistant answers again."""
        with self.writing() as session:
            row = locked(session, conversation_id)
            left = Outgoing(Event.PERSON_LEFT, {"name": row.taken_by or ""}, Role.EVENT)
            row.taken_by = None
            return as_message(add_outgoing(session, row, now, left))

    def newest(self) -> int:
        """A mark of the newest message of all conversations, for `arrivals`."""
        with self.reading() as session:
            return session.scalar(select(func.max(MessageRow.id))) or 0

    def arrivals(self, mark: int) -> tuple[int, set[str]]:
        """The new mark, and the conversations that got a message after the old one."""
        query = select(MessageRow.id, MessageRow.conversation_id).where(MessageRow.id > mark)
        with self.reading() as session:
            found = session.execute(query).all()
            return max((row[0] for row in found), default=mark), {row[1] for row in found}

    def idle_since(self, moment: datetime, limit: int = 500) -> list[str]:
        """Ids of conversations in which nothing happened since `moment`; for retention."""
        query = select(ConversationRow.id).where(ConversationRow.active_at < moment).limit(limit)
        with self.reading() as session:
            return list(session.scalars(query))
