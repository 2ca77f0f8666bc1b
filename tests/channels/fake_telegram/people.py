"""What people do in Telegram: write, tap, send a picture, block the bot. Each act queues an update for the bot."""

from __future__ import annotations

from typing import Any

from tests.channels.fake_telegram.world import BOT, Chat, World

_ATTACHMENTS: dict[str, Any] = {
    "sticker": {
        "file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "is_animated": False, "is_video": False,
        "type": "regular",
    },
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 3},
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}],
    "document": {"file_id": "d", "file_unique_id": "d"},
    "location": {"longitude": 4.9, "latitude": 52.4},
}  # fmt: skip


class People:
    """The acts of the people who use the fake Telegram."""

    def __init__(self, world: World) -> None:
        self.world = world

    def say(self, chat_id: int, text: str, *, kind: str = "private", language: str = "nl", copies: int = 1) -> int:
        """Write `text`; the first message of a chat makes the chat. Returns the update's number."""
        return self._write(chat_id, {"text": text, **_entities(text)}, kind=kind, language=language, copies=copies)

    def attach(self, chat_id: int, what: str) -> int:
        """Send a sticker, voice, photo, document or location."""
        return self._write(chat_id, {what: _ATTACHMENTS[what]})

    def edit(self, chat_id: int, text: str) -> int:
        """Change the person's last message."""
        with self.world.changed:
            chat = self._chat(chat_id)
            message = [message for message in chat.messages.values() if message["from"]["id"] != BOT["id"]][-1]
            message.update(text=text, edit_date=message["date"] + 1)
            return self._update({"edited_message": message})

    def tap(self, chat_id: int, title: str, *, copies: int = 1, message_id: int | None = None) -> int:
        """Tap the button called `title`, in the newest message that has it. Raises LookupError without one."""
        with self.world.changed:
            chat = self._chat(chat_id)
            message, data = _find_button(chat, title, message_id)
            return self.tap_data(chat_id, data, message["message_id"], copies=copies)

    def tap_data(self, chat_id: int, data: str, message_id: int, *, copies: int = 1) -> int:
        """Tap a button that sends `data`, whether or not it is (still) there: an old screen, or a forged call."""
        with self.world.changed:
            chat = self._chat(chat_id)
            tap = f"tap{self.world.number('tap')}"
            self.world.taps[tap] = True
            message = chat.messages.get(message_id) or {"message_id": message_id, "date": 0, "chat": chat.head()}
            query = {"id": tap, "from": _person(chat), "chat_instance": "1", "data": data, "message": dict(message)}
            return self._update({"callback_query": query}, copies)

    def block(self, chat_id: int, *, blocked: bool = True) -> int:
        """Block the bot, or take it back."""
        with self.world.changed:
            chat = self._chat(chat_id)
            chat.blocked = blocked
            states = [{"user": BOT, "status": status} for status in ("member", "kicked")]
            old, new = (states[0], _kicked()) if blocked else (_kicked(), states[0])
            member = {"chat": chat.head(), "from": _person(chat), "date": 0}
            return self._update({"my_chat_member": {**member, "old_chat_member": old, "new_chat_member": new}})

    def channel_post(self, chat_id: int, text: str) -> int:
        """A post in a channel that the bot belongs to."""
        with self.world.changed:
            chat = self._chat(chat_id, "channel")
            return self._update({"channel_post": self.world.post(chat, None, {"text": text})})

    def shown(self, chat_id: int, after: int = 0) -> list[dict[str, Any]]:
        """What the bot has put in the chat after message number `after`, as it stands there now."""
        with self.world.changed:
            chat = self.world.chats.get(chat_id)
            messages = list(chat.messages.values()) if chat else []
            return [dict(m) for m in messages if m.get("from") == BOT and m["message_id"] > after]

    def _write(
        self, chat_id: int, body: dict[str, Any], *, kind: str = "private", language: str = "nl", copies: int = 1
    ) -> int:
        with self.world.changed:
            chat = self._chat(chat_id, kind, language)
            return self._update({"message": dict(self.world.post(chat, _person(chat), body))}, copies)

    def _chat(self, chat_id: int, kind: str = "private", language: str = "nl") -> Chat:
        return self.world.chats.setdefault(chat_id, Chat(chat_id, kind, language))

    def _update(self, body: dict[str, Any], copies: int = 1) -> int:
        return int(self.world.put(body, copies)["update_id"])


def _person(chat: Chat) -> dict[str, Any]:
    number = abs(chat.id)
    return {
        "id": number,
        "is_bot": False,
        "first_name": "Sanne",
        "last_name": "de Vries",
        "language_code": chat.language,
    }


def _kicked() -> dict[str, Any]:
    return {"user": BOT, "status": "kicked", "until_date": 0}


def _entities(text: str) -> dict[str, Any]:
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]}


def _find_button(chat: Chat, title: str, message_id: int | None) -> tuple[dict[str, Any], str]:
    for message in reversed(chat.messages.values()):
        if message_id not in (None, message["message_id"]):
            continue
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == title:
                    return message, str(button["callback_data"])
    msg = f"no button '{title}' in chat {chat.id}"
    raise LookupError(msg)
