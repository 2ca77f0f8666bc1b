"""From a Telegram update to the little of it that the assistant needs: no names, no files, no phone numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

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


@dataclass(frozen=True)
class Incoming:
    """An update to store. `body["kind"]`: text, tap, attachment, edit, group, member or nothing."""

    update_id: int
    chat_id: int
    body: Mapping[str, Any]


def read_update(raw: Mapping[str, Any]) -> Incoming | None:
    """What to store of an update as Telegram gives it; None for one that belongs to no chat.

    Raises ValueError where it is not an update.
    """
    try:
        update = Update.de_json(dict(raw))
    except (TypeError, KeyError, AttributeError, ValueError, OverflowError) as error:
        msg = f"not an update that can be read: {type(error).__name__}"
        raise ValueError(msg) from None  # the cause holds what a person wrote
    chat = update.effective_chat
    if chat is None:
        return None
    body = _body(update) if chat.type == ChatType.PRIVATE else _group(update)
    user = update.effective_user
    language = user.language_code if user else None
    return Incoming(update.update_id, chat.id, {**body, "language": language or ""})


def _body(update: Update) -> dict[str, Any]:
    if update.callback_query:
        return _tap(update.callback_query)
    if update.my_chat_member:
        return {"kind": "member", "blocked": not _is_in(update.my_chat_member)}
    if update.edited_message:
        return {"kind": "edit"}
    return _message(update.message) if update.message else {"kind": "nothing"}


def _message(message: Message) -> dict[str, Any]:
    if message.text is not None:
        return {"kind": "text", "text": message.text}
    for name, what in _ATTACHMENTS.items():
        if getattr(message, name, None):
            return {"kind": "attachment", "what": what}
    return {"kind": "nothing"}


def _tap(query: CallbackQuery) -> dict[str, Any]:
    shown = query.message.text if isinstance(query.message, Message) else None
    number = query.message.message_id if query.message else None
    return {"kind": "tap", "tap": query.id, "data": query.data or "", "message_id": number, "shown": shown or ""}


def _group(update: Update) -> dict[str, Any]:
    if update.my_chat_member and not _is_in(update.my_chat_member):
        return {"kind": "nothing"}
    if update.callback_query:
        return _tap(update.callback_query)
    return {"kind": "group"}


def _is_in(change: ChatMemberUpdated) -> bool:
    return change.new_chat_member.status not in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
