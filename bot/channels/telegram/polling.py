"""Long polling: updates are stored before Telegram hears that they arrived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telegram.error import Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter

from bot.channels.telegram.client import TelegramBot, is_passing, wait_asked, wrong_token
from bot.channels.telegram.delivery import Pace
from bot.channels.telegram.incoming import ALLOWED_UPDATES, read_update
from bot.clock import Clock
from bot.store import ChatsUnavailable
from bot.store.telegram import TelegramStore

log = logging.getLogger(__name__)


class Polling:
    """Fetches updates until cancelled. `arrived` hears of each chat with a new one."""

    def __init__(
        self,
        bot: TelegramBot,
        store: TelegramStore,
        clock: Clock,
        *,
        arrived: Callable[[int], None],
        pace: Pace,
        seconds: int = 25,
    ) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._arrived = arrived
        self._pace = pace
        self._seconds = seconds

    async def run(self) -> None:
        """Poll on and on. Raises TelegramRefused when the token is withdrawn.

        Starts without an offset: Telegram then repeats what it does not know to have arrived.
        """
        offset: int | None = None
        tries = 0
        while True:
            try:
                updates = await self._fetch(offset)
            except Conflict:
                log.error("another program fetches the updates of this bot; one of the two must stop")
                await asyncio.sleep(self._pace.retry(tries))
                tries += 1
            except (InvalidToken, EndPointNotFound):
                raise wrong_token() from None
            except (NetworkError, RetryAfter) as error:
                if not is_passing(error):
                    raise
                log.warning("no updates: Telegram cannot be reached (%s)", type(error).__name__)
                await asyncio.sleep(wait_asked(error, self._pace.retry(tries)))
                tries += 1
            else:
                tries = 0
                for raw in updates:
                    await self._keep(raw)
                    offset = int(raw["update_id"]) + 1

    async def _fetch(self, offset: int | None) -> list[dict[str, Any]]:
        """Updates as Telegram writes them: one that the library cannot read must not hold up the others."""
        asked = {"timeout": self._seconds, "allowed_updates": list(ALLOWED_UPDATES)}
        if offset is not None:
            asked["offset"] = offset
        # 'get_Updates' becomes getUpdates; under its own name the library wants its reading method to be used.
        updates = await self._bot.do_api_request("get_Updates", asked, read_timeout=self._seconds + 10)
        return list(updates)

    async def _keep(self, raw: dict[str, Any]) -> None:
        """Store one update, however long the database is away; until then Telegram keeps it too."""
        try:
            incoming = read_update(raw)
        except ValueError as error:
            log.error("update %s is skipped: %s", raw.get("update_id"), error)
            return
        if incoming is None:
            return
        tries = 0
        while True:
            try:
                body = incoming.body
                new = await asyncio.to_thread(
                    self._store.inbox.keep, incoming.update_id, incoming.chat_id, body, self._clock()
                )
            except ChatsUnavailable as error:
                log.warning("an update waits for the database: %s", type(error).__name__)
                await asyncio.sleep(self._pace.retry(tries))
                tries += 1
            else:
                if new:
                    self._arrived(incoming.chat_id)
                return
