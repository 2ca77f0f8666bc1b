"""One task per key at a time: work of one chat goes in order, chats do not wait for each other."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from telegram.error import TelegramError

from bot.channels.telegram.delivery import Pace
from bot.store import ChatsUnavailable

log = logging.getLogger(__name__)
K = TypeVar("K", bound=Hashable)


class Lanes(Generic[K]):
    """`work(key)` does all there is to do for a key. While the database or Telegram is away it is called again."""

    def __init__(self, name: str, work: Callable[[K], Awaitable[None]], pace: Pace) -> None:
        self._name = name
        self._work = work
        self._pace = pace
        self._tasks: dict[K, asyncio.Task[None]] = {}
        self._again: set[K] = set()

    def wake(self, key: K) -> None:
        """See to it that the work for `key` is done, now or after the turn that is under way."""
        if key in self._tasks:
            self._again.add(key)
            return
        task = asyncio.create_task(self._run(key))
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._ended(key, done))

    async def stop(self) -> None:
        """Cancel what is under way; it is in the database and taken up at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, key: K) -> None:
        tries = 0
        while True:
            self._again.discard(key)
            try:
                await self._work(key)
            except (ChatsUnavailable, TelegramError) as error:
                log.warning("%s waits: %s", self._name, type(error).__name__)
                await asyncio.sleep(self._pace.retry(tries))
                tries += 1
            else:
                tries = 0
                if key not in self._again:
                    return

    def _ended(self, key: K, task: asyncio.Task[None]) -> None:
        del self._tasks[key]
        if task.cancelled():
            return
        if error := task.exception():
            log.error("%s failed: %s", self._name, told(error))
        if key in self._again:
            self.wake(key)


def told(error: BaseException) -> str:
    """Where an error arose and its kind, without its message: that may hold what a person wrote."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{frames}"
