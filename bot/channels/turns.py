"""Handling a worker's messages: stored first, relayed one at a time per conversation, answered once, retried."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.relay import Relay, RelayError
from bot.channels.reply import Reply
from bot.channels.threads import StoreThreads
from bot.clock import Clock
from bot.store import (
    ChatHolds,
    Chats,
    ChatsUnavailable,
    Conversation,
    Event,
    Message,
    Outgoing,
    Role,
    UnknownConversation,
)

log = logging.getLogger(__name__)
HOLD_SECONDS = 60.0
MOST_FAILURES = 6
"""So often Rasa may hear a message and fail on it; then the worker is asked to say it in another way."""


@dataclass(frozen=True)
class Patience:
    """Seconds between tries while Rasa or the database is away: `first`, doubling up to `longest`."""

    first: float = 1.0
    longest: float = 15.0

    def pause(self, tries: int) -> float:
        return float(min(self.first * 2 ** min(tries, 20), self.longest))


class Turns:
    """One per process and channel. `redact` cleans text before it is stored; `on_message` hears of each new message."""

    def __init__(
        self,
        chats: Chats,
        relay: Relay,
        clock: Clock,
        channel: str,
        *,
        redact: Callable[[str], str] = str,
        on_message: Callable[[Message], None] | None = None,
        patience: Patience | None = None,
        threads: StoreThreads | None = None,
    ) -> None:
        self._chats = chats
        self._holds = ChatHolds(chats)
        self._threads = threads or StoreThreads(chats)
        self._relay = relay
        self._clock = clock
        self._channel = channel
        self._redact = redact
        self._on_message = on_message or (lambda _message: None)
        self._patience = patience or Patience()
        self._holder = f"{channel}@{socket.gethostname()}:{os.getpid()}"
        self._typed: dict[tuple[str, str | None], str] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._doubtful: set[tuple[str, int]] = set()
        self._failures: dict[tuple[str, int], int] = {}
        self._sweeper: asyncio.Task[None] | None = None

    async def receive(
        self, conversation_id: str, client_id: str, text: str, *, payload: str | None = None
    ) -> tuple[Message, bool]:
        """Store one message of the worker and set off its handling; gives it and whether it is new.

        Until it is answered the words as typed stay in memory only, so that Rasa can hear a telephone number that the
        database must not keep. After a crash Rasa gets the redacted words.

        Raises ChatsUnavailable, UnknownConversation.
        """
        key = (conversation_id, client_id)
        repeated = key in self._typed
        self._typed.setdefault(key, text)  # before it is stored: a turn that is under way may take it at once
        new = False
        try:
            message, new = await self._threads.write(
                self._chats.receive, conversation_id, client_id, self._redact(text), self._clock(), payload=payload
            )
        finally:
            if not new and not repeated:
                del self._typed[key]
        if new:
            self._on_message(message)
        if message.pending:
            self.wake(conversation_id)
        return message, new

    def wake(self, conversation_id: str) -> asyncio.Task[None]:
        """See to it that what waits in this conversation gets handled; the task ends when nothing waits any more."""
        running = self._tasks.get(conversation_id)
        if running and not running.done():
            self._again.add(conversation_id)
            return running
        task = asyncio.create_task(self._drain(conversation_id), name=f"turns {conversation_id[:6]}")
        self._tasks[conversation_id] = task
        task.add_done_callback(lambda done: self._forget(conversation_id, done))
        return task

    async def start(self, every: float = 5.0) -> None:
        """Take up what an earlier run left unanswered, and look again every so many seconds."""
        await self._threads.write(self._release_dead)
        await self._wake_waiting()
        self._sweeper = asyncio.create_task(self._sweep(every), name="turns sweep")

    async def stop(self, grace: float = 5.0) -> None:
        """Let running turns finish for `grace` seconds; what is left is taken up at the next start."""
        if self._sweeper:
            self._sweeper.cancel()
        tasks = [task for task in self._tasks.values() if not task.done()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _sweep(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            with contextlib.suppress(ChatsUnavailable):
                await self._wake_waiting()

    async def _wake_waiting(self) -> None:
        for conversation_id in await self._threads.read(self._chats.waiting_conversations, self._channel):
            self.wake(conversation_id)

    def _release_dead(self) -> None:
        for holder in self._holds.holders():
            name, _, pid = holder.rpartition(":")
            if name == self._holder.rpartition(":")[0] and (holder == self._holder or not _alive(int(pid))):
                self._holds.release_all(holder)

    def _forget(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(conversation_id) is task:
            del self._tasks[conversation_id]
        if not task.cancelled() and task.exception():
            log.error("a turn failed", exc_info=task.exception())
        if conversation_id in self._again and not task.cancelled():
            self._again.discard(conversation_id)
            self.wake(conversation_id)

    async def _drain(self, conversation_id: str) -> None:
        tries = 0
        while True:
            try:
                taken = await self._threads.write(
                    self._holds.take, conversation_id, self._holder, self._clock(), HOLD_SECONDS
                )
                if taken is None:
                    return
                await self._turn(*taken)
                tries = 0
            except UnknownConversation:
                return
            except (ChatsUnavailable, RelayError) as error:
                log.warning("a message waits: %s", error)
                await asyncio.sleep(self._patience.pause(tries))
                tries += 1

    async def _turn(self, conversation: Conversation, message: Message) -> None:
        try:
            replies = await self._ask(conversation, message)
        except RelayError as error:
            if not self._gives_up(message, error):
                await self._say_delayed(message)
                raise
            log.error("Rasa fails on a message %d times; it is left", MOST_FAILURES)
            replies = []
        await self._store(message, replies)
        key = (message.conversation_id, message.seq)
        self._typed.pop((message.conversation_id, message.client_id), None)
        self._doubtful.discard(key)
        self._failures.pop(key, None)

    def _gives_up(self, message: Message, error: RelayError) -> bool:
        if not error.delivered:
            return False
        key = (message.conversation_id, message.seq)
        self._doubtful.add(key)
        self._failures[key] = self._failures.get(key, 0) + 1
        return self._failures[key] >= MOST_FAILURES

    async def _ask(self, conversation: Conversation, message: Message) -> list[Reply]:
        typed = self._typed.get((conversation.id, message.client_id))
        # What this process did not take in itself, another may have relayed before it died.
        unsure = typed is None or (conversation.id, message.seq) in self._doubtful
        if message.role is Role.WORKER and unsure:
            answered = await self._relay.recall(conversation.id, message.seq)
            if answered:
                return answered
        metadata = {**metadata_of(conversation), "message_seq": message.seq}
        if message.role is Role.RESTART:
            await self._relay.send(conversation.id, "/restart", self._channel, metadata)
        words = message.payload or typed or message.text
        replies = await self._relay.send(conversation.id, words, self._channel, metadata)
        if not replies and message.role is Role.WORKER:  # Rasa says nothing when the action server is away
            raise RelayError("Rasa answered nothing; is the action server running?", delivered=True)
        return replies

    async def _store(self, message: Message, replies: list[Reply]) -> None:
        """Rasa's answer is in hand: keep trying to store it, for asking again could do the turn twice."""
        outgoing = [Outgoing(reply.text, reply.parts()) for reply in replies]
        if not outgoing and message.role is Role.WORKER:
            outgoing = [Outgoing(Event.SILENT, role=Role.EVENT)]
        tries = 0
        while True:
            try:
                added = await self._threads.write(
                    self._chats.answer, message.conversation_id, message.seq, outgoing, self._clock()
                )
            except ChatsUnavailable as error:
                log.warning("an answer waits for the database: %s", error)
                await asyncio.sleep(self._patience.pause(tries))
                tries += 1
            else:
                for each in added:
                    self._on_message(each)
                return

    async def _say_delayed(self, message: Message) -> None:
        """Tell the worker once per message that the answer takes longer; the message itself stays stored."""
        said = await self._threads.read(self._chats.messages, message.conversation_id, message.seq)
        if any(each.role is Role.EVENT and each.text == Event.DELAYED for each in said):
            return
        delayed = Outgoing(Event.DELAYED, {"message": message.seq}, Role.EVENT)
        self._on_message(await self._threads.write(self._chats.add, message.conversation_id, delayed, self._clock()))


def metadata_of(conversation: Conversation) -> Mapping[str, Any]:
    """What Rasa is told with each message of this conversation."""
    return {"language": conversation.language, "region": conversation.region, "topic": conversation.topic}


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, as another user
        return True
    return True
