"""One message of the assistant, as every channel shows it, and how it is read from Rasa's REST answer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import Any

log = logging.getLogger(__name__)

_CUSTOM = ("date_input", "file", "image", "progress", "handover")


@dataclass(frozen=True)
class Button:
    """A quick reply: what is shown, and what is sent to Rasa when it is chosen."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """A message to the worker.

    date_input: {"min", "max"} as ISO dates or None: a date is asked. file: {"url", "name", "media_type"}.
    image: {"url", "alt"}. progress: {"done", "total"}. handover: {"name", ...} when a person joins.
    end: the talk is over, a rating may be asked.
    """

    text: str = ""
    buttons: list[Button] = field(default_factory=list)
    date_input: dict[str, Any] | None = None
    file: dict[str, Any] | None = None
    image: dict[str, Any] | None = None
    progress: dict[str, Any] | None = None
    handover: dict[str, Any] | None = None
    end: bool = False

    def parts(self) -> dict[str, Any]:
        """All but the text, as JSON can hold it; what is absent is left out."""
        found: dict[str, Any] = {name: getattr(self, name) for name in _CUSTOM if getattr(self, name) is not None}
        if self.buttons:
            found["buttons"] = [{"title": button.title, "payload": button.payload} for button in self.buttons]
        if self.end:
            found["end"] = True
        return found

    @classmethod
    def from_parts(cls, text: str, parts: dict[str, Any]) -> Reply:
        """The reverse of `parts`."""
        return cls(text=text, buttons=_buttons(parts.get("buttons")), end=bool(parts.get("end")), **_objects(parts))


def replies_from_rasa(answer: Any) -> list[Reply]:
    """Rasa's list of {"text", "buttons", "image", "custom"}; what has no text joins the message before it.

    A part that cannot be read is left out: the words count most. Raises ValueError where there is no list of messages.
    """
    if not isinstance(answer, list) or not all(isinstance(entry, dict) for entry in answer):
        msg = "expected a list of messages"
        raise ValueError(msg)
    replies: list[Reply] = []
    for entry in answer:
        if entry.get("text"):
            *before, last = _messages(str(entry["text"]))
            replies.extend(Reply(text=text) for text in before)
            replies.append(Reply(text=last, buttons=_buttons(entry.get("buttons"))))
        custom = _read_custom(entry)
        if custom and (not replies or any(getattr(replies[-1], name) for name in custom)):
            replies.append(Reply())
        if custom:
            replies[-1] = replace(replies[-1], **custom)
    return [reply for reply in replies if reply != Reply()]


def _messages(text: str) -> list[str]:
    """A blank line in a text ends a message: people read short ones more easily."""
    return [part.strip() for part in text.split("\n\n") if part.strip()] or [text]


def replies_from_events(tracker: Any, message_seq: int) -> list[Reply] | None:
    """The replies in a tracker to the user message with this `message_seq`; None where it is not there.

    Raises ValueError where it is no tracker.
    """
    if not isinstance(tracker, dict) or not isinstance(tracker.get("events"), list):
        msg = "expected a tracker with events"
        raise ValueError(msg)
    answer: list[dict[str, Any]] | None = None
    for event in tracker["events"]:
        if event.get("event") == "user":
            if answer is not None:
                break
            if (event.get("metadata") or {}).get("message_seq") == message_seq:
                answer = []
        elif event.get("event") == "bot" and answer is not None:
            answer += _split_event(event)
    return None if answer is None else replies_from_rasa(answer)


def _split_event(event: dict[str, Any]) -> list[dict[str, Any]]:
    """As Rasa's REST channel sends it: a message per paragraph, buttons undivided, the rest behind."""
    data = {name: value for name, value in (event.get("data") or {}).items() if value}
    text = event.get("text") or ""
    if data.get("buttons"):
        messages: list[dict[str, Any]] = [{"text": text, "buttons": data["buttons"]}]
    else:
        messages = [{"text": part} for part in text.strip().split("\n\n") if part]
    return [*messages, *({name: data[name]} for name in ("custom", "image") if name in data)]


def _buttons(entries: Any) -> list[Button]:
    return [Button(str(entry["title"]), str(entry.get("payload") or entry["title"])) for entry in entries or []]


def _read_custom(entry: dict[str, Any]) -> dict[str, Any]:
    custom = entry.get("custom") or {}
    if not isinstance(custom, dict):
        log.error("a reply's custom part is no object and was left out: %s", type(custom).__name__)
        custom = {}
    found: dict[str, Any] = _objects(custom)
    if entry.get("image"):
        found["image"] = {"alt": "", **found.get("image", {}), "url": str(entry["image"])}
    if custom.get("end"):
        found["end"] = True
    return found


def _objects(custom: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name in _CUSTOM:
        value = custom.get(name)
        if value in (None, False):
            continue
        if value is not True and not isinstance(value, dict):
            log.error("a reply's custom.%s is no object and was left out", name)
            continue
        found[name] = {} if value is True else value
    return found
