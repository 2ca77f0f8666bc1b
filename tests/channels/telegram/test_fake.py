"""The fake Bot API is as strict as the real one, and can be driven from outside over HTTP."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.settings import ROOT
from tests.channels.fake_telegram import FakeTelegram
from tests.channels.fake_telegram.server import TOKEN


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as running:
        running.say(1, "hallo")
        yield running


def call(fake: FakeTelegram, method: str, **params: Any) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(f"{fake.api_url}{fake.token}/{method}", json=params).json()
    return answer


def keyboard(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"text": "a" * 4096}, 200),
        ({"text": "a" * 4097}, 400),
        ({"text": "👍" * 2048}, 200),
        ({"text": "👍" * 2049}, 400),
        ({"text": " "}, 400),
        ({"text": "a", "reply_markup": keyboard("é" * 32)}, 200),
        ({"text": "a", "reply_markup": keyboard("é" * 33)}, 400),
        ({"text": "a", "chat_id": 2}, 400),
    ],
)
def test_limits_are_kept(fake: FakeTelegram, params: dict[str, Any], code: int) -> None:
    answer = call(fake, "sendMessage", **{"chat_id": 1, **params})
    assert answer.get("error_code", 200) == code


def test_updates_are_repeated_until_they_are_confirmed(fake: FakeTelegram) -> None:
    first = call(fake, "getUpdates")["result"]
    assert call(fake, "getUpdates")["result"] == first
    assert call(fake, "getUpdates", offset=first[0]["update_id"] + 1)["result"] == []


def test_a_tap_can_be_answered_once(fake: FakeTelegram) -> None:
    call(fake, "sendMessage", chat_id=1, text="kies", reply_markup=keyboard("k"))
    fake.tap(1, "x")
    tap = call(fake, "getUpdates")["result"][1]["callback_query"]["id"]
    assert call(fake, "answerCallbackQuery", callback_query_id=tap)["ok"]
    assert call(fake, "answerCallbackQuery", callback_query_id=tap)["error_code"] == 400


def test_faults_strike_as_often_as_asked(fake: FakeTelegram) -> None:
    fake.fail("sendMessage", "429", times=1, retry_after=7)
    fake.fail("sendMessage", "lost")
    assert call(fake, "sendMessage", chat_id=1, text="a")["parameters"] == {"retry_after": 7}
    with pytest.raises(httpx.RemoteProtocolError):
        call(fake, "sendMessage", chat_id=1, text="b")
    assert call(fake, "sendMessage", chat_id=1, text="c")["ok"]
    assert [message["text"] for message in fake.shown(1)] == ["b", "c"]


def test_a_wrong_token_is_refused(fake: FakeTelegram) -> None:
    assert httpx.post(f"{fake.api_url}1:x/getMe").status_code == 401


def test_it_runs_on_its_own_and_is_driven_over_http() -> None:
    command = [sys.executable, "-m", "tests.channels.fake_telegram", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found is not None
        with httpx.Client(base_url=found.group()) as http:
            assert "update_id" in http.post("/control/say", json={"chat_id": 3, "text": "dag"}).json()
            body = {"chat_id": 3, "text": "kies", "reply_markup": json.dumps(keyboard("k"))}
            http.post(f"/bot{TOKEN}/sendMessage", data=body)
            assert "update_id" in http.post("/control/tap", json={"chat_id": 3, "title": "x"}).json()
            messages = http.get("/control/sent", params={"chat_id": 3}).json()["messages"]
            assert [message["text"] for message in messages] == ["kies"]
            assert http.get("/control/sent", params={"after": messages[0]["message_id"]}).json() == {"messages": []}
            assert http.post("/control/tap", json={"chat_id": 3, "title": "weg"}).status_code == 400
        process.kill()
