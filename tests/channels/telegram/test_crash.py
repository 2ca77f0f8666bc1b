"""The worker is killed (SIGKILL, a real process) at every awkward moment, and started again."""

from __future__ import annotations

import itertools
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

from tests.channels.telegram.process import run
from tests.channels.telegram.stand import PERSON, Stand, said, wait_for

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.channels.telegram.process"])  # the imports are done once, not per worker


@contextmanager
def worker(stand: Stand) -> Iterator[BaseProcess]:
    """A worker process; killed without warning at the end of the block, if it still lives."""
    where = (stand.database_url, stand.rasa.url, stand.fake.url, str(stand.folder / "worker.log"))
    process = _FORKS.Process(target=run, args=where)
    process.start()
    try:
        yield process
    finally:
        kill(process)


def kill(process: BaseProcess) -> None:
    process.kill()  # SIGKILL: it gets no chance to finish anything
    process.join()


def ready(stand: Stand, process: BaseProcess) -> None:
    """The worker polls."""
    polls = stand.fake.world.polls

    def polling() -> bool:
        assert process.is_alive(), (stand.folder / "worker.log").read_text()
        return stand.fake.world.polls > polls

    wait_for(polling, 60)


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


def test_killed_at_random_moments(stand: Stand) -> None:
    """Only what was under way at a kill may be shown twice: Telegram took it, and the tick was not yet written."""
    moments = random.Random(20261122)
    kills = 3
    texts = [f"bericht {number}" for number in range(24)]
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


def test_a_second_worker_waits_until_the_first_is_gone(stand: Stand) -> None:
    with worker(stand) as first:
        ready(stand, first)
        with worker(stand) as second:
            wait_for(lambda: "waiting until another" in (stand.folder / "worker.log").read_text(), 60)
            stand.say("een")
            stand.wait_texts(1)
            stand.wait_idle()
            kill(first)
            stand.say("twee")
            stand.wait_texts(2, seconds=40)
            assert second.is_alive()
    assert stand.texts() == ["U zei: een", "U zei: twee"]


def test_a_polite_stop_ends_the_worker_soon(stand: Stand) -> None:
    with worker(stand) as process:
        ready(stand, process)
        stand.say("een")
        stand.wait_texts(1)
        process.terminate()
        process.join(20)
        assert process.exitcode == 0
