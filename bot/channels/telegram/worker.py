"""The Telegram worker: takes in updates, has them answered, sends what there is to send, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.channels.relay import Relay
from bot.channels.telegram.acting import Acting
from bot.channels.telegram.client import make_bot, until_done
from bot.channels.telegram.delivery import Delivery, Pace
from bot.channels.telegram.files import Files
from bot.channels.telegram.lanes import Lanes, told
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.showing import Showing
from bot.channels.telegram.signin import set_menu, use_polling, use_webhook
from bot.channels.telegram.tapping import Taps
from bot.channels.telegram.writing import Writer
from bot.channels.turns import Patience, Turns
from bot.clock import Clock
from bot.store import ChatsUnavailable, Database
from bot.store.telegram import CHANNEL, StoredUpdate, TelegramStore
from bot.wording import Catalogue

log = logging.getLogger(__name__)
MOST_FAILURES = 3
LOCK_SECONDS = 5.0


class AnotherWorker(Exception):
    """Two workers on one database would each send every answer."""


@dataclass(frozen=True)
class TelegramOptions:
    """`webhook_url` (the gateway's public address) with `webhook_secret` chooses the webhook; without, long polling.

    `api_url`: another Bot API server. `gateway_url`: where files are fetched. `look_seconds`: how often the database is
    asked for what other processes stored.
    """

    token: str
    api_url: str = ""
    gateway_url: str = "http://127.0.0.1:8000"
    webhook_url: str = ""
    webhook_secret: str = ""
    poll_seconds: int = 25
    look_seconds: float = 0.3
    pace: Pace = field(default_factory=Pace)
    patience: Patience = field(default_factory=Patience)


class TelegramWorker:
    """All parts of the worker, wired. `relay` carries messages to Rasa; `http` fetches files from the gateway."""

    def __init__(
        self,
        options: TelegramOptions,
        *,
        database: Database,
        relay: Relay,
        http: httpx.AsyncClient,
        catalogue: Catalogue,
        clock: Clock,
        redact: Callable[[str], str],
    ) -> None:
        self._options = options
        self._store = TelegramStore(database)
        self._catalogue = catalogue
        self._clock = clock
        self._bot = make_bot(options.token, options.api_url)
        self._failures: Counter[int] = Counter()
        pace, writer = options.pace, Writer(catalogue)
        files = Files(http, options.gateway_url)
        delivery = Delivery(self._bot, self._store, files, writer=writer, clock=clock, pace=pace)
        self._sending = Lanes("sending", delivery.drain, pace)
        showing = Showing(self._store, writer, clock, self._sending.wake)
        self._taking = Lanes("taking over messages", showing.take, pace)
        self._typing = Lanes("typing sign", delivery.typing, pace)
        self._turns = Turns(
            self._store.chats,
            relay,
            clock,
            CHANNEL,
            redact=redact,
            on_message=lambda message: self._taking.wake(message.conversation_id),
            patience=options.patience,
        )
        self._acting = Acting(
            self._store,
            self._turns,
            Taps(self._bot, self._store, writer, clock),
            writer,
            clock,
            received=self._typing.wake,
            to_send=self._sending.wake,
            to_show=self._taking.wake,
        )
        self._acts = Lanes("an update", self._handle_all, pace)
        self._polling = Polling(
            self._bot, self._store, clock, arrived=self._acts.wake, pace=pace, seconds=options.poll_seconds
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set. Raises TelegramRefused for a wrong token."""
        try:
            await _first_to_end(self._work(), stop.wait())
        finally:
            await self._turns.stop()
            for lanes in (self._acts, self._taking, self._sending, self._typing):
                await lanes.stop()
            await self._bot.shutdown()
            self._store.lock.release()

    async def _work(self) -> None:
        await self._be_alone()
        await self._sign_in()
        await self._turns.start()
        loops = [self._look(), self._keep_alone()]
        if not self._options.webhook_url:
            loops.append(self._polling.run())
        await _first_to_end(*loops)

    async def _be_alone(self) -> None:
        """Wait until no other worker runs on this database."""
        told = False
        while not await self._is_alone():
            if not told:
                log.warning("waiting until another Telegram worker on this database ends, or the database answers")
            told = True
            await asyncio.sleep(self._options.look_seconds)

    async def _is_alone(self) -> bool:
        try:
            return await asyncio.to_thread(self._store.lock.take)
        except ChatsUnavailable:
            return False

    async def _keep_alone(self) -> None:
        """Raises AnotherWorker when the lock was lost, for the database server was away, and another has it now."""
        while True:
            await asyncio.sleep(LOCK_SECONDS)
            with contextlib.suppress(ChatsUnavailable):
                if not await asyncio.to_thread(self._store.lock.take):
                    msg = "another Telegram worker has taken over on this database; this one ends"
                    raise AnotherWorker(msg)

    async def _sign_in(self) -> None:
        bot, options = self._bot, self._options
        await until_done(bot.initialize, "signing in")
        await set_menu(bot, self._catalogue)
        if options.webhook_url:
            await use_webhook(bot, options.webhook_url, options.webhook_secret)
        else:
            await use_polling(bot)
        await asyncio.to_thread(self._store.talks.signed_in, bot.id, bot.username, self._clock())
        log.info("Telegram: signed in as @%s, %s", bot.username, "webhook" if options.webhook_url else "long polling")

    async def _look(self) -> None:
        """Find what other processes stored (webhook, desk, reminders), and what an earlier run left."""
        mark: int | None = None
        while True:
            try:
                mark = await self._look_once(mark)
            except ChatsUnavailable as error:
                log.warning("the database is away: %s", type(error).__name__)
            await asyncio.sleep(self._options.look_seconds)

    async def _look_once(self, mark: int | None) -> int:
        chats = self._store.chats
        if mark is None:
            newest = await asyncio.to_thread(chats.newest)
            changed = set(await asyncio.to_thread(self._store.talks.behind))
        else:
            newest, changed = await asyncio.to_thread(chats.arrivals, mark)
        for chat_id in await asyncio.to_thread(self._store.inbox.waiting_chats):
            self._acts.wake(chat_id)
        for conversation_id in await asyncio.to_thread(self._store.talks.waiting):
            self._turns.wake(conversation_id)
        for conversation_id in changed:
            self._taking.wake(conversation_id)
        for chat_id in await asyncio.to_thread(self._store.outgoing.waiting_chats):
            self._sending.wake(chat_id)
        return newest

    async def _handle_all(self, chat_id: int) -> None:
        """The updates of one chat, in order."""
        while update := await asyncio.to_thread(self._store.inbox.next, chat_id):
            try:
                await self._acting.handle(update)
            except ChatsUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - one update that breaks something must not shut out a person
                log.error("update %s failed: %s", update.update_id, told(error))
                await self._after_failure(update)

    async def _after_failure(self, update: StoredUpdate) -> None:
        self._failures[update.update_id] += 1
        if self._failures[update.update_id] < MOST_FAILURES:
            await asyncio.sleep(self._options.pace.retry(self._failures[update.update_id]))
            return
        del self._failures[update.update_id]
        await self._acting.apologise(update)
        await self._acting.close(update)


async def _first_to_end(*works: Coroutine[Any, Any, object]) -> None:
    """Run all at once until one of them ends, which ends the others; what it raises is raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def serve_telegram(
    options: TelegramOptions,
    *,
    database: Database,
    rasa_url: str,
    catalogue: Catalogue,
    clock: Clock,
    redact: Callable[[str], str],
    stop: asyncio.Event | None = None,
) -> None:
    """Run the worker in the present loop until `stop` is set or the task is cancelled. Raises TelegramRefused."""
    async with httpx.AsyncClient(timeout=httpx.Timeout(30, connect=5)) as http, Relay(rasa_url) as relay:
        worker = TelegramWorker(
            options,
            database=database,
            relay=relay,
            http=http,
            catalogue=catalogue,
            clock=clock,
            redact=redact,
        )
        await worker.run(stop or asyncio.Event())


def run_telegram(
    options: TelegramOptions,
    *,
    database: Database,
    rasa_url: str,
    catalogue: Catalogue,
    clock: Clock,
    redact: Callable[[str], str],
) -> None:
    """Run the worker as a process of its own, until SIGTERM or Ctrl-C. Raises TelegramRefused."""

    async def main() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await serve_telegram(
            options,
            database=database,
            rasa_url=rasa_url,
            catalogue=catalogue,
            clock=clock,
            redact=redact,
            stop=stop,
        )

    asyncio.run(main())
