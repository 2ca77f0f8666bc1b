"""The same worker at two doors: the web chat in Chromium, and Telegram. Each says what is new on the screen."""

from __future__ import annotations

import itertools
import time
from typing import Protocol

from playwright.sync_api import Page, expect

from tests.channels.fake_telegram.server import FakeTelegram
from tests.channels.web.chat_page import ChatPage

SECONDS = 60.0


class Talker(Protocol):
    """Types or taps, then reads until `until` is on the screen; returns all that was read since."""

    def say(self, text: str, until: str) -> str: ...

    def tap(self, title: str, until: str) -> str: ...


class WebTalker:
    """The demo page of the work service, with its chat open."""

    def __init__(self, page: Page, url: str) -> None:
        self.chat = ChatPage(page, url).visit()
        self._read = 0
        self.chat.opener.click()
        self.greeting = self._wait("Of kies hieronder.")

    def say(self, text: str, until: str) -> str:
        self.chat.send(text)
        return self._wait(until)

    def tap(self, title: str, until: str) -> str:
        self.chat.choice(title).last.click()
        return self._wait(until)

    def _wait(self, until: str) -> str:
        expect(self.chat.log.locator(".words", has_text=until).last).to_be_visible(timeout=SECONDS * 1000)
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            words = self.chat.shown()[self._read :]
            if any(until in text for text in words):
                self._read += len(words)
                return "\n".join(words)
            self.chat.page.wait_for_timeout(200)
        raise AssertionError(f"never saw {until!r}")


class TelegramTalker:
    """A private chat with the bot."""

    _numbers = itertools.count(7001)

    def __init__(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram
        self.chat_id = next(self._numbers)
        self._read = 0
        self.greeting = self.say("/start", "Of kies hieronder.")

    def say(self, text: str, until: str) -> str:
        self.telegram.say(self.chat_id, text)
        return self._wait(until)

    def tap(self, title: str, until: str) -> str:
        self.telegram.tap(self.chat_id, self._button(title))
        return self._wait(until)

    def _button(self, start: str) -> str:
        """The latest button whose title begins so."""
        titles = [
            str(button["text"])
            for message in self.telegram.shown(self.chat_id)
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]
        return next(title for title in reversed(titles) if title.startswith(start))

    def _wait(self, until: str) -> str:
        def new() -> list[dict[str, object]]:
            return self.telegram.shown(self.chat_id, self._read)

        assert self.telegram.wait(lambda: any(until in _words(one) for one in new()), SECONDS), until
        messages = new()
        self._read = max(int(str(one["message_id"])) for one in messages)
        return "\n".join(_words(one) for one in messages)


def _words(message: dict[str, object]) -> str:
    return str(message.get("text") or message.get("caption") or "")
