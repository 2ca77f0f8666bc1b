"""A client of the chat API, as small as the widget's: begins, sends, and reads on until something is there."""

from __future__ import annotations

import itertools
from typing import Any

import httpx

JSON = dict[str, Any]
_numbers = itertools.count(1)


class Talker:
    """Over a TestClient or an httpx client. `seen` holds every message read so far, in order."""

    def __init__(self, client: httpx.Client, **beginning: str) -> None:
        self.client = client
        begun = client.post("/api/conversations", json=beginning)
        assert begun.status_code == 201, begun.text
        self.begun: JSON = begun.json()
        self.path = f"/api/conversations/{self.begun['id']}"
        self.headers = {"Authorization": f"Bearer {self.begun['token']}"}
        self.seen: list[JSON] = []
        self.last = 0

    def post(self, below: str, body: JSON) -> httpx.Response:
        return self.client.post(self.path + below, json=body, headers=self.headers)

    def send(self, client_id: str = "", **what: str) -> httpx.Response:
        return self.post("/messages", {"client_id": client_id or f"client{next(_numbers):06}", **what})

    def look(self, after: int | None = None, wait: float = 0) -> JSON:
        params = {"after": self.last if after is None else after, "wait": wait}
        answer = self.client.get(self.path + "/messages", params=params, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def read(self, until: str = "", rounds: int = 20) -> list[JSON]:
        """Read on until a message with these words, or (without) until no answer is under way; gives what is new."""
        fresh: list[JSON] = []
        for _ in range(rounds):
            news = self.look(wait=1)
            self.last = news["last"]
            fresh += news["messages"]
            self.seen += news["messages"]
            if any(until in message["text"] for message in fresh) if until else not news["waiting"]:
                return fresh
        raise AssertionError(f"never came: {until!r}; came: {[message['text'] for message in fresh]}")

    def said(self) -> list[str]:
        """Texts of the assistant so far."""
        return [message["text"] for message in self.seen if message["role"] == "assistant"]
