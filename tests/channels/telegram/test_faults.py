"""What may go wrong in between: each message is answered once, and none is lost."""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import closing

import pytest

from bot.channels.telegram import TelegramRefused
from bot.store import Chats
from tests.channels.telegram.stand import PERSON, QUICK, Stand, said, wait_for

CROWD = range(100, 120)


def answered(stand: Stand, chat_id: int = PERSON) -> list[str]:
    """The assistant's answers in the chat, without what is said about waiting."""
    return [text for text in stand.texts(chat_id) if text != said("delayed")]


def test_rasa_away_is_told_once_and_the_answer_comes_later(stand: Stand) -> None:
    stand.start()
    stand.rasa.stop()
    stand.say("een")
    stand.say("twee")
    assert stand.wait_texts(1) == [said("delayed")]
    stand.rasa.start()
    assert stand.wait_texts(3) == [said("delayed"), "U zei: een", "U zei: twee"]
    stand.wait_idle()
    assert len(stand.texts()) == 3


def test_rasa_failing_a_few_times_loses_nothing(stand: Stand) -> None:
    stand.rasa.failing = 4
    stand.start()
    stand.say("een")
    wait_for(lambda: answered(stand))
    stand.wait_idle()
    assert stand.texts() == [said("delayed"), "U zei: een"]


def test_the_same_update_three_times_is_answered_once(stand: Stand) -> None:
    stand.start()
    stand.say("een", copies=3)
    stand.say("twee", copies=3)
    stand.wait_texts(2)
    stand.wait_idle()
    assert stand.texts() == ["U zei: een", "U zei: twee"]
    assert stand.rasa.texts() == ["een", "twee"]


