"""A talk with the actions themselves, without Rasa between: the words that a worker would read, turn by turn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import answer
from bot.app import App

Understand = Callable[[str], dict[str, Any]]
_PAYLOAD = re.compile(r"^/(\w+)(\{.*\})?$")


@dataclass
class Reply:
    """One reply: its text as read, its buttons (title to payload) and what else comes with it."""

    text: str
    buttons: dict[str, str]
    custom: dict[str, Any]


@dataclass
class Conversation:
    """Keeps the slots between turns, as Rasa does. `understand` gives intent and understanding of typed text."""

    app: App
    understand: Understand
    worker_id: str = "worker-1"
    channel: str = "web"
    slots: dict[str, Any] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)

    def say(self, text: str) -> str:
        """Type something; the replies as one text."""
        return self._turn(text, self.understand(text))

    def send(self, payload: str) -> str:
        """Send a button's payload."""
        match = _PAYLOAD.match(payload)
        assert match is not None, payload
        data = json.loads(match.group(2) or "{}")
        entities = [{"entity": name, "value": value} for name, value in data.items()]
        return self._turn(payload, {"intent": {"name": match.group(1), "confidence": 1.0}, "entities": entities})

    def tap(self, title: str) -> str:
        """Tap the latest button whose title starts with `title`."""
        for reply in reversed(self.replies):
            for shown, payload in reply.buttons.items():
                if shown.startswith(title):
                    return self.send(payload)
        shown = [title for reply in self.replies for title in reply.buttons]
        raise AssertionError(f"no button {title!r} among {shown}")

    def up_to(self, question: str) -> list[str]:
        """The issue's case, answered up to `question`; what was said, turn by turn."""
        said = [self.say("ik word ontslagen")]
        for name, act in _CASE:
            if self.slots["talk"]["question"] == question:
                break
            assert self.slots["talk"]["question"] == name, (name, self.slots["talk"])
            said.append(act(self))
        assert self.slots["talk"]["question"] == question
        return said

    def restart(self) -> None:
        """Forget everything, as a new worker."""
        self.slots, self.replies = {}, []
        self.app.erase(self.worker_id)

    @property
    def facts(self) -> dict[str, Any]:
        """What the memory holds of the worker's answers."""
        return dict(self.slots.get("facts") or {})

    def _turn(self, text: str, parsed: dict[str, Any]) -> str:
        dispatcher = CollectingDispatcher()
        message = {"text": text, "metadata": {"channel": self.channel}, "entities": [], **parsed}
        tracker = Tracker(self.worker_id, self.slots, message, [], False, None, {}, "action_listen")
        for event in answer(self.app, dispatcher, tracker):
            self.slots[event["name"]] = json.loads(json.dumps(event["value"]))
        self.replies = [self._read(raw) for raw in dispatcher.messages]
        return "\n\n".join(reply.text for reply in self.replies)

    def _read(self, raw: dict[str, Any]) -> Reply:
        raw = json.loads(json.dumps(raw))
        text = "\n".join(self.app.catalogue.render(part, raw["lang"]) for part in raw["parts"])
        buttons = {self.app.catalogue.render(one, raw["lang"]): one["payload"] for one in raw["choices"]}
        return Reply(text, buttons, raw.get("custom") or {})


_CASE: tuple[tuple[str, Callable[[Conversation], str]], ...] = (
    ("route", lambda talk: talk.tap("Mijn werkgever zegt mijn contract op")),
    ("service_start", lambda talk: talk.say("1 juni 2014")),
    ("notice_received", lambda talk: talk.say("16 november 2026")),
    ("wants_intake", lambda talk: talk.tap("Ja")),
    ("consent", lambda talk: talk.tap("Ja")),
    ("postcode", lambda talk: talk.say("3511 AB")),
    ("slot", lambda talk: talk.tap("")),
    ("name", lambda talk: talk.say("Ik ben Amina")),
    ("contact", lambda talk: talk.say("amina@example.org, 06 12 34 56 78")),
)
"""Question by question, what the worker of the issue's case does."""
