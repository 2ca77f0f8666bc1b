"""Telegram chats: which conversation each is in, what it has been shown, which keyboard may still be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select

from bot.store.chat_addresses import ChatAddresses
from bot.store.chat_tables import ConversationRow, MessageRow
from bot.store.chat_types import Role
from bot.store.chats import Chats
from bot.store.telegram_outgoing import Planned, queue
from bot.store.telegram_tables import (
    TelegramBotRow,
    TelegramChatRow,
    TelegramGroupRow,
    TelegramKeyboardRow,
    TelegramUnaskedRow,
)

CHANNEL = "telegram"


@dataclass(frozen=True)
class TelegramChat:
    """A private chat. Messages above `shown_seq` have yet to be sent there; `visit` is the link it came by, or 0."""

    chat_id: int
    conversation_id: str
    shown_seq: int
    language: str
    visit: int

    def key(self, seq: int, part: int) -> str:
        """Names one message to this chat; after a link into the chat the same words may be sent again."""
        return f"{self.chat_id}:{self.visit}:{self.conversation_id}:{seq}.{part}"


class Tap(StrEnum):
    """What a tap on a keyboard means: it counts, a choice was made before, it is an older question's, or unknown."""

    COUNTS = "counts"
    REPEATED = "repeated"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Keyboard:
    """Buttons or a calendar under message `seq`; `turn` is the worker's message that was answered, if any."""

    seq: int
    turn: int | None


