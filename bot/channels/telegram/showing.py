"""Takes over new messages of a conversation, written for Telegram, into what must be sent to its chats."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.channels.telegram.writing import Writer
from bot.clock import Clock, today
from bot.store import Message
from bot.store.telegram import CHANNEL, Keyboard, Planned, TelegramChat, TelegramStore


class Showing:
    """`to_send` hears of each chat for which something waits."""

    def __init__(self, store: TelegramStore, writer: Writer, clock: Clock, to_send: Callable[[int], None]) -> None:
        self._store = store
        self._writer = writer
        self._clock = clock
        self._to_send = to_send

    async def take(self, conversation_id: str) -> None:
        """Bring every chat of this conversation up to date. Raises ChatsUnavailable."""
        for chat in await asyncio.to_thread(self._store.talks.of, conversation_id):
            await asyncio.to_thread(self._take, chat)
            self._to_send(chat.chat_id)

    def _take(self, chat: TelegramChat) -> None:
        messages = self._store.chats.messages(chat.conversation_id, chat.shown_seq)
        if not messages:
            return
        address = self._store.addresses.find(CHANNEL, str(chat.chat_id))
        blocked = address is None or address.blocked_at is not None
        planned, keyboards = ([], []) if blocked else self._write(chat, messages)
        self._store.talks.show(chat, messages[-1].seq, planned, keyboards, self._clock())

    def _write(self, chat: TelegramChat, messages: list[Message]) -> tuple[list[Planned], list[Keyboard]]:
        planned: list[Planned] = []
        keyboards: list[Keyboard] = []
        for message in messages:
            written = self._writer.write(message, chat.language, today(self._clock))
            planned += [Planned(chat.key(message.seq, part), body) for part, body in enumerate(written.bodies)]
            if written.keyboard:
                keyboards.append(Keyboard(message.seq, message.answers))
        return planned, keyboards
