"""Faults on the real processes, at both doors: every message is answered once, none is lost."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest

from bot.store import Role
from tests.stack.doors import Telegram, Web, chats_of, wait_for
from tests.stack.parts import Parts, parts_running

pytestmark = pytest.mark.stack
THANKS, WELCOME = "dank u wel", "Graag gedaan."


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with parts_running(tmp_path_factory.mktemp("parts")) as running:
        yield running


class Both:
    """One worker at each door, who says thank you and counts what comes back."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.web, self.telegram = Web(parts), Telegram(parts)
        self.said = 0

    def thank(self, copies: int = 1) -> None:
        """Say it at both doors, without waiting for an answer."""
        self.said += 1
        assert self.web.talker.send(text=THANKS).status_code == 202
        self.parts.telegram.say(self.telegram.chat_id, THANKS, copies=copies)

    def stored(self) -> None:
        """Wait until both messages are in the database."""
        ids = (self.web.conversation_id, self.telegram.conversation_id)
        wait_for(lambda: all(len(self._asked(one)) == self.said + (one == ids[1]) for one in ids), "both messages")

    def _asked(self, conversation_id: str) -> list[int]:
        return [one.seq for one in chats_of(self.parts).messages(conversation_id) if one.role is Role.WORKER]

    def welcomes(self) -> tuple[int, int]:
        """How often each door answered."""
        on_telegram = [message.get("text", "") for message in self.parts.telegram.shown(self.telegram.chat_id)]
        self.web.look_on()
        on_web = [message["text"] for message in self.web.talker.seen if message["role"] == "assistant"]
        return on_web.count(WELCOME), on_telegram.count(WELCOME)

    def answered_once(self) -> None:
        """Every message got one answer, and no second one follows."""
        wait_for(lambda: min(self.welcomes()) >= self.said, "an answer at both doors", 90)
        time.sleep(3)
        assert self.welcomes() == (self.said, self.said)


def test_rasa_killed_between_receiving_and_answering(parts: Parts) -> None:
    both = Both(parts)
    with parts.halted("rasa"):
        both.thank()
        both.stored()
        parts.kill("rasa")
    both.thank()
    parts.start("rasa")
    both.answered_once()


def test_gateway_and_telegram_worker_killed_between_receiving_and_answering(parts: Parts) -> None:
    both = Both(parts)
    with parts.halted("rasa"):
        both.thank()
        both.stored()
        parts.kill("gateway")
        parts.kill("telegram")
    parts.start("gateway")
    parts.start("telegram")
    both.answered_once()


def test_the_action_server_killed_and_back(parts: Parts) -> None:
    both = Both(parts)
    parts.kill("actions")
    both.thank()
    both.stored()
    parts.start("actions")
    both.answered_once()


def test_the_database_away_for_ten_seconds(parts: Parts) -> None:
    both = Both(parts)
    with sqlite3.connect(parts.folder / "vroegwijzer.db", isolation_level=None) as holding:
        holding.execute("BEGIN EXCLUSIVE")
        parts.telegram.say(both.telegram.chat_id, THANKS)
        time.sleep(10)
        holding.execute("ROLLBACK")
    assert both.web.talker.send(text=THANKS).status_code == 202
    both.said = 1
    both.answered_once()


def test_telegram_too_busy_and_the_same_update_three_times(parts: Parts) -> None:
    both = Both(parts)
    parts.telegram.fail("sendMessage", "429", 2)
    parts.telegram.fail("getUpdates", "429", 2)
    both.thank(copies=3)
    both.answered_once()
