"""The worker is killed (SIGKILL, a real process) at every awkward moment, and started again."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.settings import ROOT
from tests.channels.telegram.stand import PERSON, Stand, said, wait_for


@contextmanager
def worker(stand: Stand) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process; killed without warning at the end of the block, if it still lives."""
    command = [sys.executable, "-m", "tests.channels.telegram.process", stand.database_url, stand.rasa.url]
    with (stand.folder / "worker.log").open("ab") as log:
        process = subprocess.Popen([*command, stand.fake.url], cwd=ROOT, stdout=log, stderr=log)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def ready(stand: Stand, process: subprocess.Popen[bytes]) -> None:
    """The worker polls."""
    polls = stand.fake.world.polls

    def polling() -> bool:
        assert process.poll() is None, (stand.folder / "worker.log").read_text()
        return stand.fake.world.polls > polls

    wait_for(polling, 40)


def until_answered(stand: Stand, done: Callable[[], object]) -> None:
    """A fresh worker finishes what was left."""
    with worker(stand):
        wait_for(done, 60)
        stand.wait_idle(60)


def test_killed_while_the_assistant_thinks(stand: Stand) -> None:
    stand.rasa.delay = 1.5
    with worker(stand) as process:
        ready(stand, process)
        stand.say("een")
        stand.say("twee")
        wait_for(stand.rasa.texts)
    assert stand.texts() == []
    stand.rasa.delay = 0
    until_answered(stand, lambda: len(stand.texts()) >= 2)
    assert stand.texts() == ["U zei: een", "U zei: twee"]


def test_killed_while_the_assistant_is_away(stand: Stand) -> None:
    stand.rasa.stop()
    with worker(stand) as process:
        ready(stand, process)
        stand.say("een")
        stand.say("twee")
        stand.wait_texts(1)
        wait_for(lambda: not stand.store.outgoing.waiting_chats())
    stand.rasa.start()
    until_answered(stand, lambda: len(stand.texts()) >= 3)
    assert stand.texts() == [said("delayed"), "U zei: een", "U zei: twee"]
    assert stand.rasa.texts() == ["een", "twee"]


def test_killed_halfway_an_answer_sends_only_the_rest(stand: Stand) -> None:
    stand.rasa.script = lambda *_: [{"text": str(number)} for number in range(1, 6)]
    with worker(stand) as process:
        ready(stand, process)
        stand.fake.fail("sendMessage", "hang", after=2, retry_after=5)
        stand.say("tel")
        stand.wait_texts(2)
        wait_for(lambda: all(fault.times == 0 for fault in stand.fake.world.faults))
    until_answered(stand, lambda: len(stand.texts()) >= 5)
    assert stand.texts() == ["1", "2", "3", "4", "5"]
    assert stand.rasa.texts() == ["tel"]


def test_killed_between_a_tap_and_its_answer(stand: Stand) -> None:
    buttons = [{"title": "Ja", "payload": "/affirm"}]
    stand.rasa.script = lambda _, text: [{"text": "Klopt dit?", "buttons": buttons} if text == "hm" else {"text": text}]
    with worker(stand) as process:
        ready(stand, process)
        stand.say("hm")
        stand.wait_texts(1)
        stand.wait_idle()
        stand.fake.fail("answerCallbackQuery", "hang", retry_after=5)
        stand.fake.tap(PERSON, "Ja")
        wait_for(lambda: all(fault.times == 0 for fault in stand.fake.world.faults))
    until_answered(stand, lambda: len(stand.texts()) >= 2)
    assert stand.texts() == ["Klopt dit?\n\n" + said("chosen", choice="Ja"), "/affirm"]
    assert stand.rasa.texts() == ["hm", "/affirm"]


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments(stand: Stand, seed: int) -> None:
    """Only what was under way at a kill may be shown twice: Telegram took it, and the tick was not yet written."""
    moments = random.Random(seed)
    kills = 4
    texts = [f"bericht {number}" for number in range(30)]
    waiting = iter(texts)
    stand.rasa.delay = 0.02
    for _ in range(kills):
        with worker(stand) as process:
            ready(stand, process)
            for text in itertools.islice(waiting, 7):
                stand.say(text)
            time.sleep(moments.uniform(0.02, 0.8))
    for text in waiting:
        stand.say(text)
    expected = [f"U zei: {text}" for text in texts]
    until_answered(stand, lambda: expected[-1] in stand.texts())
    shown = [text for text in stand.texts() if text != said("delayed")]
    assert [text for text, _ in itertools.groupby(shown)] == expected
    assert len(shown) <= len(expected) + kills


def test_a_polite_stop_ends_the_worker_soon(stand: Stand) -> None:
    with worker(stand) as process:
        ready(stand, process)
        stand.say("een")
        stand.wait_texts(1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
