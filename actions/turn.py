"""One message of the worker, as the actions see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rasa_sdk import Tracker

from actions.say import Say
from actions.talk import Talk
from bot.app import App
from bot.clock import local

LANGUAGES = ("nl", "en")


@dataclass
class Turn:
    """What came in (`text`, `intent`, `data` of a tapped button), the memory, and the means to answer."""

    worker_id: str
    text: str
    intent: str
    data: dict[str, str]
    understanding: dict[str, Any]
    channel: str
    talk: Talk
    say: Say
    app: App
    now: datetime

    @classmethod
    def read(cls, tracker: Tracker, talk: Talk, say: Say, app: App) -> Turn:
        """The turn of the tracker's latest message."""
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        _follow_site(talk, say, str(metadata.get("language") or ""))
        text = message.get("text") or ""
        entities = {entity["entity"]: str(entity["value"]) for entity in message.get("entities", [])}
        return cls(
            worker_id=tracker.sender_id,
            text="" if text.startswith("/") else text,
            intent=(message.get("intent") or {}).get("name") or "out_of_scope",
            data=entities if text.startswith("/") else {},
            understanding=message.get("understanding") or {},
            channel=str(metadata.get("channel") or "web"),
            talk=talk,
            say=say,
            app=app,
            now=local(app.clock()),
        )

    @property
    def tapped(self) -> bool:
        """Whether a button was tapped; then the intent is certain."""
        return not self.text

    @property
    def decision(self) -> str:
        """`act`, `confirm` or `fallback`: how sure the understanding is."""
        return "act" if self.tapped else str(self.understanding.get("decision", "fallback"))

    @property
    def today(self) -> date:
        """The calendar day in the Netherlands."""
        return self.now.date()


def _follow_site(talk: Talk, say: Say, language: str) -> None:
    """The channel's language counts at the first message, and again when it is switched there."""
    if language in LANGUAGES and language != talk.notes.get("site_language"):
        talk.notes["site_language"] = language
        talk.language = say.lang = language
