"""The outbox on both databases: each message to one worker at a time, lost ones come back, delivered ones never."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.store import Database, open_engine
from bot.store import outbox as outgoing
from bot.store.outbox import LEASE, Outbox
from tests.desk.examples import NOW, StoppedClock


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def outbox(database: Database, clock: StoppedClock) -> Outbox:
    return Outbox(database, clock)


def put(database: Database, *keys: str, not_before: datetime | None = None) -> None:
    with database.write() as session:
        for key in keys:
            outgoing.add(session, "letter", key, {"key": key}, not_before, now=NOW)


def test_the_same_key_twice_is_one_message(database: Database, outbox: Outbox) -> None:
    with database.write() as session:
        assert outgoing.add(session, "letter", "one", {"first": True}, now=NOW)
        assert not outgoing.add(session, "letter", "one", {"first": False}, now=NOW)
    (row,) = outbox.due()
    assert row.payload == {"first": True}


def test_a_message_goes_with_the_change_it_tells_of(database: Database, outbox: Outbox) -> None:
    with pytest.raises(RuntimeError), database.write() as session:
        outgoing.add(session, "letter", "one", {}, now=NOW)
        raise RuntimeError
    assert outbox.waiting() == 0


def test_a_claimed_message_is_not_handed_out_again(database: Database, outbox: Outbox) -> None:
    put(database, "one", "two")
    assert {row.key for row in outbox.due()} == {"one", "two"}
    assert outbox.due() == []


def test_a_worker_that_vanished_loses_its_claim(database: Database, outbox: Outbox, clock: StoppedClock) -> None:
    put(database, "one")
    (lost,) = outbox.due()
    clock.forward(seconds=LEASE.total_seconds() + 1)
    (again,) = outbox.due()
    assert (lost.attempt, again.attempt) == (1, 2)
    assert not outbox.still_mine(lost)
    assert outbox.still_mine(again)


def test_what_a_slow_worker_delivered_after_all_stays_delivered(
    database: Database, outbox: Outbox, clock: StoppedClock
) -> None:
    put(database, "one")
    (slow,) = outbox.due()
    clock.forward(seconds=LEASE.total_seconds() + 1)
    (second,) = outbox.due()
    outbox.delivered(slow)
    assert not outbox.still_mine(second)
    outbox.postponed(second, clock())
    assert outbox.due() == []


def test_a_message_waits_for_its_time(database: Database, outbox: Outbox, clock: StoppedClock) -> None:
    put(database, "later", not_before=NOW + timedelta(hours=3))
    assert outbox.due() == []
    clock.forward(hours=3)
    assert [row.key for row in outbox.due()] == ["later"]


def test_a_failed_message_comes_back_when_it_was_postponed_to(
    database: Database, outbox: Outbox, clock: StoppedClock
) -> None:
    put(database, "one")
    (row,) = outbox.due()
    outbox.postponed(row, NOW + timedelta(minutes=10), "no connection")
    clock.forward(minutes=9)
    assert outbox.due() == []
    clock.forward(minutes=1)
    assert [row.attempt for row in outbox.due()] == [2]


def test_given_up_messages_wait_until_someone_says_try_again(database: Database, outbox: Outbox) -> None:
    put(database, "given up", "not needed")
    by_key = {row.key: row for row in outbox.due()}
    outbox.given_up(by_key["given up"], "no connection")
    outbox.dropped(by_key["not needed"], "overtaken")
    assert outbox.waiting() == 0
    assert outbox.retry_given_up() == 1
    assert [row.key for row in outbox.due()] == ["given up"]


def test_old_messages_are_deleted_and_waiting_ones_stay(
    database: Database, outbox: Outbox, clock: StoppedClock
) -> None:
    put(database, "sent", "waiting")
    outbox.delivered(next(row for row in outbox.due() if row.key == "sent"))
    clock.forward(days=40)
    assert outbox.purge(clock() - timedelta(days=28)) == 1
    assert outbox.waiting() == 1


def test_several_workers_at_once_share_the_work_without_overlap(database: Database) -> None:
    keys = [f"message {number}" for number in range(120)]
    put(database, *keys)
    url = database.engine.url.render_as_string(hide_password=False)

    def work(_: int) -> list[str]:
        own = Database(open_engine(url))
        mine, outbox = [], Outbox(own, StoppedClock())
        while rows := outbox.due(5):
            for row in rows:
                outbox.delivered(row)
                mine.append(row.key)
        own.engine.dispose()
        return mine

    with ThreadPoolExecutor(4) as pool:
        taken = [key for mine in pool.map(work, range(4)) for key in mine]
    assert sorted(taken) == sorted(keys)
