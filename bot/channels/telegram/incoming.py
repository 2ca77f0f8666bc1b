"""From a Telegram update to the little of it that the assistant needs: no names, no files, no phone numbers.

Read without Telegram's library, so that the gateway, which only stores updates, need not load it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")

_ATTACHMENTS = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "photo": "picture",
    "video": "picture",
    "animation": "picture",
    "document": "file",
    "sticker": "sticker",
    "location": "place",
    "contact": "place",
    "venue": "place",
    "dice": "other",
    "poll": "other",
    "game": "other",
    "story": "other",
}
_OUTSIDE = ("left", "kicked")


@dataclass(frozen=True)
class Incoming:
    """An update to store. `body["kind"]`: text, tap, attachment, edit, group, member or nothing."""

    update_id: int
    chat_id: int
    body: Mapping[str, Any]


def read_update(raw: Any) -> Incoming | None:
    """What to store of an update as Telegram gives it; None for one that belongs to no chat.

    Raises ValueError where it is not an update.
    """
    try:
        return _read(raw)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        msg = f"not an update that can be read: {type(error).__name__}"
        raise ValueError(msg) from None  # the cause may hold what a person wrote


def _read(raw: Mapping[str, Any]) -> Incoming | None:
    update_id = int(raw["update_id"])
    name = next((name for name in ALLOWED_UPDATES if raw.get(name)), None)
    if name is None:
        return None
    content = raw[name]
    holder = content.get("message") if name == "callback_query" else content
    if not holder:  # a tap on a message that was posted by way of another chat
        return None
    chat_id, kind = int(holder["chat"]["id"]), holder["chat"]["type"]
    body = _private(name, content) if kind == "private" else _elsewhere(name, content)
    language = content.get("from", {}).get("language_code") or ""
    return Incoming(update_id, chat_id, {**body, "language": str(language)})


def _private(name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    match name:
        case "message":
            return _message(content)
        case "callback_query":
            return _tap(content)
        case "my_chat_member":
            return {"kind": "member", "blocked": _is_outside(content)}
        case "edited_message":
            return {"kind": "edit"}
    return {"kind": "nothing"}


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    if "text" in message:
        return {"kind": "text", "text": str(message["text"])}
    what = next((what for name, what in _ATTACHMENTS.items() if message.get(name)), None)
    return {"kind": "attachment", "what": what} if what else {"kind": "nothing"}


def _tap(query: Mapping[str, Any]) -> dict[str, Any]:
    message = query["message"]
    return {
        "kind": "tap",
        "tap": str(query["id"]),
        "data": str(query.get("data", "")),
        "message_id": int(message["message_id"]),
        "shown": str(message.get("text", "")),
    }


def _elsewhere(name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """In a group or a channel."""
    if name == "callback_query":
        return _tap(content)
    if name == "my_chat_member" and _is_outside(content):
        return {"kind": "nothing"}
    return {"kind": "group"}


def _is_outside(change: Mapping[str, Any]) -> bool:
    return change["new_chat_member"]["status"] in _OUTSIDE
