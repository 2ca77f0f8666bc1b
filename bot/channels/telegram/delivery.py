"""Sends what waits for a chat, in order, each once; what Telegram refuses for good is ticked off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.channels.telegram.client import TelegramBot, if_possible, is_passing, wait_asked
from bot.channels.telegram.files import FileGone, Files
from bot.channels.telegram.keyboards import Rows
from bot.channels.telegram.writing import Writer
from bot.clock import Clock
from bot.store import ChatsUnavailable
from bot.store.telegram import CHANNEL, TelegramStore, Waiting

log = logging.getLogger(__name__)
TYPING_LASTS = timedelta(seconds=4)
"""Telegram shows the sign for five seconds, or until the next message."""

TOO_LATE = timedelta(hours=24)
"""An answer that could not be sent for so long is of no more use."""


@dataclass(frozen=True)
class Pace:
    """Seconds between two messages to one chat, and between tries while Telegram cannot be reached (the last stays).

    A call that timed out may have been carried out: the next try can then show a message twice. Better than never.
    """

    between: float = 0.4
    retries: tuple[float, ...] = (1, 2, 4, 8, 15, 30)

    def retry(self, tries: int) -> float:
        """Seconds before the next try."""
        return self.retries[min(tries, len(self.retries) - 1)]


class Delivery:
    """One per process, so that all calls pass one rate limit."""

    def __init__(
        self, bot: TelegramBot, store: TelegramStore, files: Files, *, writer: Writer, clock: Clock, pace: Pace
    ) -> None:
        self._bot = bot
        self._store = store
        self._files = files
        self._writer = writer
        self._clock = clock
        self._pace = pace
        self._typing_since: dict[int, datetime] = {}

    async def drain(self, chat_id: int) -> None:
        """Send all that waits for this chat. Raises ChatsUnavailable, before anything is sent."""
        first = True
        while waiting := await asyncio.to_thread(self._store.outgoing.next, chat_id):
            if not first:
                await asyncio.sleep(self._pace.between)
            first = False
            outcome = await self._send(waiting)
            await self._surely(self._store.outgoing.end, waiting.id, outcome, self._clock())
            if outcome == "blocked":
                await self._shut(chat_id)

    async def typing(self, chat_id: int) -> None:
        """Show that an answer is coming, unless that is on the screen already; a failure holds up nothing."""
        since = self._typing_since.get(chat_id)
        if since is None or self._clock() - since > TYPING_LASTS:
            self._typing_since[chat_id] = self._clock()
            await if_possible(self._bot.send_chat_action(chat_id, ChatAction.TYPING), "typing sign")

    async def _send(self, waiting: Waiting) -> str:
        """How it ended: sent, refused, blocked or late. Tries again while Telegram or the gateway cannot be reached."""
        tries = 0
        while self._clock() - waiting.stored_at < TOO_LATE:
            try:
                await self.typing(waiting.chat_id)
                await self._call(waiting.chat_id, dict(waiting.body), tries)
            except Forbidden:
                return "blocked"
            except (NetworkError, RetryAfter, httpx.HTTPError) as error:
                if not (isinstance(error, httpx.HTTPError) or is_passing(error)):
                    log.error("Telegram refuses a message: %s", error)
                    return "refused"
                log.warning("a message for Telegram waits: %s", type(error).__name__)
                await asyncio.sleep(wait_asked(error, self._pace.retry(tries)))
                tries += 1
            else:
                self._typing_since.pop(waiting.chat_id, None)
                return "sent"
        return "late"

    async def _call(self, chat_id: int, body: dict[str, Any], tries: int) -> None:
        try:
            match body["kind"]:
                case "image":
                    content = await self._files.fetch(body["url"], tries)
                    await self._bot.send_photo(chat_id, InputFile(content, "beeld.png"), caption=body["alt"])
                case "file":
                    content = await self._files.fetch(body["url"], tries)
                    await self._bot.send_document(chat_id, InputFile(content, body["name"]))
                case _:
                    markup = keyboard_markup(body["keyboard"]) if body.get("keyboard") else None
                    await self._bot.send_message(chat_id, body["text"], reply_markup=markup)
        except (FileGone, BadRequest):
            if body["kind"] not in ("image", "file"):
                raise
            await self._without(chat_id, body)

    async def _without(self, chat_id: int, body: dict[str, Any]) -> None:
        """Say in words what the picture shows, or that the file is gone."""
        chat = await asyncio.to_thread(self._store.talks.find, chat_id)
        language = chat.language if chat else "nl"
        values = {"alt": body.get("alt") or "-", "name": body.get("name", "")}
        await self._bot.send_message(chat_id, self._writer.text(f"{body['kind']}_missing", language, values))

    async def _shut(self, chat_id: int) -> None:
        """The person has blocked the bot: nothing more goes there until they come back."""
        await self._surely(self._store.addresses.set_blocked, CHANNEL, str(chat_id), self._clock())
        await self._surely(self._store.outgoing.withdraw, chat_id, self._clock())

    async def _surely(self, write: Callable[..., object], *values: object) -> None:
        """What has happened in Telegram must be written down, however long the database is away."""
        tries = 0
        while True:
            try:
                await asyncio.to_thread(write, *values)
            except ChatsUnavailable as error:
                log.warning("waiting for the database: %s", type(error).__name__)
                await asyncio.sleep(self._pace.retry(tries))
                tries += 1
            else:
                return


def keyboard_markup(rows: Rows) -> InlineKeyboardMarkup:
    """Keys as Telegram takes them."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(title, callback_data=data) for title, data in row] for row in rows]
    )
