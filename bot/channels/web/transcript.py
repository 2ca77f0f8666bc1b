"""A conversation as plain text that a worker can keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.store import Event, Message, Role, Snapshot
from bot.wording import Catalogue

_WIDTH = 72


def transcript(snapshot: Snapshot, catalogue: Catalogue, now: datetime) -> str:
    """All that was said since the last fresh start, in the conversation's language; times are Dutch time."""
    language = snapshot.conversation.language
    head = catalogue.text("widget.transcript_head", language, {"now": now})
    entries = [_entry(message, catalogue, language) for message in snapshot.messages]
    foot = catalogue.text("widget.transcript_foot", language)
    return "\r\n".join([head, "=" * _WIDTH, "", *filter(None, entries), "=" * _WIDTH, foot, ""]).replace("\r\r", "\r")


def _entry(message: Message, catalogue: Catalogue, language: str) -> str:
    if message.role in (Role.OPENING, Role.RESTART):
        return ""
    if message.role is Role.EVENT:
        key = f"widget.event_{message.text}"
        known = message.text in (Event.PERSON_JOINED, Event.PERSON_LEFT) and catalogue.has(key)
        lines = [catalogue.text(key, language, message.parts)] if known else []
        return "\r\n".join([*lines, ""]) if lines else ""
    who = catalogue.text(f"widget.transcript_{message.role}", language)
    head = catalogue.text("widget.transcript_line", language, {"at": message.sent_at, "who": who})
    return "\r\n".join([head, message.text, *_parts(message.parts, catalogue, language), ""])


def _parts(parts: dict[str, Any], catalogue: Catalogue, language: str) -> list[str]:
    lines = [f"  [{button['title']}]" for button in parts.get("buttons", ())]
    if image := parts.get("image"):
        lines.append(catalogue.text("widget.transcript_image", language, {"alt": image.get("alt", "")}))
    if file := parts.get("file"):
        lines.append(catalogue.text("widget.transcript_file", language, {"name": file.get("name", "")}))
    return lines
