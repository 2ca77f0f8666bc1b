"""Messages that nobody asked for just now, such as a reminder: put into the conversation on the worker's channel."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.channels.reply import Button, Reply
from bot.channels.telegram import Handed, TelegramSender
from bot.clock import Clock
from bot.desk import ChatButton, LinkButton, ReplyButton, WorkerUnreachable
from bot.store import Chats, Database, Outgoing


def _with_links(text: str, buttons: Sequence[ChatButton]) -> str:
    return "\n".join([text, *(f"{one.label}: {one.url}" for one in buttons if isinstance(one, LinkButton))])


def _answers(buttons: Sequence[ChatButton]) -> list[Button]:
    return [Button(one.label, one.payload) for one in buttons if isinstance(one, ReplyButton)]


class WebPost:
    """Into the web chat: the worker reads it there on the next visit."""

    def __init__(self, chats: Chats, clock: Clock) -> None:
        self._chats = chats
        self._clock = clock

    def send(self, worker_id: str, text: str, buttons: Sequence[ChatButton]) -> None:
        """Raises WorkerUnreachable when the conversation is gone."""
        if self._chats.get(worker_id) is None:
            msg = "the conversation no longer exists"
            raise WorkerUnreachable(msg)
        said = _with_links(text, buttons)
        parts = Reply(text=said, buttons=_answers(buttons)).parts()
        self._chats.add(worker_id, Outgoing(said, parts), self._clock())


class TelegramPost:
    """Into Telegram, only with the worker's consent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._sender = TelegramSender(database, clock)

    def send(self, worker_id: str, text: str, buttons: Sequence[ChatButton]) -> None:
        """Raises WorkerUnreachable without a chat, without consent, or when the bot is blocked."""
        said = _with_links(text, buttons)
        key = hashlib.sha256(f"{worker_id} {said}".encode()).hexdigest()  # a second try of the same message comes once
        handed = self._sender.send(worker_id, said, _answers(buttons), key=key)
        if handed not in (Handed.WAITS, Handed.REPEATED):
            msg = f"no message to Telegram: {handed}"
            raise WorkerUnreachable(msg)