def test_a_database_that_is_locked_for_a_while_loses_nothing(stand: Stand) -> None:
    stand.start()
    stand.say("een")
    stand.wait_texts(1)
    stand.wait_idle()
    with closing(sqlite3.connect(stand.folder / "telegram.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        stand.say("twee", copies=2)
        stand.say("drie")
        with pytest.raises(TimeoutError):
            stand.fake.wait(lambda: len(stand.texts()) > 1, seconds=2)
        other.rollback()
    assert stand.wait_texts(3) == ["U zei: een", "U zei: twee", "U zei: drie"]
    stand.wait_idle()
    assert stand.rasa.texts() == ["een", "twee", "drie"]


def test_a_database_that_goes_away_between_answer_and_tick_sends_nothing_twice(stand: Stand) -> None:
    lock = sqlite3.connect(stand.folder / "telegram.db", check_same_thread=False)

    def answer(_sender: str, text: str) -> list[dict[str, str]]:
        lock.execute("BEGIN IMMEDIATE")  # from here on nothing can be stored
        threading.Timer(1.5, lock.rollback).start()
        return [{"text": f"U zei: {text}"}]

    stand.rasa.script = answer
    stand.start()
    stand.say("een")
    stand.wait_texts(1)
    stand.wait_idle()
    assert stand.texts() == ["U zei: een"]
    assert stand.rasa.texts() == ["een"]
    lock.close()


@pytest.mark.parametrize("how", ["502", "drop", "429"])
def test_an_answer_that_telegram_does_not_take_at_once_is_sent_again(stand: Stand, how: str) -> None:
    stand.start()
    stand.fake.fail("sendMessage", how, times=3)
    stand.say("een")
    assert stand.wait_texts(1) == ["U zei: een"]
    stand.wait_idle()
    assert len(stand.texts()) == 1


def test_more_429_than_the_limiter_retries_loses_nothing(stand: Stand) -> None:
    stand.start()
    stand.fake.fail("sendMessage", "429", times=5)
    stand.say("een")
    assert stand.wait_texts(1, seconds=30) == ["U zei: een"]


def test_an_answer_whose_receipt_is_lost_may_come_twice_but_never_less_than_once(stand: Stand) -> None:
    stand.start()
    stand.fake.fail("sendMessage", "lost")
    stand.say("een")
    assert stand.wait_texts(2) == ["U zei: een"] * 2
    stand.wait_idle()
    assert stand.rasa.texts() == ["een"]


def test_a_message_that_telegram_refuses_does_not_hold_up_the_next(stand: Stand) -> None:
    stand.start()
    stand.fake.fail("sendMessage", "400")
    stand.say("een")
    stand.say("twee")
    assert stand.wait_texts(1) == ["U zei: twee"]


@pytest.mark.parametrize("how", ["502", "drop", "429"])
def test_polling_goes_on_after_faults_and_nothing_is_lost(stand: Stand, how: str) -> None:
    stand.start()
    stand.fake.fail("getUpdates", how, times=3)
    stand.say("een")
    stand.say("twee")
    assert stand.wait_texts(2) == ["U zei: een", "U zei: twee"]


@pytest.mark.parametrize("how", ["502", "drop"])
def test_small_courtesies_that_fail_hold_up_nothing(stand: Stand, how: str) -> None:
    buttons = [{"title": "Ja", "payload": "/affirm"}]
    stand.rasa.script = lambda _, text: [{"text": text, "buttons": buttons}]
    stand.start()
    stand.say("een")
    stand.wait_texts(1)
    for method in ("sendChatAction", "answerCallbackQuery", "editMessageText"):
        stand.fake.fail(method, how)
    stand.fake.tap(PERSON, "Ja")
    assert stand.wait_texts(2)[1] == "/affirm"


def test_telegram_away_at_the_start_is_waited_for(stand: Stand) -> None:
    stand.fake.fail("getMe", "502", times=1)
    stand.fake.fail("deleteWebhook", "drop", times=1)
    stand.say("een")
    stand.start()
    assert stand.wait_texts(1) == ["U zei: een"]


def test_an_update_that_cannot_be_read_does_not_hold_up_the_others(stand: Stand) -> None:
    stand.start()
    stand.fake.world.put({"message": {"text": "kapot"}})
    stand.say("een")
    assert stand.wait_texts(1) == ["U zei: een"]


def test_an_update_on_which_the_worker_breaks_gets_an_apology(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    receive = Chats.receive

    def breaks(self: Chats, talk: str, client_id: str, text: str, *more: object, **named: object) -> object:
        if text == "geheim":
            raise RuntimeError(text)
        return receive(self, talk, client_id, text, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Chats, "receive", breaks)
    stand.start()
    stand.say("geheim")
    stand.say("een")
    assert stand.wait_texts(2) == [said("sorry"), "U zei: een"]
    assert "RuntimeError" in caplog.text
    assert "geheim" not in caplog.text


def test_each_chat_keeps_its_order_and_no_chat_waits_for_another(stand: Stand) -> None:
    slow: set[str] = set()

    def answer(sender: str, text: str) -> list[dict[str, str]]:
        slow.add(sender)
        return [{"text": text}, {"text": f"{text}!"}]

    stand.rasa.script = answer
    stand.rasa.delay = 0.02
    stand.start()
    for number in range(3):
        for chat_id in CROWD:
            stand.say(f"bericht {number}", chat_id=chat_id)
    for chat_id in CROWD:
        expected = [f"bericht {number}{mark}" for number in range(3) for mark in ("", "!")]
        assert stand.wait_texts(6, chat_id, seconds=60) == expected
    assert len(slow) == len(CROWD)
    assert stand.rasa.overlaps == 0


def test_a_wrong_token_stops_the_worker_with_a_plain_sentence(stand: Stand) -> None:
    stand.start(token="4242:wrong")
    wait_for(lambda: stand.worker_error)
    assert isinstance(stand.worker_error, TelegramRefused)
    assert "TELEGRAM_BOT_TOKEN" in str(stand.worker_error)
    assert "wrong" not in str(stand.worker_error)


def test_a_token_that_is_withdrawn_stops_the_worker_with_a_plain_sentence(stand: Stand) -> None:
    stand.start()
    stand.say("een")
    stand.wait_texts(1)
    stand.fake.token = "4242:new"
    wait_for(lambda: stand.worker_error)
    assert isinstance(stand.worker_error, TelegramRefused)


def test_a_webhook_that_telegram_refuses_stops_the_worker_with_its_reason(stand: Stand) -> None:
    stand.fake.fail("setWebhook", "400")
    stand.start(webhook_url=stand.gateway.url, webhook_secret="s")
    wait_for(lambda: stand.worker_error)
    assert isinstance(stand.worker_error, TelegramRefused)
    assert "setting the webhook" in str(stand.worker_error)


def test_the_token_is_never_logged(stand: Stand, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    stand.fake.fail("sendMessage", "drop", times=2)
    stand.fake.fail("getUpdates", "502", times=2)
    stand.start()
    stand.say("een")
    stand.wait_texts(1)
    stand.wait_idle()
    assert any("Telegram" in record.message for record in caplog.records)
    assert stand.fake.token not in caplog.text
    assert "/bot4242" not in caplog.text


def test_the_pause_between_tries_stops_growing() -> None:
    assert [QUICK.retry(tries) for tries in range(5)] == [0.05, 0.1, 0.2, 0.2, 0.2]
