"""Messages that nobody asked for just now, such as a reminder: put into the conversation on the worker's channel."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.channels.reply import Reply
from bot.channels.telegram import Handed, TelegramSender
from bot.clock import Clock
from bot.desk import LinkButton, WorkerUnreachable
from bot.store import Chats, Database, Outgoing


def _with_links(text: str, buttons: Sequence[LinkButton]) -> str:
    return "\n".join([text, *(f"{button.label}: {button.url}" for button in buttons)])


class WebPost:
    """Into the web chat: the worker reads it there on the next visit."""

    def __init__(self, chats: Chats, clock: Clock) -> None:
        self._chats = chats
        self._clock = clock

    def send(self, worker_id: str, text: str, buttons: Sequence[LinkButton]) -> None:
        """Raises WorkerUnreachable when the conversation is gone."""
        if self._chats.get(worker_id) is None:
            msg = "the conversation no longer exists"
            raise WorkerUnreachable(msg)
        said = _with_links(text, buttons)
        self._chats.add(worker_id, Outgoing(said, Reply(text=said).parts()), self._clock())


class TelegramPost:
    """Into Telegram, only with the worker's consent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._sender = TelegramSender(database, clock)

    def send(self, worker_id: str, text: str, buttons: Sequence[LinkButton]) -> None:
        """Raises WorkerUnreachable without a chat, without consent, or when the bot is blocked."""
        said = _with_links(text, buttons)
        key = hashlib.sha256(f"{worker_id} {said}".encode()).hexdigest()  # a second try of the same message comes once
        handed = self._sender.send(worker_id, said, key=key)
        if handed not in (Handed.WAITS, Handed.REPEATED):
            msg = f"no message to Telegram: {handed}"
            raise WorkerUnreachable(msg)
