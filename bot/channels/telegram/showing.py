"""Takes over new messages of a conversation, written for Telegram, into what must be sent to its chats."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.channels.telegram.writing import Writer
from bot.clock import Clock, today
from bot.store import Address, Message, Role
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
            at: TelegramChat | None = chat
            while at is not None and await asyncio.to_thread(self._take, at):
                self._to_send(at.chat_id)
                at = await asyncio.to_thread(self._store.talks.find, at.chat_id)

    def _take(self, chat: TelegramChat) -> bool:
        """Whether there were messages to take over."""
        messages = self._store.chats.messages(chat.conversation_id, chat.shown_seq)
        if not messages:
            return False
        address = self._store.addresses.find(CHANNEL, str(chat.chat_id))
        planned, keyboards = self._write(chat, [each for each in messages if _is_wanted(each, address)])
        self._store.talks.show(chat, messages[-1].seq, planned, keyboards, self._clock())
        return True

    def _write(self, chat: TelegramChat, messages: list[Message]) -> tuple[list[Planned], list[Keyboard]]:
        planned: list[Planned] = []
        keyboards: list[Keyboard] = []
        for message in messages:
            written = self._writer.write(message, chat.language, today(self._clock))
            planned += [Planned(chat.key(message.seq, part), body) for part, body in enumerate(written.bodies)]
            if written.keyboard:
                keyboards.append(Keyboard(message.seq, message.answers))
        return planned, keyboards


def _is_wanted(message: Message, address: Address | None) -> bool:
    """Nothing for who blocked the bot; what the assistant says unasked only after consent."""
    if address is None or address.blocked_at is not None:
        return False
    unasked = message.role is Role.ASSISTANT and message.answers is None
    return address.consented_at is not None or not unasked
