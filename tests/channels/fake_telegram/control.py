"""`/control/...`: play the person from outside, as the test of the whole assistant does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.channels.fake_telegram.world import ApiError, Fault

if TYPE_CHECKING:
    from tests.channels.fake_telegram.server import FakeTelegram


def control(fake: FakeTelegram, act: str, params: dict[str, Any]) -> tuple[int, Any]:
    """HTTP status and answer of one act; parameters as a form, a query or JSON.

    say: chat_id, text, language?, kind?   tap: chat_id, title   attach: chat_id, what   block, unblock: chat_id
    sent: chat_id?, after? (number of the last message seen)   file: id   calls: method
    fail: method, how, times?, retry_after?
    """
    try:
        return 200, _ACTS[act](fake, params)
    except (KeyError, ValueError, LookupError, ApiError) as error:
        return 400, {"ok": False, "error": f"{act}: {error!r}", "acts": sorted(_ACTS)}


def _say(fake: FakeTelegram, params: dict[str, Any]) -> Any:
    extra = {name: str(params[name]) for name in ("language", "kind") if name in params}
    return {"update_id": fake.say(int(params["chat_id"]), str(params["text"]), **extra)}  # type: ignore[arg-type]


def _sent(fake: FakeTelegram, params: dict[str, Any]) -> Any:
    chats = [int(params["chat_id"])] if "chat_id" in params else list(fake.world.chats)
    return {"messages": [message for chat in chats for message in fake.shown(chat, int(params.get("after", 0)))]}


def _fail(fake: FakeTelegram, params: dict[str, Any]) -> Any:
    times, retry_after = int(params.get("times", 1)), int(params.get("retry_after", 1))
    with fake.world.changed:
        fake.world.faults.append(Fault(str(params["method"]), str(params["how"]), times, 0, retry_after))
    return {"ok": True}


_ACTS: dict[str, Any] = {
    "say": _say,
    "tap": lambda fake, params: {"update_id": fake.tap(int(params["chat_id"]), str(params["title"]))},
    "attach": lambda fake, params: {"update_id": fake.attach(int(params["chat_id"]), str(params["what"]))},
    "block": lambda fake, params: {"update_id": fake.block(int(params["chat_id"]))},
    "unblock": lambda fake, params: {"update_id": fake.block(int(params["chat_id"]), blocked=False)},
    "sent": _sent,
    "calls": lambda fake, params: {"calls": fake.calls(str(params["method"]))},
    "file": lambda fake, params: fake.world.contents[str(params["id"])],
    "fail": _fail,
}
