"""Long polling: a request waits here until its conversation has something new, from this process or another."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.channels.threads import StoreThreads
from bot.store import Chats, ChatsUnavailable

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Waiter:
    after: int
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Bell:
    """Rings the waiting requests of a conversation. `start` also looks for what other processes wrote."""

    def __init__(self, chats: Chats, threads: StoreThreads, look_every: float = 1.0) -> None:
        self._chats = chats
        self._threads = threads
        self._look_every = look_every
        self._waiting: dict[str, set[_Waiter]] = defaultdict(set)
        self._watcher: asyncio.Task[None] | None = None
        self.closing = False

    def ring(self, conversation_id: str, seq: int | None = None) -> None:
        """Something is new in this conversation; with `seq`, only for who has not read that far."""
        for waiter in self._waiting.get(conversation_id, ()):
            if seq is None or seq > waiter.after:
                waiter.news.set()

    @contextlib.contextmanager
    def listening(self, conversation_id: str, after: int) -> Iterator[asyncio.Event]:
        """An event, set when there is news after message `after`. Begin to listen before looking in the database."""
        waiter = _Waiter(after)
        self._waiting[conversation_id].add(waiter)
        try:
            yield waiter.news
        finally:
            self._waiting[conversation_id].discard(waiter)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]

    async def start(self) -> None:
        """Begin to look for messages of other processes (a coach who writes, a reminder)."""
        self._watcher = asyncio.create_task(self._watch(), name="bell")

    def let_go(self) -> None:
        """End every wait, now and from now on."""
        self.closing = True
        for conversation_id in list(self._waiting):
            self.ring(conversation_id)

    async def stop(self) -> None:
        """Let every waiting request go and look no further."""
        self.let_go()
        if self._watcher:
            self._watcher.cancel()

    async def _watch(self) -> None:
        mark: int | None = None
        while True:
            try:
                if mark is None:
                    mark = await self._threads.read(self._chats.newest)
                elif self._waiting:
                    mark, changed = await self._threads.read(self._chats.progress, mark)
                    for conversation_id, seq in changed.items():
                        self.ring(conversation_id, seq)
            except ChatsUnavailable as error:
                log.warning("no look at new messages: %s", error)
            await asyncio.sleep(self._look_every)
