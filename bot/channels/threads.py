"""Calls to the chat store from asyncio: off the loop, on as many threads as the database gains from.

SQLite lets one write at a time. More threads only fight over its lock and Python's: with six of them a load that two
carry at 0.2 s a reply took 7 s.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from bot.store import Chats

P = ParamSpec("P")
T = TypeVar("T")


class StoreThreads:
    """Reads and writes each have their own threads, so that a write that waits does not hold up the readers."""

    def __init__(self, chats: Chats) -> None:
        each = 1 if chats.one_writer else 6
        self._reading = ThreadPoolExecutor(each, thread_name_prefix="chats-read")
        self._writing = ThreadPoolExecutor(each, thread_name_prefix="chats-write")

    async def read(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a call that only reads."""
        return await self._run(self._reading, partial(call, *args, **kwargs))

    async def write(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a call that writes."""
        return await self._run(self._writing, partial(call, *args, **kwargs))

    @staticmethod
    async def _run(pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, call)

    def close(self) -> None:
        """Let the threads end when their work is done."""
        self._reading.shutdown(wait=False)
        self._writing.shutdown(wait=False)
