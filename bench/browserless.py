"""A reader of the chat as light as can be, so that the load comes from the assistant and not from its measuring."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import time
from collections import Counter
from typing import Any

JSON = dict[str, Any]
POLL = 25


class Connection:
    """One HTTP connection that stays open."""

    def __init__(self, port: int, visitor: str = "") -> None:
        self._port = port
        self._forwarded = f"X-Forwarded-For: {visitor}\r\n" if visitor else ""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: JSON | None = None, token: str = "") -> tuple[int, bytes]:
        """Status and body. The server may have closed an idle connection: then once more on a fresh one."""
        if self._reader is None or self._reader.at_eof() or self._writer is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        content = json.dumps(body).encode() if body is not None else b""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n{self._forwarded}"
        head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        head += f"Authorization: Bearer {token}\r\n\r\n" if token else "\r\n"
        self._writer.write(head.encode() + content)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            (int(line.split(":")[1]) for line in answer.split("\r\n") if line.lower().startswith("content-length:")), 0
        )
        return int(answer.split()[1]), await self._reader.readexactly(length)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class Talk:
    """One conversation: sends on one connection, polls on another, as the widget does."""

    def __init__(self, port: int, visitor: str) -> None:
        self._sending = Connection(port, visitor)
        self._polling = Connection(port, visitor)
        self._token = ""
        self._path = ""
        self._answers: asyncio.Queue[float] = asyncio.Queue()
        self._buttons: list[JSON] = []
        self._poll: asyncio.Task[None] | None = None
        self._lines = 0
        self.delayed = 0
        self.errors: Counter[str] = Counter()

    @classmethod
    async def begin(cls, port: int, visitor: str) -> Talk:
        talk = cls(port, visitor)
        status, body = await talk._sending.ask("POST", "/api/conversations", {})
        if status != 201:
            msg = f"begin: {status}"
            raise RuntimeError(msg)
        begun = json.loads(body)
        talk._token, talk._path = begun["token"], f"/api/conversations/{begun['id']}/messages"
        talk._poll = asyncio.create_task(talk._read())
        return talk

    async def say(self, line: str, dice: random.Random) -> None:
        """Type `line`; '#...' taps the button whose title begins so, or any, or types 'ja' where there is none."""
        what: JSON = {"text": line}
        if line.startswith("#"):
            fitting = [button for button in self._buttons if button["title"].startswith(line[1:])] or self._buttons
            what = {"payload": dice.choice(fitting)["payload"]} if fitting else {"text": "ja"}
        self._lines += 1
        self._buttons = []
        body = {"client_id": secrets.token_hex(8), **what}
        status, answer = await self._sending.ask("POST", self._path, body, self._token)
        if status != 202:
            msg = f"send: {status} {answer[:200]!r}"
            raise RuntimeError(msg)

    async def answer(self, patience: float) -> float:
        """The moment at which the first message of the answer was here; waits until the answer is complete."""
        first = await asyncio.wait_for(self._answers.get(), patience)
        while not self._answers.empty():
            self._answers.get_nowait()
        return first

    async def _read(self) -> None:
        after, first = 0, 0.0
        while True:
            status, body = await self._polling.ask("GET", f"{self._path}?after={after}&wait={POLL}", token=self._token)
            if status != 200:
                self.errors[f"poll {status}"] += 1
                await asyncio.sleep(1)
                continue
            news = json.loads(body)
            after = news["last"]
            for message in news["messages"]:
                if message["role"] == "event":
                    self.delayed += message["text"] == "delayed"
                if message["role"] == "assistant" or message["text"] == "silent":
                    first = first or time.perf_counter()
                    self._buttons = message["parts"].get("buttons") or self._buttons
            if first and not news["waiting"]:
                self._answers.put_nowait(first)
                first = 0.0

    async def close(self) -> None:
        if self._poll is not None:
            self._poll.cancel()
            await asyncio.gather(self._poll, return_exceptions=True)
        self._sending.close()
        self._polling.close()
