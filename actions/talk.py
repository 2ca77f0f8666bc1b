"""Where the conversation stands: the open question, the interview it belongs to, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet


@dataclass
class Talk:
    """The memory of one conversation, kept in Rasa's slots `language`, `facts` and `talk`.

    `facts` holds the worker's answers by name, as ISO text or plain values; `trail` the questions answered, in order;
    `ahead` the interviews that go on when the present one ends; `slips` the misunderstandings in a row.
    """

    language: str = "nl"
    facts: dict[str, Any] = field(default_factory=dict)
    interview: str | None = None
    question: str | None = None
    trail: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    paused: str | None = None
    slips: int = 0
    notes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_slots(cls, slots: dict[str, Any]) -> Talk:
        """The memory as Rasa's slots hold it; an empty conversation starts in Dutch."""
        kept = dict(slots.get("talk") or {})
        return cls(language=slots.get("language") or "nl", facts=dict(slots.get("facts") or {}), **kept)

    def events(self) -> list[EventType]:
        """The slot events that store this memory."""
        kept = {
            name: getattr(self, name)
            for name in ("interview", "question", "trail", "ahead", "paused", "slips", "notes")
        }
        return [SlotSet("language", self.language), SlotSet("facts", self.facts), SlotSet("talk", kept)]

    def forget(self) -> None:
        """Start afresh in the same language."""
        self.facts = {}
        self.interview = self.question = self.paused = None
        self.trail, self.ahead, self.slips = [], [], 0
        self.notes = {name: value for name, value in self.notes.items() if name == "site_language"}
