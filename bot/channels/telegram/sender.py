"""Unasked messages to Telegram, only to those who agreed, and links that carry a conversation over from the web."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from bot.channels.reply import Button, Reply
from bot.channels.telegram.commands import LINK
from bot.clock import Clock
from bot.store import Address, Database, Outgoing
from bot.store.telegram import CHANNEL, TelegramStore

LINK_HOLDS = timedelta(minutes=30)


class Handed(StrEnum):
    """What came of an unasked message."""

    WAITS = "waits"
    REPEATED = "repeated"
    NO_CHAT = "no_chat"
    NO_CONSENT = "no_consent"
    BLOCKED = "blocked"


class TelegramSender:
    """For any process: stores the message; the worker sends it. May raise ChatsUnavailable."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._store = TelegramStore(database)
        self._clock = clock

    def send(self, conversation_id: str, text: str, buttons: Sequence[Button] = (), key: str = "") -> Handed:
        """Let an unasked message wait for the chat of this conversation, if its owner agreed to such messages.

        The same `key` again does nothing, so that a reminder which is tried twice comes once.
        """
        refused = self._refusal(conversation_id)
        if refused is not None:
            return refused
        if key and self._store.talks.handed_over(key):
            return Handed.REPEATED
        outgoing = Outgoing(text, Reply(text=text, buttons=list(buttons)).parts())
        self._store.chats.add(conversation_id, outgoing, self._clock())
        if key:
            self._store.talks.remember_unasked(key, conversation_id, self._clock())
        return Handed.WAITS

    def set_consent(self, conversation_id: str, *, given: bool) -> bool:
        """Note that unasked messages are welcome in the chats of this conversation, or no longer; False without any."""
        addresses = self._addresses(conversation_id)
        for address in addresses:
            self._store.addresses.set_consent(CHANNEL, address.address, self._clock() if given else None)
        return bool(addresses)

    def link(self, conversation_id: str) -> str | None:
        """A link that opens this conversation in Telegram, once and for half an hour; None where no bot runs."""
        name = self._store.talks.bot_name()
        if name is None:
            return None
        code = secrets.token_urlsafe(32)
        self._store.addresses.add_link(conversation_id, code, self._clock() + LINK_HOLDS)
        return f"https://t.me/{name}?start={LINK}{code}"

    def _refusal(self, conversation_id: str) -> Handed | None:
        addresses = self._addresses(conversation_id)
        if not addresses:
            return Handed.NO_CHAT
        agreed = [address for address in addresses if address.consented_at is not None]
        if not agreed:
            return Handed.NO_CONSENT
        return None if any(address.may_be_approached for address in agreed) else Handed.BLOCKED

    def _addresses(self, conversation_id: str) -> list[Address]:
        return [address for address in self._store.addresses.of(conversation_id) if address.channel == CHANNEL]
