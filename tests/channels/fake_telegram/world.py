"""What the fake Telegram knows: chats, messages, updates that wait for the bot, and faults that wait for a call."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

BOT = {"id": 4242, "is_bot": True, "first_name": "Vroegwijzer", "username": "vroegwijzer_test_bot"}
START = 1_795_000_000


class ApiError(Exception):
    """An answer that Telegram gives with `ok: false`."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


@dataclass
class Fault:
    """What goes wrong with the next calls of a method.

    400, 403, 429 (with `retry_after`), 502; `drop`: the line breaks; `hang`: it breaks after `retry_after` seconds;
    `lost`: the call is carried out, but the answer never arrives. `after` calls go well first.
    """

    method: str
    how: str
    times: int = 1
    after: int = 0
    retry_after: int = 1


@dataclass
class Waiting:
    """An update for the bot. `copies` above 1: handed out again although it was confirmed."""

    update: dict[str, Any]
    copies: int = 1


@dataclass
class Chat:
    """One chat as the person sees it."""

    id: int
    kind: str = "private"
    language: str = "nl"
    blocked: bool = False
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)

    def head(self) -> dict[str, Any]:
        """The chat as it stands in an update."""
        name = {"first_name": "Test"} if self.kind == "private" else {"title": "Groep"}
        return {"id": self.id, "type": self.kind, **name}


class World:
    """All state; every access holds `changed`, which is notified at each change."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.changed = threading.Condition(threading.RLock())
        self.chats: dict[int, Chat] = {}
        self.waiting: list[Waiting] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[tuple[str, int, str]] = []
        self.faults: list[Fault] = []
        self.taps: dict[str, bool] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.webhook: dict[str, Any] = {}
        self.contents: dict[str, bytes] = {}
        self.polls = 0
        self._numbers: dict[str, int] = defaultdict(int)

    def number(self, kind: str, first: int = 1) -> int:
        """The next number of its kind."""
        self._numbers[kind] = self._numbers[kind] + 1 if kind in self._numbers else first
        return self._numbers[kind]

    def chat(self, chat_id: int) -> Chat:
        """The chat; Telegram answers 400 for one that never wrote to the bot."""
        if chat_id not in self.chats:
            raise ApiError(400, "Bad Request: chat not found")
        return self.chats[chat_id]

    def put(self, body: dict[str, Any], copies: int = 1) -> dict[str, Any]:
        """Queue an update for the bot."""
        with self.changed:
            update = {"update_id": self.number("update", 700_000), **body}
            self.waiting.append(Waiting(update, copies))
            self.changed.notify_all()
            return update

    def confirm(self, offset: int) -> None:
        """Forget updates below `offset`, as Telegram does."""
        for waiting in list(self.waiting):
            if waiting.update["update_id"] < offset:
                waiting.copies -= 1
                if waiting.copies <= 0:
                    self.waiting.remove(waiting)

    def post(self, chat: Chat, author: dict[str, Any] | None, body: dict[str, Any]) -> dict[str, Any]:
        """Put a message in a chat."""
        number = self.number("message", 100)
        message: dict[str, Any] = {"message_id": number, "date": START + number, "chat": chat.head(), **body}
        if author:
            message["from"] = author
        chat.messages[number] = message
        return message

    def fault(self, method: str) -> Fault | None:
        """The fault that strikes this call, if any; it is used up."""
        for fault in self.faults:
            if fault.method not in (method, "*") or fault.times <= 0:
                continue
            if method == "getUpdates" and fault.method == "*":
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            return fault
        return None
