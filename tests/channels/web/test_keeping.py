"""What a worker can do with the talk itself: keep it, judge it, carry it on elsewhere, delete it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from bot.store import ChatAddresses, Chats, Database
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.gateway import NOW
from tests.channels.web.talker import Talker


def test_the_transcript_holds_both_sides_in_order_with_dutch_times(talker: Talker) -> None:
    talker.send(text="Ik ben ontslagen")
    talker.read("U zei")
    answer = talker.client.get(talker.path + "/transcript", headers=talker.headers)

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="vroegwijzer-2026-11-22.txt"'
    text = answer.text
    assert text.index("Waar kan ik u mee helpen?") < text.index("[Ik krijg ontslag]") < text.index("Ik ben ontslagen")
    assert "zondag 22 november 2026" in text
    assert "10:0" in text
    assert "/greet" not in text


def test_the_transcript_speaks_the_language_of_the_talk(client: TestClient) -> None:
    talker = Talker(client, language="en")
    talker.read("Waar kan ik")
    text = client.get(talker.path + "/transcript", headers=talker.headers).text

    assert text.startswith("Your conversation with Vroegwijzer")


def test_a_judgement_is_kept_without_personal_data_and_a_later_one_replaces_it(
    serve: Callable[..., TestClient], database: Database
) -> None:
    talker = Talker(serve(redact=lambda text: text.replace("Jansen", "[naam]")))
    first = talker.post("/rating", {"stars": 2, "comment": ""})
    second = talker.post("/rating", {"stars": 5, "comment": " Goed geholpen, groet Jansen "})

    assert (first.status_code, second.status_code) == (204, 204)
    kept = Chats(database).get(talker.begun["id"])
    assert kept is not None
    assert (kept.rating, kept.rating_comment) == (5, "Goed geholpen, groet [naam]")


@pytest.mark.parametrize("stars", [0, 6, "veel"])
def test_a_judgement_outside_one_to_five_is_refused(talker: Talker, stars: object) -> None:
    assert talker.post("/rating", {"stars": stars}).status_code == 422


def test_deleting_removes_every_row_after_the_others_were_told(
    serve: Callable[..., TestClient], database: Database
) -> None:
    told: list[tuple[str, bool]] = []

    async def elsewhere(conversation_id: str) -> None:
        told.append((conversation_id, Chats(database).get(conversation_id) is not None))

    talker = Talker(serve(on_delete=elsewhere))
    talker.read("Waar kan ik")
    first = talker.client.delete(talker.path, headers=talker.headers)
    again = talker.client.delete(talker.path, headers=talker.headers)

    conversation_id = talker.begun["id"]
    assert (first.status_code, again.status_code) == (204, 204)
    assert told[0] == (conversation_id, True)
    assert Chats(database).get(conversation_id) is None
    assert Chats(database).messages(conversation_id) == []


def test_an_answer_under_way_does_not_bring_a_deleted_talk_back(
    talker: Talker, database: Database, rasa: FakeRasa
) -> None:
    rasa.delay = 0.3
    talker.send(text="Hallo")
    talker.client.delete(talker.path, headers=talker.headers)
    other = Talker(talker.client)
    other.read("Waar kan ik")

    assert Chats(database).get(talker.begun["id"]) is None


def test_a_talk_can_be_carried_on_in_telegram_once(serve: Callable[..., TestClient], database: Database) -> None:
    talker = Talker(serve(telegram_bot=lambda: "voorbeeld_bot"))
    link = talker.post("/link", {}).json()["url"]
    start = link.split("?start=")[1]
    code = start.removeprefix("link_")
    addresses = ChatAddresses(Chats(database))

    assert talker.begun["continue_in"] == ["telegram"]
    assert link.startswith("https://t.me/voorbeeld_bot?start=link_")
    assert len(start) <= 64
    assert addresses.follow_link(code, NOW) == talker.begun["id"]
    assert addresses.follow_link(code, NOW) is None


def test_a_link_that_is_too_old_opens_nothing(serve: Callable[..., TestClient], database: Database) -> None:
    talker = Talker(serve(telegram_bot=lambda: "voorbeeld_bot"))
    code = talker.post("/link", {}).json()["url"].split("link_")[1]

    assert ChatAddresses(Chats(database)).follow_link(code, NOW.replace(hour=23)) is None


def test_without_a_telegram_bot_no_link_is_offered(talker: Talker) -> None:
    assert talker.begun["continue_in"] == []
    assert talker.post("/link", {}).status_code == 404
