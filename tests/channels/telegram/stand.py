"""Everything a Telegram test needs, running: the fake Bot API, a fake Rasa, a database, a gateway, and the worker."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Response
from sqlalchemy import event

from bot.channels.telegram import Pace, TelegramOptions, TelegramSender, serve_telegram
from bot.channels.turns import Patience
from bot.clock import AMSTERDAM, shifted_clock
from bot.privacy import redact
from bot.settings import ROOT
from bot.store import Base, Database, open_engine
from bot.store.telegram import TelegramStore
from bot.wording import Catalogue
from tests.channels.fake_rasa import FakeRasa
from tests.channels.fake_telegram import FakeTelegram

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)
PERSON = 5551
QUICK = Pace(between=0.01, retries=(0.05, 0.1, 0.2))
CATALOGUE = Catalogue.load(ROOT / "data" / "text")


def said(sentence: str, language: str = "nl", **values: Any) -> str:
    """A sentence of telegram.yml."""
    return CATALOGUE.text(f"telegram.{sentence}", language, values)


class Stand:
    """The parts and the worker. Times out loudly: nothing here waits for ever."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_url = f"sqlite:///{folder / 'telegram.db'}"
        self.database = open_database(self.database_url)
        Base.metadata.create_all(self.database.engine)
        self.store = TelegramStore(self.database)
        self.clock = shifted_clock(NOW)
        self.sender = TelegramSender(self.database, self.clock)
        self.fake = FakeTelegram()
        self.rasa = FakeRasa()
        self.gateway = Gateway()
        self._worker: tuple[threading.Thread, asyncio.AbstractEventLoop, asyncio.Event] | None = None
        self.worker_error: BaseException | None = None

    def options(self, **changed: Any) -> TelegramOptions:
        """Options of a worker that talks to this stand and does not dawdle."""
        usual: dict[str, Any] = {
            "token": self.fake.token,
            "api_url": self.fake.url,
            "gateway_url": self.gateway.url,
            "poll_seconds": 1,
            "look_seconds": 0.05,
            "pace": QUICK,
            "patience": Patience(0.05, 0.2),
        }
        return TelegramOptions(**{**usual, **changed})

    def start(self, **changed: Any) -> None:
        """Start the worker in a thread and wait until it has signed in."""
        ready = threading.Event()
        options = self.options(**changed)

        async def main() -> None:
            stop = asyncio.Event()
            self._worker = (threading.current_thread(), asyncio.get_running_loop(), stop)
            ready.set()
            await serve_telegram(
                options,
                database=self.database,
                rasa_url=self.rasa.url,
                catalogue=CATALOGUE,
                clock=self.clock,
                redact=redact,
                stop=stop,
            )

        def run() -> None:
            try:
                asyncio.run(main())
            except Exception as error:  # noqa: BLE001 - shown by the test that looks at it
                self.worker_error = error

        threading.Thread(target=run, daemon=True).start()
        assert ready.wait(5)

    def stop(self) -> None:
        """Stop the worker, if it runs, the way SIGTERM does."""
        if self._worker:
            thread, loop, stop = self._worker
            with contextlib.suppress(RuntimeError):  # the loop ended by itself
                loop.call_soon_threadsafe(stop.set)
            thread.join(15)
            assert not thread.is_alive()
            self._worker = None

    def say(self, text: str, chat_id: int = PERSON, **more: Any) -> int:
        return self.fake.say(chat_id, text, **more)

    def texts(self, chat_id: int = PERSON) -> list[str]:
        """Texts (or captions, or file names) that the bot has in the chat, in order."""
        return [_text(message) for message in self.fake.shown(chat_id)]

    def wait_texts(self, count: int, chat_id: int = PERSON, seconds: float = 20) -> list[str]:
        """The first `count` texts, once there are so many."""
        try:
            return list(self.fake.wait(lambda: len(self.texts(chat_id)) >= count and self.texts(chat_id), seconds))
        except TimeoutError:
            msg = f"expected {count} messages, the chat has {self.texts(chat_id)}"
            raise AssertionError(msg) from None

    def wait_idle(self, seconds: float = 20) -> None:
        """Until every update is handled, every message answered and every answer sent.

        An update that was fetched and is not stored yet shows nowhere: nothing may show for a moment on end.
        """
        wait_for(lambda: not self.busy() and not (time.sleep(0.4) or self.busy()), seconds)

    def busy(self) -> bool:
        store, chats = self.store, self.store.chats
        waits = store.inbox.waiting_chats() or store.outgoing.waiting_chats() or store.talks.behind()
        return bool(self.fake.world.waiting or waits or chats.waiting_conversations("telegram"))

    def keys(self, chat_id: int = PERSON) -> list[list[str]]:
        """Titles on the keyboard of the newest message that has one, row by row."""
        for message in reversed(self.fake.shown(chat_id)):
            if "reply_markup" in message:
                return [[key["text"] for key in row] for row in message["reply_markup"]["inline_keyboard"]]
        return []

    def conversation(self, chat_id: int = PERSON) -> str:
        chat = self.store.talks.find(chat_id)
        assert chat is not None
        return chat.conversation_id

    @contextlib.contextmanager
    def running(self) -> Iterator[Stand]:
        """All parts but the worker."""
        with self.rasa.running(), self.gateway.running(), self.fake:
            try:
                yield self
            finally:
                self.stop()
                self.database.engine.dispose()


class Gateway:
    """Serves files from memory, and what routers a test adds."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.files: dict[str, bytes | int] = {}
        self.port = 0
        self.app.get("/files/{name}")(self._file)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _file(self, name: str) -> Response:
        found = self.files.get(name, 404)
        return Response(status_code=found) if isinstance(found, int) else Response(found)

    @contextlib.contextmanager
    def running(self) -> Iterator[Gateway]:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(self.app, log_level="warning", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_for(lambda: server.started, 5)
        try:
            yield self
        finally:
            server.should_exit = server.force_exit = True
            thread.join(5)


def open_database(url: str, lock_seconds: float = 0.2) -> Database:
    """A database that gives up on a lock soon, so that 'the database is away' can be tested in little time."""
    engine = open_engine(url)
    pragma = f"PRAGMA busy_timeout={int(lock_seconds * 1000)}"
    event.listen(engine, "connect", lambda connection, _: connection.execute(pragma).close())
    return Database(engine)


def wait_for(ready: Callable[[], Any], seconds: float = 20) -> Any:
    """The first true result of `ready`. Raises AssertionError when it stays away."""
    until = time.monotonic() + seconds
    while not (found := ready()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
    return found


def _text(message: dict[str, Any]) -> str:
    if "document" in message:
        return str(message["document"]["file_name"])
    return str(message.get("text", message.get("caption", "")))