class TelegramChats:
    """Every call may raise ChatsUnavailable. `now` is an aware moment."""

    def __init__(self, chats: Chats, addresses: ChatAddresses) -> None:
        self._chats = chats
        self._addresses = addresses

    def find(self, chat_id: int) -> TelegramChat | None:
        """The chat, or None for one that is new or whose conversation was deleted."""
        with self._chats.reading() as session:
            row = session.get(TelegramChatRow, chat_id)
            return _chat(row, session.get_one(ConversationRow, row.conversation_id).language) if row else None

    def of(self, conversation_id: str) -> list[TelegramChat]:
        """The chats in which this conversation is held."""
        query = select(TelegramChatRow, ConversationRow.language).join(ConversationRow)
        with self._chats.reading() as session:
            found = session.execute(query.where(TelegramChatRow.conversation_id == conversation_id))
            return [_chat(row, language) for row, language in found]

    def behind(self) -> list[str]:
        """Conversations with messages that some chat has not been sent."""
        query = select(TelegramChatRow.conversation_id).join(ConversationRow).distinct()
        with self._chats.reading() as session:
            return list(session.scalars(query.where(ConversationRow.last_seq > TelegramChatRow.shown_seq)))

    def waiting(self) -> list[str]:
        """Conversations with a message from Telegram that still waits for the assistant, on whichever channel begun."""
        query = (
            select(TelegramChatRow.conversation_id)
            .join(MessageRow, MessageRow.conversation_id == TelegramChatRow.conversation_id)
            .where(MessageRow.pending, MessageRow.client_id.startswith(f"{CHANNEL}-"))
            .distinct()
        )
        with self._chats.reading() as session:
            return list(session.scalars(query))

    def begin(self, chat_id: int, conversation_id: str, language: str, now: datetime) -> TelegramChat:
        """Start a new conversation in this chat; one that the chat has already is kept and given instead."""
        if found := self.find(chat_id):
            return found
        self._chats.create(conversation_id, CHANNEL, now, language=language)
        return self._enter(chat_id, conversation_id, shown_seq=0)

    def follow_link(self, chat_id: int, code: str, update_id: int, now: datetime) -> TelegramChat | None:
        """Go on in this chat with the conversation that `code` opens, from the assistant's last words on.

        None where the code is unknown, used or too old. The same update again gives the same chat.
        """
        with self._chats.reading() as session:
            row = session.get(TelegramChatRow, chat_id)
            linked = row is not None and row.linked_by == update_id
        if linked:
            return self.find(chat_id)
        conversation_id = self._addresses.follow_link(code, now)
        if conversation_id is None:
            return None
        asked = (Role.WORKER.value, Role.OPENING.value, Role.RESTART.value)
        last_asked = select(func.max(MessageRow.seq)).where(
            MessageRow.conversation_id == conversation_id, MessageRow.role.in_(asked)
        )
        with self._chats.reading() as session:
            shown = session.scalar(last_asked) or 0
        return self._enter(chat_id, conversation_id, shown, linked_by=update_id)

    def _enter(self, chat_id: int, conversation_id: str, shown_seq: int, linked_by: int | None = None) -> TelegramChat:
        self._addresses.attach(CHANNEL, str(chat_id), conversation_id)
        with self._chats.writing() as session:
            row = session.get(TelegramChatRow, chat_id) or TelegramChatRow(chat_id=chat_id)
            row.conversation_id, row.shown_seq, row.linked_by = conversation_id, shown_seq, linked_by
            session.add(row)
            return _chat(row, session.get_one(ConversationRow, conversation_id).language)

    def show(
        self, chat: TelegramChat, upto: int, planned: Iterable[Planned], keyboards: Sequence[Keyboard], now: datetime
    ) -> bool:
        """Let `planned` wait to be sent and count messages up to `upto` as shown; False where that was done before."""
        with self._chats.writing() as session:
            row = session.get(TelegramChatRow, chat.chat_id, with_for_update=True)
            if row is None or (row.conversation_id, row.shown_seq) != (chat.conversation_id, chat.shown_seq):
                return False
            row.shown_seq = upto
            queue(session, chat.chat_id, chat.conversation_id, planned, now)
            for keyboard in keyboards:
                # A conversation that comes back by a link is shown again, with fresh buttons.
                values = {"seq": keyboard.seq, "turn": keyboard.turn, "used_by": None}
                row_id = {"chat_id": chat.chat_id, "conversation_id": chat.conversation_id}
                session.merge(TelegramKeyboardRow(**row_id, **values))
            return True

    def judge(self, chat: TelegramChat, seq: int, update_id: int) -> Tap:
        """Whether a tap on the keyboard under message `seq` counts; changes nothing."""
        with self._chats.reading() as session:
            row = session.get(TelegramKeyboardRow, (chat.chat_id, chat.conversation_id, seq))
            newest = (
                select(TelegramKeyboardRow.turn)
                .filter_by(chat_id=chat.chat_id, conversation_id=chat.conversation_id)
                .where(TelegramKeyboardRow.turn.is_not(None))
                .order_by(TelegramKeyboardRow.seq.desc())
                .limit(1)
            )
            if row is None:
                return Tap.UNKNOWN
            if row.used_by is not None:
                return Tap.COUNTS if row.used_by == update_id else Tap.REPEATED
            return Tap.COUNTS if row.turn is None or row.turn == session.scalar(newest) else Tap.STALE

    def use(self, chat: TelegramChat, seq: int, update_id: int) -> None:
        """Count the choice made by this update; later taps on the same keyboard are repeats."""
        with self._chats.writing() as session:
            row = session.get(TelegramKeyboardRow, (chat.chat_id, chat.conversation_id, seq))
            if row is not None:
                row.used_by = update_id

    def first_edit(self, chat_id: int, now: datetime) -> bool:
        """Whether this is the first change of a message in this chat; remembers that it was."""
        with self._chats.writing() as session:
            row = session.get(TelegramChatRow, chat_id)
            if row is None or row.edit_declined_at is not None:
                return False
            row.edit_declined_at = now
            return True

    def first_in_group(self, chat_id: int, now: datetime) -> bool:
        """Whether this group or channel has not been told yet that the assistant talks in private only."""
        with self._chats.writing() as session:
            if session.get(TelegramGroupRow, chat_id) is not None:
                return False
            session.add(TelegramGroupRow(chat_id=chat_id, declined_at=now))
            return True

    def handed_over(self, key: str) -> bool:
        """Whether the unasked message with this key was handed over before."""
        with self._chats.reading() as session:
            return session.get(TelegramUnaskedRow, key) is not None

    def remember_unasked(self, key: str, conversation_id: str, now: datetime) -> None:
        """Keep the key of an unasked message, so that a repeat is dropped."""
        with self._chats.writing() as session:
            session.merge(TelegramUnaskedRow(key=key, conversation_id=conversation_id, at=now))

    def signed_in(self, bot_id: int, username: str, now: datetime) -> None:
        """Keep the name of the bot that the worker runs."""
        with self._chats.writing() as session:
            session.merge(TelegramBotRow(id=bot_id, username=username, seen_at=now))

    def bot_name(self) -> str | None:
        """The user name of the bot that ran last; None where none ever did."""
        with self._chats.reading() as session:
            newest = select(TelegramBotRow.username).order_by(TelegramBotRow.seen_at.desc())
            return session.scalar(newest.limit(1))

    def purge(self, before: datetime) -> None:
        """Forget groups and keys from before `before`; chats go with their conversation."""
        with self._chats.writing() as session:
            session.execute(delete(TelegramGroupRow).where(TelegramGroupRow.declined_at < before))
            session.execute(delete(TelegramUnaskedRow).where(TelegramUnaskedRow.at < before))


def _chat(row: TelegramChatRow, language: str) -> TelegramChat:
    return TelegramChat(row.chat_id, row.conversation_id, row.shown_seq, language, row.linked_by or 0)
