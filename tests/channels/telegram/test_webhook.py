"""The webhook: a route on the gateway that stores updates; the worker takes them from the database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import httpx
import pytest

from bot.channels.telegram import webhook_router
from bot.settings import ROOT
from tests.channels.fake_telegram.world import Chat
from tests.channels.telegram.stand import PERSON, Stand

SECRET = "a-secret-of-the-operator"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def hooked(stand: Stand) -> Stand:
    """A stand whose gateway has the webhook."""
    stand.gateway.app.include_router(webhook_router(stand.store, stand.clock, SECRET))
    return stand


def start(stand: Stand) -> None:
    stand.start(webhook_url=stand.gateway.url, webhook_secret=SECRET)


def post(stand: Stand, secret: str | None, body: Any = None, content: bytes | None = None) -> int:
    headers = {HEADER: secret.encode()} if secret is not None else {}
    url = f"{stand.gateway.url}/telegram/webhook"
    return httpx.post(url, json=body, content=content, headers=headers).status_code


def an_update() -> dict[str, Any]:
    person = {"id": PERSON, "is_bot": False, "first_name": "Sanne"}
    chat = {"id": PERSON, "type": "private", "first_name": "Sanne"}
    return {"update_id": 9, "message": {"message_id": 1, "date": 0, "chat": chat, "from": person, "text": "hallo"}}


def test_updates_come_in_over_the_webhook_and_are_answered(hooked: Stand) -> None:
    start(hooked)
    hooked.say("een")
    hooked.say("twee")
    assert hooked.wait_texts(2) == ["U zei: een", "U zei: twee"]
    assert hooked.fake.calls("getUpdates") == []
    assert hooked.fake.calls("setWebhook")[0]["max_connections"] == "1"


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
def test_without_the_right_secret_nothing_is_stored(hooked: Stand, secret: str | None) -> None:
    assert post(hooked, secret, an_update()) == 403
    assert hooked.store.inbox.waiting_chats() == []


def test_the_route_answers_before_the_worker_runs_and_stores_once(hooked: Stand) -> None:
    assert [post(hooked, SECRET, an_update()) for _ in range(3)] == [200, 200, 200]
    start(hooked)
    assert hooked.fake.wait(lambda: hooked.fake.calls("setWebhook"))
    hooked.fake.world.chats.setdefault(PERSON, Chat(PERSON))
    assert hooked.wait_texts(1) == ["U zei: hallo"]
    hooked.wait_idle()
    assert hooked.rasa.texts() == ["hallo"]


def test_no_name_is_stored(hooked: Stand) -> None:
    post(hooked, SECRET, an_update())
    stored = hooked.store.inbox.next(PERSON)
    assert stored is not None
    assert stored.body == {"kind": "text", "text": "hallo", "language": ""}


def test_while_the_database_is_away_telegram_is_asked_to_come_back(hooked: Stand) -> None:
    with closing(sqlite3.connect(hooked.folder / "telegram.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert post(hooked, SECRET, an_update()) == 503
        other.rollback()
    assert post(hooked, SECRET, an_update()) == 200
    assert hooked.store.inbox.waiting_chats() == [PERSON]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"update_id": "x"}', b"\xff", b'{"update_id": 1, "message": 3}']
)
def test_what_is_no_update_is_taken_and_forgotten(hooked: Stand, content: bytes) -> None:
    assert post(hooked, SECRET, content=content) == 200
    assert hooked.store.inbox.waiting_chats() == []


def test_a_body_that_is_too_large_is_refused(hooked: Stand) -> None:
    assert post(hooked, SECRET, content=b" " * 200_001) == 413


def test_a_webhook_without_a_secret_cannot_be_made(stand: Stand) -> None:
    with pytest.raises(ValueError, match="TELEGRAM_WEBHOOK_SECRET"):
        webhook_router(stand.store, stand.clock, "")


def test_going_back_to_polling_keeps_what_waits(hooked: Stand) -> None:
    start(hooked)
    hooked.fake.wait(lambda: hooked.fake.calls("setWebhook"))
    hooked.stop()
    hooked.fake.world.webhook["url"] = "http://127.0.0.1:9/gone"
    hooked.say("een")
    hooked.start()
    assert hooked.wait_texts(1) == ["U zei: een"]


def test_the_gateway_need_not_load_the_library_of_telegram() -> None:
    names = "Handed, TelegramSender, webhook_router"
    code = f"import sys; from bot.channels.telegram import {names}; print('telegram' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
