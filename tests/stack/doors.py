"""The same worker at both doors, without a screen: says or taps something, and reads the whole answer."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import httpx

from bot.store import Chats, Database, open_engine
from bot.store.telegram import TelegramStore
from tests.channels.fake_telegram.server import FakeTelegram
from tests.channels.web.talker import Talker

SECONDS = 60.0
_LINK = re.compile(r"https?://\S+")
_DAY = re.compile(r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag \d+ \w+(?: \d{4})?|\b\d\d:\d\d\b|\b[A-Z0-9]{6,}\b")


class Place(Protocol):
    """A running assistant."""

    url: str
    folder: Path
    telegram: FakeTelegram


class Door(Protocol):
    """`say` and `tap` (a title's beginning) give the messages of the answer, as plain texts."""

    conversation_id: str

    def say(self, text: str) -> list[str]: ...

    def tap(self, start: str) -> list[str]: ...


class Web:
    """The chat API, as the widget uses it."""

    def __init__(self, stack: Place, **beginning: str) -> None:
        self.talker = Talker(httpx.Client(base_url=stack.url, timeout=40), **beginning)
        self.conversation_id = self.talker.begun["id"]
        self.greeting = self._read()

    def say(self, text: str) -> list[str]:
        assert self.talker.send(text=text).status_code == 202
        return self._read()

    def tap(self, start: str) -> list[str]:
        titles = [
            (button["title"], button["payload"])
            for message in self.talker.seen
            for button in message["parts"].get("buttons", ())
        ]
        payload = next(payload for title, payload in reversed(titles) if title.startswith(start))
        assert self.talker.send(payload=payload).status_code == 202
        return self._read()

    def look_on(self) -> None:
        """Read what is new, without waiting for it."""
        news = self.talker.look()
        self.talker.last = news["last"]
        self.talker.seen += news["messages"]

    def _read(self) -> list[str]:
        """Until an answer is there and no more of it is under way, or the conversation is gone."""
        until, fresh = time.monotonic() + SECONDS, []
        while time.monotonic() < until:
            answer = self.talker.client.get(
                f"{self.talker.path}/messages",
                params={"after": self.talker.last, "wait": 5},
                headers=self.talker.headers,
            )
            if answer.status_code == 404:
                return fresh
            news = answer.json()
            self.talker.last = news["last"]
            self.talker.seen += news["messages"]
            fresh += [message["text"] for message in news["messages"] if message["role"] == "assistant"]
            if fresh and not news["waiting"]:
                return fresh
        raise AssertionError(f"no answer; came: {fresh}")


class Telegram:
    """A private chat with the bot."""

    _numbers = itertools.count(9001)

    def __init__(self, stack: Place, first: str = "/start") -> None:
        self.fake = stack.telegram
        self.chat_id = next(self._numbers)
        self.store = TelegramStore(database_of(stack))
        self._read_up_to = 0
        self.greeting = self.say(first)

    @property
    def conversation_id(self) -> str:
        chat = self.store.talks.find(self.chat_id)
        assert chat is not None
        return chat.conversation_id

    def say(self, text: str) -> list[str]:
        self.fake.say(self.chat_id, text)
        return self._read()

    def tap(self, start: str) -> list[str]:
        titles = [
            str(key["text"])
            for message in self.fake.shown(self.chat_id)
            for row in message.get("reply_markup", {}).get("inline_keyboard", ())
            for key in row
        ]
        self.fake.tap(self.chat_id, next(title for title in reversed(titles) if title.startswith(start)))
        return self._read()

    def new(self) -> list[dict[str, Any]]:
        """What the bot put in the chat since the last look."""
        return self.fake.shown(self.chat_id, self._read_up_to)

    def _read(self) -> list[str]:
        wait_for(lambda: self.new() and not self._busy(), "an answer in Telegram")
        messages = self.new()
        self._read_up_to = max(int(message["message_id"]) for message in messages)
        return [str(message.get("text") or message.get("caption") or "") for message in messages]

    def _busy(self) -> bool:
        waits = self.store.inbox.waiting_chats() or self.store.outgoing.waiting_chats() or self.store.talks.behind()
        return bool(self.fake.world.waiting or waits or self.store.talks.waiting())


def wait_for(ready: Callable[[], Any], what: str, seconds: float = SECONDS) -> Any:
    """The first true result of `ready`."""
    until = time.monotonic() + seconds
    while not (found := ready()):
        assert time.monotonic() < until, f"never came: {what}"
        time.sleep(0.1)
    return found


def sentences(messages: list[str]) -> list[str]:
    """The lines of an answer, with links, days, times and numbers masked: two people do not get the same slot."""
    text = _DAY.sub("<…>", _LINK.sub("<link>", "\n".join(messages)))
    return [line.strip() for line in text.splitlines() if line.strip()]


def database_of(stack: Place) -> Database:
    return Database(open_engine(f"sqlite:///{stack.folder / 'vroegwijzer.db'}"))


def chats_of(stack: Place) -> Chats:
    return Chats(database_of(stack))
