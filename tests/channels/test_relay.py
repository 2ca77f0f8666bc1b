"""The relay to Rasa: what typed text may hold, how replies are read, when a message is sent again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Button, Relay, RelayError, Reply, TextTooLong, strip_command
from bot.channels.reply import replies_from_rasa
from tests.channels.fake_rasa import FakeRasa


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/restart", "restart"),
        ("  //// restart", "restart"),
        ("／greet", "greet"),
        ("/ ／ /\u200b/greet", "greet"),
        ("\ufeff/greet", "greet"),
        ("en/of", "en/of"),
        ("1/12/2026", "1/12/2026"),
        ("regel een\nregel twee", "regel een\nregel twee"),
        ("\x00/a", "a"),
        ("///", ""),
    ],
)
def test_typed_text_cannot_be_a_command(typed: str, heard: str) -> None:
    assert strip_command(typed) == heard


@given(st.text(max_size=2000))
def test_no_text_at_all_reaches_rasa_as_a_command(typed: str) -> None:
    assert not strip_command(typed).strip().startswith("/")


def test_text_over_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(TextTooLong) as refused:
        strip_command("a" * 2001)

    assert refused.value.length == 2001


def test_custom_parts_and_pictures_join_the_text_before_them() -> None:
    replies = replies_from_rasa(
        [
            {"text": "Kies een dag.", "buttons": [{"title": "Ja", "payload": "/affirm"}]},
            {"custom": {"date_input": {"min": "2026-11-22", "max": None}, "progress": {"done": 2, "total": 9}}},
            {"text": "Uw tijdlijn"},
            {"image": "/t.svg"},
            {"custom": {"end": True, "file": {"url": "/a.ics", "name": "a.ics", "media_type": "text/calendar"}}},
        ]
    )

    assert replies[0].buttons == [Button("Ja", "/affirm")]
    assert replies[0].date_input == {"min": "2026-11-22", "max": None}
    assert replies[0].progress == {"done": 2, "total": 9}
    assert replies[1].image == {"alt": "", "url": "/t.svg"}
    assert replies[1].file is not None
    assert replies[1].end
    assert len(replies) == 2


def test_a_second_file_gets_a_message_of_its_own() -> None:
    file = {"url": "/a.ics", "name": "a.ics", "media_type": "text/calendar"}
    replies = replies_from_rasa([{"text": "Twee bestanden"}, {"custom": {"file": file}}, {"custom": {"file": file}}])

    assert [(reply.text, reply.file is not None) for reply in replies] == [("Twee bestanden", True), ("", True)]


def test_a_reply_survives_being_kept_as_parts() -> None:
    reply = Reply("Tot ziens", [Button("Dag", "/bye")], progress={"done": 1, "total": 2}, handover={}, end=True)

    assert Reply.from_parts(reply.text, reply.parts()) == reply


@pytest.mark.parametrize("answer", [{}, "text", [5], None])
def test_an_answer_in_another_shape_is_an_error(answer: Any) -> None:
    with pytest.raises(ValueError, match="list of messages"):
        replies_from_rasa(answer)


def send(url: str, text: str = "Hallo") -> list[Reply]:
    async def once() -> list[Reply]:
        async with Relay(url, patience=2, pauses=(0.01, 0.01)) as relay:
            return await relay.send("c1", text, "web", {"language": "nl"})

    return asyncio.run(once())


def test_the_message_reaches_rasa_with_sender_channel_and_metadata() -> None:
    with FakeRasa().running() as rasa:
        replies = send(rasa.url)

    assert replies == [Reply("U zei: Hallo")]
    assert rasa.heard == [{"sender": "c1", "message": "Hallo", "metadata": {"channel": "web", "language": "nl"}}]


def test_an_error_of_rasa_is_reported_and_not_repeated() -> None:
    with FakeRasa().running() as rasa:
        rasa.failing = 1
        with pytest.raises(RelayError) as error:
            send(rasa.url)

    assert error.value.delivered
    assert len(rasa.heard) == 1


def test_a_refused_connection_is_tried_again_and_then_reported() -> None:
    with FakeRasa().running() as rasa:
        url = rasa.url
    with pytest.raises(RelayError) as error:
        send(url)

    assert not error.value.delivered
