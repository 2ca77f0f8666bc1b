"""What the worker keeps, on SQLite and on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from bot.settings import ROOT
from bot.store import Database, Outgoing
from bot.store.telegram import Keyboard, Planned, Tap, TelegramChat, TelegramStore
from tests.channels.telegram.stand import wait_for

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOLD = """
import sys
from bot.store import Database, open_engine
from bot.store.telegram_lock import WorkerLock
lock = WorkerLock(Database(open_engine(sys.argv[1])))
print(lock.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(database: Database) -> TelegramStore:
    return TelegramStore(database)


@pytest.fixture
def chat(store: TelegramStore) -> TelegramChat:
    return store.talks.begin(5, "talk", "nl", NOW)


def keep(store: TelegramStore, update_id: int, chat_id: int = 5) -> bool:
    return store.inbox.keep(update_id, chat_id, {"kind": "text", "text": str(update_id)}, NOW)


def plan(*keys: str) -> list[Planned]:
    return [Planned(key, {"kind": "text", "text": key}) for key in keys]


def sent(store: TelegramStore, chat_id: int = 5) -> list[str]:
    """Send all that waits, in order."""
    texts = []
    while waiting := store.outgoing.next(chat_id):
        texts.append(str(waiting.body["text"]))
        store.outgoing.end(waiting.id, "sent", NOW)
    return texts


def test_an_update_is_kept_once_also_after_it_was_handled(store: TelegramStore) -> None:
    assert keep(store, 1)
    assert not keep(store, 1)
    store.inbox.handled(1, NOW)
    assert not keep(store, 1)
    assert store.inbox.next(5) is None


def test_updates_come_out_in_the_order_of_their_numbers_per_chat(store: TelegramStore) -> None:
    for update_id, chat_id in [(3, 5), (1, 6), (2, 5)]:
        keep(store, update_id, chat_id)
    assert store.inbox.waiting_chats() == [6, 5]
    handled = []
    while update := store.inbox.next(5):
        handled.append(update.update_id)
        store.inbox.handled(update.update_id, NOW)
    assert handled == [2, 3]
    assert store.inbox.waiting_chats() == [6]


def test_a_chat_keeps_its_conversation(store: TelegramStore, chat: TelegramChat) -> None:
    assert store.talks.begin(5, "another", "en", NOW) == chat
    assert store.chats.get("another") is None
    assert store.talks.of("talk") == [chat]


def test_messages_are_shown_once_whoever_is_first(store: TelegramStore, chat: TelegramChat) -> None:
    assert store.talks.show(chat, 2, plan("a", "b"), [], NOW)
    assert not store.talks.show(chat, 2, plan("c"), [], NOW)
    store.outgoing.add(5, "talk", plan("a")[0], NOW)
    assert sent(store) == ["a", "b"]


def test_a_chat_is_behind_until_its_messages_wait_to_be_sent(store: TelegramStore, chat: TelegramChat) -> None:
    assert store.talks.behind() == []
    added = store.chats.add("talk", Outgoing("dag"), NOW)
    assert store.talks.behind() == ["talk"]
    store.talks.show(chat, added.seq, plan("dag"), [], NOW)
    assert store.talks.behind() == []


def test_a_keyboard_counts_once_and_only_the_newest_turn_counts(store: TelegramStore, chat: TelegramChat) -> None:
    boards = [Keyboard(2, 1), Keyboard(3, 1), Keyboard(4, None)]
    store.talks.show(chat, 4, [], boards, NOW)
    assert [store.talks.judge(chat, seq, 90) for seq in (2, 3, 4, 5)] == [Tap.COUNTS] * 3 + [Tap.UNKNOWN]
    store.talks.use(chat, 3, 90)
    assert (store.talks.judge(chat, 3, 90), store.talks.judge(chat, 3, 91)) == (Tap.COUNTS, Tap.REPEATED)
    now_at = store.talks.find(5)
    assert now_at is not None
    store.talks.show(now_at, 6, [], [Keyboard(6, 5)], NOW)
    assert [store.talks.judge(chat, seq, 92) for seq in (2, 4, 6)] == [Tap.STALE, Tap.COUNTS, Tap.COUNTS]


def test_a_link_can_be_followed_again_by_the_same_update_only(store: TelegramStore, chat: TelegramChat) -> None:
    store.chats.create("web", "web", NOW)
    store.addresses.add_link("web", "code", NOW + timedelta(minutes=30))
    first = store.talks.follow_link(5, "code", 77, NOW)
    assert first is not None
    assert (first.conversation_id, first.visit) == ("web", 77)
    assert store.talks.follow_link(5, "code", 77, NOW) == first
    assert store.talks.follow_link(6, "code", 78, NOW) is None


def test_a_deleted_conversation_takes_its_chat_along(store: TelegramStore, chat: TelegramChat) -> None:
    store.talks.show(chat, 1, plan("a"), [Keyboard(1, None)], NOW)
    store.chats.delete("talk")
    assert store.talks.find(5) is None
    assert store.outgoing.waiting_chats() == []
    assert not store.talks.show(chat, 2, plan("b"), [], NOW)


def test_what_waits_for_a_chat_that_blocked_the_bot_is_dropped(store: TelegramStore, chat: TelegramChat) -> None:
    store.talks.show(chat, 1, plan("a", "b"), [], NOW)
    store.outgoing.withdraw(5, NOW)
    assert sent(store) == []


def test_a_group_and_a_change_are_noticed_once(store: TelegramStore, chat: TelegramChat) -> None:
    assert [store.talks.first_in_group(-9, NOW) for _ in range(2)] == [True, False]
    assert [store.talks.first_edit(5, NOW) for _ in range(2)] == [True, False]
    assert not store.talks.first_edit(404, NOW)


def test_only_one_worker_runs_and_the_lock_goes_with_its_process(store: TelegramStore, database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        assert not store.lock.take()
        other.kill()
        other.wait()
    assert wait_for(store.lock.take)
    store.lock.release()
