"""A small Rasa stand-in for the channel tests: its REST channel on a real port, answers by a script."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response

Entry = dict[str, Any]
Script = Callable[[str, str], list[Entry]]


def echo(_sender: str, text: str) -> list[Entry]:
    return [{"text": f"U zei: {text}"}]


class FakeRasa:
    """`script(sender, text)` gives the answer; `heard` holds every request; `failing` makes the next n answers 500.

    `losing` does the turn but loses the next n answers on the way back. `api` is whether the tracker can be read.
    """

    def __init__(self, script: Script = echo) -> None:
        self.script = script
        self.heard: list[Entry] = []
        self.failing = 0
        self.losing = 0
        self.api = True
        self.trackers: dict[str, list[Entry]] = {}
        self.delay = 0.0
        self.busy: set[str] = set()
        self.overlaps = 0
        self.port = 0
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.app = FastAPI()
        self.app.post("/webhooks/rest/webhook")(self._receive)
        self.app.get("/conversations/{sender}/tracker")(self._tracker)
        self.app.get("/webhooks/rest/ready")(lambda: {"status": "ok"})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def texts(self) -> list[str]:
        return [entry["message"] for entry in self.heard]

    async def _receive(self, request: Request) -> Any:
        body = await request.json()
        self.heard.append(body)
        sender = body["sender"]
        if self.failing > 0:
            self.failing -= 1
            return Response(status_code=500)
        if sender in self.busy:
            self.overlaps += 1
        self.busy.add(sender)
        await asyncio.sleep(self.delay)
        self.busy.discard(sender)
        answer = self.script(sender, body["message"])
        self._remember(sender, body, answer)
        if self.losing > 0:
            self.losing -= 1
            return Response(status_code=500)
        return [{"recipient_id": sender, **entry} for entry in answer]

    def _remember(self, sender: str, body: Entry, answer: list[Entry]) -> None:
        heard = {"event": "user", "text": body["message"], "metadata": body.get("metadata")}
        said = [
            {
                "event": "bot",
                "text": entry.get("text"),
                "data": {name: entry.get(name) for name in ("buttons", "custom", "image", "attachment")},
            }
            for entry in answer
        ]
        self.trackers.setdefault(sender, []).extend([heard, *said])

    async def _tracker(self, sender: str) -> Any:
        return {"sender_id": sender, "events": self.trackers.get(sender, [])} if self.api else Response(status_code=404)

    def start(self) -> None:
        """Listen; the same port again after `stop`."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._server = uvicorn.Server(uvicorn.Config(self.app, log_level="warning", lifespan="off", ws="none"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            threading.Event().wait(0.01)
        assert self._server.started

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.should_exit = True
            self._server.force_exit = True
            self._thread.join(5)

    @contextlib.contextmanager
    def running(self) -> Iterator[FakeRasa]:
        self.start()
        try:
            yield self
        finally:
            self.stop()
