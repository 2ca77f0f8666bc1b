"""The talk over the API: each message stored once, answered once, in order, and read without loss."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

from bot.store import Chats, Database, Outgoing, Role
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.gateway import NOW
from tests.channels.web.talker import Talker


def test_the_assistant_greets_first_in_the_language_and_region_of_the_site(client: TestClient, rasa: FakeRasa) -> None:
    talker = Talker(client, language="en", region="Voorbeeldstad", topic="ww")

    messages = talker.read("Waar kan ik")

    assert [message["role"] for message in messages] == ["assistant"] * 3
    assert rasa.heard[0]["message"] == "/greet"
    told = rasa.heard[0]["metadata"]
    assert (told["channel"], told["language"], told["region"], told["topic"]) == ("web", "en", "Voorbeeldstad", "ww")


def test_typed_text_is_answered_under_rising_numbers(talker: Talker) -> None:
    talker.send(text="Ik ben ontslagen")
    talker.read("U zei: Ik ben ontslagen")

    numbers = [message["seq"] for message in talker.seen]
    assert numbers == sorted(set(numbers))
    assert talker.seen[-2]["role"] == "worker"


def test_a_repeated_message_is_stored_and_answered_once(talker: Talker, rasa: FakeRasa) -> None:
    first = talker.send("once-only-1", text="Hallo")
    second = talker.send("once-only-1", text="Hallo")
    talker.read("U zei: Hallo")
    third = talker.send("once-only-1", text="Hallo")
    talker.send(text="En verder")
    talker.read("U zei: En verder")

    assert first.json() == second.json() == third.json()
    assert rasa.texts().count("Hallo") == 1
    assert talker.said().count("U zei: Hallo") == 1


def test_the_same_message_from_many_connections_at_once_is_answered_once(talker: Talker, rasa: FakeRasa) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: talker.send("many-at-once", text="Hallo").json()["seq"], range(8)))
    talker.read("U zei: Hallo")

    assert len(set(answers)) == 1
    assert rasa.texts().count("Hallo") == 1


def test_one_conversation_is_handled_by_one_at_a_time_and_in_order(talker: Talker, rasa: FakeRasa) -> None:
    rasa.delay = 0.05
    for number in range(6):
        talker.send(text=f"bericht {number}")
    talker.read("U zei: bericht 5")

    assert rasa.overlaps == 0
    assert [text for text in rasa.texts() if text.startswith("bericht")] == [f"bericht {n}" for n in range(6)]


def test_conversations_do_not_wait_for_each_other(client: TestClient, rasa: FakeRasa) -> None:
    talkers = [Talker(client) for _ in range(5)]
    for number, talker in enumerate(talkers):
        talker.send(text=f"van {number}")

    for number, talker in enumerate(talkers):
        talker.read(f"U zei: van {number}")
        assert talker.said()[-1] == f"U zei: van {number}"


def test_a_slash_in_front_is_taken_off_typed_text(talker: Talker, rasa: FakeRasa) -> None:
    talker.send(text=" ／/ /delete_my_data{}")
    talker.read("U zei: delete_my_data")

    assert rasa.texts()[-1] == "delete_my_data{}"


def test_an_offered_button_sends_its_payload_and_shows_its_title(talker: Talker, rasa: FakeRasa) -> None:
    payload = talker.seen[-1]["parts"]["buttons"][0]["payload"]
    talker.send(payload=payload)
    talker.read("Wanneer kreeg u de brief?")

    assert rasa.texts()[-1] == payload
    mine = next(message for message in talker.seen if message["role"] == "worker")
    assert (mine["text"], mine["chosen"]) == ("Ik krijg ontslag", payload)


def test_a_payload_that_was_not_offered_here_is_refused(client: TestClient, talker: Talker, rasa: FakeRasa) -> None:
    other = Talker(client)
    answer = other.send(payload="/delete_my_data")

    assert answer.status_code == 422
    assert "/delete_my_data" not in rasa.texts()


def test_a_payload_offered_to_someone_else_is_refused(serve: Callable[..., TestClient], rasa: FakeRasa) -> None:
    rasa.script = lambda sender, text: [{"text": "Kies", "buttons": [{"title": "Mijn", "payload": f"/mine_{sender}"}]}]
    client = serve()
    one, other = Talker(client), Talker(client)
    payload = one.read("Kies")[-1]["parts"]["buttons"][0]["payload"]
    other.read("Kies")

    assert other.send(payload=payload).status_code == 422
    assert one.send(payload=payload).status_code == 202


def test_what_has_no_text_of_its_own_joins_the_message_before_it(talker: Talker) -> None:
    talker.send(payload=talker.seen[-1]["parts"]["buttons"][0]["payload"])
    asked = talker.read("Wanneer")[-1]
    talker.send(text="16 november 2026")
    booked, pictured = talker.read("tijdlijn")[-2:]

    assert asked["parts"]["date_input"] == {"min": "2026-01-01", "max": "2026-11-22"}
    assert asked["parts"]["progress"] == {"done": 1, "total": 4}
    assert booked["parts"]["file"]["name"] == "afspraak.ics"
    assert pictured["parts"]["image"] == {
        "url": "/demo/horizon.svg",
        "alt": "Tijdlijn van 22 november tot 1 maart",
    }
    assert pictured["parts"]["end"] is True


def test_a_waiting_request_is_let_go_when_a_person_writes_from_another_process(
    talker: Talker, database: Database
) -> None:
    chats = Chats(database)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(talker.look, None, 20)
        chats.add(talker.begun["id"], Outgoing("Ik kijk met u mee.", role=Role.PERSON), NOW)
        news = waiting.result(timeout=15)

    assert [(message["role"], message["text"]) for message in news["messages"]] == [("person", "Ik kijk met u mee.")]


def test_while_a_person_answers_the_assistant_is_not_asked(talker: Talker, database: Database, rasa: FakeRasa) -> None:
    chats = Chats(database)
    chats.take_over(talker.begun["id"], "Noor van Werkcentrum", NOW)
    talker.send(text="Bent u een mens?")
    news = talker.look()

    assert news["person"] == "Noor van Werkcentrum"
    assert [message["role"] for message in news["messages"]] == ["event", "worker"]
    assert not news["waiting"]
    chats.hand_back(talker.begun["id"], NOW)
    talker.send(text="Daar ben ik weer")
    talker.read("U zei: Daar ben ik weer")
    assert "Bent u een mens?" not in rasa.texts()


def test_beginning_again_hides_what_was_said_and_withdraws_offers(talker: Talker, rasa: FakeRasa) -> None:
    payload = talker.seen[-1]["parts"]["buttons"][0]["payload"]
    talker.send(text="Iets van vroeger")
    talker.read("U zei: Iets van vroeger")
    rasa.script = lambda _sender, text: [] if text == "/restart" else [{"text": "Goedemorgen, opnieuw."}]

    once = talker.post("/restart", {"client_id": "restart-one"})
    talker.read("opnieuw")
    again = talker.post("/restart", {"client_id": "restart-one"})

    assert once.json() == again.json()
    assert rasa.texts()[-2:] == ["/restart", "/greet"]
    assert [message["role"] for message in talker.look(after=0)["messages"]] == ["restart", "assistant"]
    assert talker.send(payload=payload).status_code == 422


def test_the_language_goes_along_with_every_message(talker: Talker, rasa: FakeRasa) -> None:
    talker.client.put(talker.path + "/language", json={"language": "en"}, headers=talker.headers)
    talker.send(text="Hello")
    talker.read("U zei: Hello")

    assert rasa.heard[-1]["metadata"]["language"] == "en"


def test_an_answer_without_words_is_said_to_be_one(talker: Talker, rasa: FakeRasa) -> None:
    rasa.script = lambda _sender, _text: []
    talker.send(text="Hmm")
    news = talker.read("silent")

    assert news[-1]["role"] == "event"
