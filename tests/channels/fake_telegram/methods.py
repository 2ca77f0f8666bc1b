"""The Bot API methods that the worker uses, with the limits of the real ones."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from tests.channels.fake_telegram.world import BOT, ApiError, Chat, World

Params = dict[str, Any]
Files = dict[str, tuple[str, bytes]]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_DATA = 64
MOST_BUTTONS = 100


def call(world: World, method: str, params: Params, files: Files) -> Any:
    """The `result` of a call. Raises ApiError."""
    handler = _METHODS.get(method)
    if handler is None:
        raise ApiError(404, "Not Found: method not found")
    return handler(world, params, files)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _text(params: Params, name: str = "text", longest: int = LONGEST_TEXT) -> str:
    text = str(params.get(name, ""))
    if "parse_mode" in params:
        raise ApiError(400, "Bad Request: can't parse entities")  # the worker sends plain text only
    if name == "text" and not text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if _units(text) > longest:
        raise ApiError(400, f"Bad Request: {'message' if name == 'text' else 'message caption'} is too long")
    return text


def _markup(params: Params) -> dict[str, Any]:
    if not params.get("reply_markup"):
        return {}
    markup = params["reply_markup"]
    markup = json.loads(markup) if isinstance(markup, str) else markup
    rows = markup.get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS or any(len(row) > 8 for row in rows):
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not str(button.get("text", "")).strip():
            raise ApiError(400, "Bad Request: inline keyboard button text must be non-empty")
        if not 1 <= len(str(button.get("callback_data", "")).encode()) <= LONGEST_DATA:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"reply_markup": markup} if buttons else {}


def _open_chat(world: World, params: Params) -> Chat:
    chat = world.chat(int(params["chat_id"]))
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    return chat


def _send_message(world: World, params: Params, _files: Files) -> Any:
    chat = _open_chat(world, params)
    return world.post(chat, BOT, {"text": _text(params), **_markup(params)})


def _send_file(kind: str) -> Callable[[World, Params, Files], Any]:
    def send(world: World, params: Params, files: Files) -> Any:
        chat = _open_chat(world, params)
        given = files.get(kind) or files.get(str(params.get(kind, "")).removeprefix("attach://"))
        if given is None or not given[1]:
            raise ApiError(400, "Bad Request: file must be non-empty")
        name, content = given
        if kind == "photo" and not content.startswith((b"\x89PNG", b"\xff\xd8")):
            raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")
        unique = f"file{world.number('file')}"
        world.contents[unique] = content
        described: Any = {"file_id": unique, "file_unique_id": unique, "file_size": len(content)}
        described = [{**described, "width": 1, "height": 1}] if kind == "photo" else {**described, "file_name": name}
        caption = _text(params, "caption", LONGEST_CAPTION)
        return world.post(chat, BOT, {kind: described, "caption": caption, **_markup(params)})

    return send


def _message(world: World, params: Params) -> dict[str, Any]:
    chat = _open_chat(world, params)
    message = chat.messages.get(int(params["message_id"]))
    if message is None:
        raise ApiError(400, "Bad Request: message to edit not found")
    return message


def _edit(world: World, params: Params, changed: dict[str, Any]) -> Any:
    message = _message(world, params)
    new = {**{name: value for name, value in message.items() if name != "reply_markup"}, **changed, **_markup(params)}
    if new == message:
        raise ApiError(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message",
        )
    message.clear()
    message.update(new)
    return message


def _answer_tap(world: World, params: Params, _files: Files) -> bool:
    tap = str(params.get("callback_query_id", ""))
    if not world.taps.pop(tap, False):
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    if _units(str(params.get("text", ""))) > 200:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    return True


def _get_updates(world: World, params: Params, _files: Files) -> Any:
    if world.webhook.get("url"):
        raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    world.polls += 1
    mine = world.polls
    world.changed.notify_all()
    world.confirm(int(params.get("offset") or 0))
    until = time.monotonic() + float(params.get("timeout") or 0)
    while True:
        if world.polls != mine:
            raise ApiError(
                409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        ready = [waiting.update for waiting in world.waiting][: int(params.get("limit") or 100)]
        left = until - time.monotonic()
        if ready or left <= 0:
            return ready
        world.changed.wait(left)


def _set_webhook(world: World, params: Params, _files: Files) -> bool:
    world.webhook = {"url": str(params["url"]), "secret": str(params.get("secret_token", ""))}
    world.changed.notify_all()
    return True


def _delete_webhook(world: World, _params: Params, _files: Files) -> bool:
    world.webhook = {}
    return True


def _set_commands(world: World, params: Params, _files: Files) -> bool:
    commands = params["commands"]
    commands = json.loads(commands) if isinstance(commands, str) else commands
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
    world.commands[str(params.get("language_code", ""))] = commands
    return True


def _chat_action(world: World, params: Params, _files: Files) -> bool:
    _open_chat(world, params)
    return True


_METHODS: dict[str, Callable[[World, Params, Files], Any]] = {
    "getMe": lambda *_: BOT,
    "getUpdates": _get_updates,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": lambda world, *_: {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.waiting),
    },
    "setMyCommands": _set_commands,
    "sendChatAction": _chat_action,
    "sendMessage": _send_message,
    "sendPhoto": _send_file("photo"),
    "sendDocument": _send_file("document"),
    "editMessageText": lambda world, params, _: _edit(world, params, {"text": _text(params)}),
    "editMessageReplyMarkup": lambda world, params, _: _edit(world, params, {}),
    "answerCallbackQuery": _answer_tap,
}
