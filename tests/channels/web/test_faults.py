"""When a part is away: nothing is lost, nothing is said twice, and the worker hears it plainly."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from bot.channels.turns import MOST_FAILURES
from bot.clock import shifted_clock
from bot.store import ChatHolds, Chats, ChatsUnavailable, Database
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.gateway import NOW
from tests.channels.web.talker import Talker


def test_a_message_is_answered_once_when_rasa_comes_back(talker: Talker, rasa: FakeRasa) -> None:
    rasa.stop()
    sent = talker.send(text="Bent u er nog?")
    told = talker.read("delayed")

    assert sent.status_code == 202
    assert talker.look()["waiting"]
    rasa.start()
    talker.read("U zei: Bent u er nog?")
    assert rasa.texts().count("Bent u er nog?") == 1
    assert [message["text"] for message in told if message["role"] == "event"] == ["delayed"]


def test_the_delay_is_told_once_however_long_it_lasts(talker: Talker, rasa: FakeRasa) -> None:
    rasa.failing = 4
    talker.send(text="Hallo")
    talker.read("U zei: Hallo")

    assert [message["text"] for message in talker.seen if message["role"] == "event"] == ["delayed"]


def test_what_came_in_while_rasa_was_away_is_answered_in_order(talker: Talker, rasa: FakeRasa) -> None:
    rasa.stop()
    for word in ("een", "twee", "drie"):
        talker.send(text=word)
    rasa.start()
    talker.read("U zei: drie")

    assert talker.said()[-3:] == ["U zei: een", "U zei: twee", "U zei: drie"]


def test_a_message_left_by_a_process_that_died_is_answered_at_the_next_start(
    serve: Callable[..., TestClient], database: Database, rasa: FakeRasa
) -> None:
    chats = Chats(database)
    talker = Talker(serve())
    talker.read("Waar kan ik")
    # A process that died: its hold is still on the conversation and its message unanswered.
    ChatHolds(chats).hold(talker.begun["id"], "web@elsewhere:999999", NOW.replace(year=2025), 60)
    chats.receive(talker.begun["id"], "left-behind", "Nog onbeantwoord", NOW)

    talker.client = serve()
    talker.read("U zei: Nog onbeantwoord")
    assert rasa.texts().count("Nog onbeantwoord") == 1


def test_what_a_dead_process_of_this_machine_held_is_free_at_once(
    serve: Callable[..., TestClient], database: Database, rasa: FakeRasa
) -> None:
    chats = Chats(database)
    talker = Talker(serve())
    talker.read("Waar kan ik")
    dead = subprocess.Popen(["true"])
    dead.wait()
    ChatHolds(chats).hold(talker.begun["id"], f"web@{socket.gethostname()}:{dead.pid}", shifted_clock(NOW)(), 3600)
    chats.receive(talker.begun["id"], "left-behind", "Nog onbeantwoord", NOW)

    talker.client = serve()
    talker.read("U zei: Nog onbeantwoord")
    assert rasa.texts().count("Nog onbeantwoord") == 1


def test_what_another_process_has_in_hand_is_left_to_it(database: Database) -> None:
    chats = Chats(database)
    chats.create("one", "web", NOW)
    holds = ChatHolds(chats)

    assert holds.hold("one", "first", NOW, 60)
    assert not holds.hold("one", "second", NOW, 60)
    assert holds.hold("one", "first", NOW, 60)
    assert holds.hold("one", "second", NOW + timedelta(seconds=61), 60)
    holds.release("one", "second")
    assert holds.holders() == []


def test_words_with_personal_data_reach_rasa_but_not_the_database(
    serve: Callable[..., TestClient], database: Database, rasa: FakeRasa
) -> None:
    talker = Talker(serve(redact=lambda text: text.replace("0612345678", "[telefoon]")))
    talker.read("Waar kan ik")
    talker.send(text="Bel 0612345678")
    talker.read("U zei: Bel")

    assert rasa.texts()[-1] == "Bel 0612345678"
    kept = [message.text for message in Chats(database).messages(talker.begun["id"]) if message.role == "worker"]
    assert kept == ["Bel [telefoon]"]


class _Away(Chats):
    """A chat store whose database can be taken away."""

    away = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        if self.away:
            raise ChatsUnavailable("away")
        with super().reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if self.away:
            raise ChatsUnavailable("away")
        with super().writing() as session:
            yield session


def test_without_the_database_a_message_is_refused_plainly_and_can_be_sent_again(
    serve: Callable[..., TestClient], database: Database, rasa: FakeRasa
) -> None:
    chats = _Away(database)
    talker = Talker(serve(chats=chats))
    talker.read("Waar kan ik")

    chats.away = True
    refused = talker.send("database-gone", text="Hallo")
    health = talker.client.get("/health")
    chats.away = False
    accepted = talker.send("database-gone", text="Hallo")
    talker.read("U zei: Hallo")

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "3")
    assert "nog niet verstuurd" in refused.json()["detail"]
    assert (health.status_code, health.json()["status"]) == (503, "down")
    assert accepted.status_code == 202
    assert rasa.texts().count("Hallo") == 1


def test_an_answer_in_hand_when_the_database_goes_is_kept_until_it_is_back(
    serve: Callable[..., TestClient], database: Database, rasa: FakeRasa
) -> None:
    chats = _Away(database)
    talker = Talker(serve(chats=chats))
    talker.read("Waar kan ik")

    def go_away(_sender: str, text: str) -> list[dict[str, str]]:
        chats.away = True
        return [{"text": f"U zei: {text}"}]

    rasa.script = go_away
    talker.send(text="Hallo")
    while not chats.away:
        pass
    with pytest.raises(AssertionError):
        talker.look()
    chats.away = False
    talker.read("U zei: Hallo")

    assert rasa.texts().count("Hallo") == 1


def test_without_rasa_the_gateway_is_degraded_but_up(client: TestClient, rasa: FakeRasa) -> None:
    before = client.get("/health").json()
    rasa.stop()
    after = client.get("/health")

    assert before == {"status": "ok", "database": True, "rasa": True}
    assert (after.status_code, after.json()["status"]) == (200, "degraded")
    rasa.start()


def test_an_answer_lost_on_its_way_is_recalled_and_the_turn_not_done_twice(talker: Talker, rasa: FakeRasa) -> None:
    rasa.losing = 1
    talker.send(payload=talker.seen[-1]["parts"]["buttons"][0]["payload"])
    asked = talker.read("Wanneer")[-1]

    assert [text for text in rasa.texts() if text.startswith("/tell_dismissal")] == [
        '/tell_dismissal{"route":"notice"}'
    ]
    assert asked["parts"]["progress"] == {"done": 1, "total": 4}


def test_a_turn_done_by_a_process_that_died_is_recalled_at_the_next_start(
    serve: Callable[..., TestClient], database: Database, rasa: FakeRasa
) -> None:
    chats = Chats(database)
    talker = Talker(serve())
    talker.read("Waar kan ik")
    conversation_id, seq = talker.begun["id"], talker.look(after=0)["last"] + 1
    said = {"event": "bot", "text": "Geboekt.\n\nTot dan.", "data": {"buttons": None, "custom": None}}
    heard = {"event": "user", "text": "Boek maar", "metadata": {"message_seq": seq}}
    rasa.trackers[conversation_id] = [heard, {"event": "action", "name": "action_book"}, said]
    chats.receive(conversation_id, "left-behind", "Boek maar", NOW)

    talker.client = serve()
    talker.read("Tot dan.")
    assert talker.said()[-2:] == ["Geboekt.", "Tot dan."]
    assert "Boek maar" not in rasa.texts()


def test_a_message_that_another_process_relayed_is_recalled_also_in_the_midst_of_a_talk(
    talker: Talker, database: Database, rasa: FakeRasa
) -> None:
    chats, conversation_id = Chats(database), talker.begun["id"]

    def meanwhile(_sender: str, text: str) -> list[dict[str, str]]:
        # Another gateway takes in a message, relays it, and dies before it stored the answer.
        left, _ = chats.receive(conversation_id, "left-behind", "Boek maar", NOW)
        heard = {"event": "user", "text": "Boek maar", "metadata": {"message_seq": left.seq}}
        rasa.trackers[conversation_id] = [heard, {"event": "bot", "text": "Geboekt.", "data": {}}]
        return [{"text": f"U zei: {text}"}]

    rasa.script = meanwhile
    talker.send(text="Hallo")
    talker.read("Geboekt.")

    assert talker.said()[-2:] == ["U zei: Hallo", "Geboekt."]
    assert "Boek maar" not in rasa.texts()


def test_where_rasa_cannot_tell_the_message_is_sent_again(talker: Talker, rasa: FakeRasa) -> None:
    rasa.api = False
    rasa.losing = 1
    talker.send(text="Hallo")
    talker.read("U zei: Hallo")

    assert rasa.texts().count("Hallo") == 2
    assert talker.said().count("U zei: Hallo") == 1


def test_a_part_that_cannot_be_read_does_not_cost_the_words(talker: Talker, rasa: FakeRasa) -> None:
    rasa.script = lambda _sender, text: [{"text": f"U zei: {text}"}, {"custom": 5}, {"custom": {"file": "geen"}}]
    talker.send(text="Hallo")
    talker.read("U zei: Hallo")

    assert talker.seen[-1]["parts"] == {}


def test_a_message_on_which_rasa_always_fails_does_not_block_the_next(talker: Talker, rasa: FakeRasa) -> None:
    rasa.failing = MOST_FAILURES
    talker.send(text="Kapot")
    talker.send(text="Heel")
    talker.read("U zei: Heel")

    assert [message["text"] for message in talker.seen if message["role"] == "event"] == ["delayed", "silent"]
    assert "U zei: Kapot" not in talker.said()
