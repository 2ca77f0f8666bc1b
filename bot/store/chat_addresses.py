"""Where a worker can be reached on a channel with addresses, and codes that carry a talk to that channel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.store.chat_tables import AddressRow, ConversationRow, LinkCodeRow
from bot.store.chat_types import UnknownConversation
from bot.store.chats import Chats


@dataclass(frozen=True)
class Address:
    """An address on a channel. Unasked messages may go there only after consent and while not blocked."""

    channel: str
    address: str
    conversation_id: str
    consented_at: datetime | None
    blocked_at: datetime | None

    @property
    def may_be_approached(self) -> bool:
        return self.consented_at is not None and self.blocked_at is None


class ChatAddresses:
    """Every call is one transaction and may raise ChatsUnavailable."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def find(self, channel: str, address: str) -> Address | None:
        """Who is behind this address, if known."""
        with self._chats.reading() as session:
            row = session.get(AddressRow, (channel, address))
            return _address(row) if row else None

    def of(self, conversation_id: str) -> list[Address]:
        """All addresses of one conversation."""
        with self._chats.reading() as session:
            return [
                _address(row) for row in session.scalars(select(AddressRow).filter_by(conversation_id=conversation_id))
            ]

    def attach(self, channel: str, address: str, conversation_id: str) -> Address:
        """From now on this address talks in this conversation; consent given before is kept."""
        with self._chats.writing() as session:
            if session.get(ConversationRow, conversation_id) is None:
                raise UnknownConversation(conversation_id)
            row = session.get(AddressRow, (channel, address)) or AddressRow(channel=channel, address=address)
            row.conversation_id, row.blocked_at = conversation_id, None
            session.add(row)
            session.flush()
            return _address(row)

    def set_consent(self, channel: str, address: str, at: datetime | None) -> None:
        """Consent to unasked messages given at `at`, or withdrawn (None)."""
        with self._chats.writing() as session:
            if row := session.get(AddressRow, (channel, address)):
                row.consented_at = at

    def set_blocked(self, channel: str, address: str, at: datetime | None) -> None:
        """The worker shut the door at `at`, or opened it again (None)."""
        with self._chats.writing() as session:
            if row := session.get(AddressRow, (channel, address)):
                row.blocked_at = at

    def add_link(self, conversation_id: str, code: str, valid_until: datetime) -> None:
        """Let `code` (unguessable, given to the worker) open this conversation elsewhere, once, until then."""
        with self._chats.writing() as session:
            if session.get(ConversationRow, conversation_id) is None:
                raise UnknownConversation(conversation_id)
            session.execute(delete(LinkCodeRow).where(LinkCodeRow.conversation_id == conversation_id))
            session.add(LinkCodeRow(code_hash=_hash(code), conversation_id=conversation_id, valid_until=valid_until))

    def follow_link(self, code: str, now: datetime) -> str | None:
        """The conversation that `code` opens, or None where it is unknown, used or too old. Uses the code up."""
        with self._chats.writing() as session:
            row = session.get(LinkCodeRow, _hash(code), with_for_update=True)
            if row is None:
                return None
            conversation_id, valid = row.conversation_id, row.valid_until >= now
            session.delete(row)
            return conversation_id if valid else None


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _address(row: AddressRow) -> Address:
    return Address(row.channel, row.address, row.conversation_id, row.consented_at, row.blocked_at)
