"""Buttons and dates: offered as keys, answered, used once, and harmless when tapped too late or too often."""

from __future__ import annotations

from typing import Any

import pytest

from tests.channels.telegram.stand import PERSON, Stand, said

LONG = "/inform" + '{"route": "' + "vaststellingsovereenkomst " * 5 + '"}'
CHOICES = [
    {"title": "Mijn werkgever zegt op", "payload": LONG},
    {"title": "Ik weet het niet", "payload": '/inform{"route": "unknown"}'},
]


def routes(_sender: str, text: str) -> list[dict[str, Any]]:
    """Asks a question with buttons at 'vraag'; answers anything else."""
    return [{"text": "Hoe eindigt uw baan?", "buttons": CHOICES}] if text == "vraag" else [{"text": f"U zei: {text}"}]


def asked(stand: Stand, script: Any = routes, text: str = "vraag") -> int:
    """The assistant's question is in the chat; gives the number of its message."""
    stand.rasa.script = script
    stand.start()
    stand.say(text)
    stand.wait_texts(1)
    stand.wait_idle()
    return int(stand.fake.shown(PERSON)[-1]["message_id"])


def answers(stand: Stand) -> list[str]:
    """What appeared over the chat after each tap."""
    return [call.get("text", "") for call in stand.fake.calls("answerCallbackQuery")]


def test_each_button_stands_on_its_own_row(stand: Stand) -> None:
    asked(stand)
    assert stand.keys() == [["Mijn werkgever zegt op"], ["Ik weet het niet"]]


def test_a_tap_sends_its_whole_payload_shows_the_choice_and_takes_the_keyboard_away(stand: Stand) -> None:
    number = asked(stand)
    stand.fake.tap(PERSON, "Mijn werkgever zegt op")
    stand.wait_texts(2)
    stand.wait_idle()
    assert stand.rasa.texts() == ["vraag", LONG]
    question = stand.fake.shown(PERSON)[0]
    assert question["message_id"] == number
    assert question["text"] == "Hoe eindigt uw baan?\n\n" + said("chosen", choice="Mijn werkgever zegt op")
    assert "reply_markup" not in question


def test_a_tap_is_answered_before_anything_else(stand: Stand) -> None:
    asked(stand)
    before = len(stand.fake.world.calls)
    stand.fake.tap(PERSON, "Ik weet het niet")
    stand.wait_texts(2)
    names = [name for name, _ in stand.fake.world.calls[before:] if name != "getUpdates"]
    assert names[0] == "answerCallbackQuery"


def test_a_second_tap_on_an_old_screen_changes_nothing(stand: Stand) -> None:
    number = asked(stand)
    data = stand.fake.shown(PERSON)[0]["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
    stand.fake.tap(PERSON, "Mijn werkgever zegt op")
    stand.fake.tap_data(PERSON, data, number)
    stand.fake.tap_data(PERSON, data, number)
    stand.wait_texts(2)
    stand.wait_idle()
    assert stand.rasa.texts() == ["vraag", LONG]
    assert answers(stand) == ["", said("tap_repeated"), said("tap_repeated")]
    assert stand.texts()[0].endswith("Mijn werkgever zegt op")


def test_a_button_of_an_earlier_question_is_stale(stand: Stand) -> None:
    number = asked(stand)
    stand.say("vraag")
    stand.wait_texts(2)
    stand.wait_idle()
    data = stand.fake.shown(PERSON)[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    stand.fake.tap_data(PERSON, data, number)
    stand.fake.wait(lambda: answers(stand))
    stand.wait_idle()
    assert answers(stand) == [said("tap_stale")]
    assert stand.rasa.texts() == ["vraag", "vraag"]
    assert "reply_markup" not in stand.fake.shown(PERSON)[0]
    assert "reply_markup" in stand.fake.shown(PERSON)[1]


def test_a_question_in_between_leaves_the_buttons_usable(stand: Stand) -> None:
    asked(stand)
    stand.say("wat is dat?")
    stand.wait_texts(2)
    stand.fake.tap(PERSON, "Ik weet het niet")
    stand.wait_texts(3)
    assert stand.rasa.texts()[-1] == '/inform{"route": "unknown"}'


@pytest.mark.parametrize(
    "data", ["b.2.0123456789abcdef", "b.99.0123456789abcdef", "/delete_my_data", "d.2.20261301", ""]
)
def test_a_key_that_was_never_offered_is_answered_kindly(stand: Stand, data: str) -> None:
    number = asked(stand)
    stand.fake.tap_data(PERSON, data, number)
    stand.fake.wait(lambda: answers(stand))
    stand.wait_idle()
    assert answers(stand) == [said("tap_unknown")]
    assert stand.rasa.texts() == ["vraag"]


def test_a_key_of_somebody_else_is_unknown_here(stand: Stand) -> None:
    asked(stand)
    data = stand.fake.shown(PERSON)[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    stand.say("hallo", chat_id=7)
    stand.wait_texts(1, 7)
    stand.fake.tap_data(7, data, 100)
    stand.fake.wait(lambda: answers(stand))
    assert answers(stand) == [said("tap_unknown")]
    assert stand.rasa.texts() == ["vraag", "hallo"]


def test_many_buttons_go_on_under_further_messages(stand: Stand) -> None:
    many = [{"title": f"keuze {n}", "payload": f"/inform{n}"} for n in range(95)]
    stand.rasa.script = lambda _, text: [{"text": "Kies", "buttons": many}] if text == "vraag" else [{"text": text}]
    stand.start()
    stand.say("vraag")
    assert stand.wait_texts(3) == ["Kies", said("more_choices"), said("more_choices")]
    stand.wait_idle()
    stand.fake.tap(PERSON, "keuze 94")
    stand.wait_texts(4)
    assert stand.rasa.texts()[-1] == "/inform94"


def when(first: str | None, last: str | None) -> Any:
    """Asks a date at 'datum'."""

    def script(_sender: str, text: str) -> list[dict[str, Any]]:
        if text != "datum":
            return [{"text": f"U zei: {text}"}]
        return [{"text": "Wanneer kreeg u de brief?"}, {"custom": {"date_input": {"min": first, "max": last}}}]

    return script


def test_a_date_is_asked_with_a_hint_and_a_calendar_of_this_month(stand: Stand) -> None:
    asked(stand, when(None, "2026-11-22"), "datum")
    assert stand.texts()[0] == "Wanneer kreeg u de brief?\n\n" + said("date_hint")
    head, weekdays, *weeks = stand.keys()
    assert head == ["«", "‹", "nov 2026", "·", "·"]
    assert weekdays == ["ma", "di", "wo", "do", "vr", "za", "zo"]
    assert weeks[0] == ["·"] * 6 + ["1"]
    assert weeks[3] == ["16", "17", "18", "19", "20", "21", "22"]
    assert weeks[4] == ["·"] * 7


def test_a_day_in_an_earlier_month_is_found_by_leafing(stand: Stand) -> None:
    asked(stand, when(None, "2026-11-22"), "datum")
    stand.fake.tap(PERSON, "«")
    stand.fake.wait(lambda: stand.keys()[0][2] == "nov 2025")
    stand.fake.tap(PERSON, "‹")
    stand.fake.wait(lambda: stand.keys()[0][2] == "okt 2025")
    stand.fake.tap(PERSON, "31")
    assert stand.wait_texts(2)[1] == "U zei: 31 oktober 2025"
    stand.wait_idle()
    assert stand.texts()[0].endswith(said("chosen", choice="31 oktober 2025"))
    assert stand.rasa.texts() == ["datum", "31 oktober 2025"]


def test_a_day_outside_the_range_is_refused(stand: Stand) -> None:
    number = asked(stand, when("2026-11-22", "2026-12-06"), "datum")
    for day in ("20261121", "20261207", "20270101"):
        stand.fake.tap_data(PERSON, f"d.2.{day}", number)
    stand.fake.wait(lambda: len(answers(stand)) == 3)
    assert answers(stand) == [said("tap_unknown")] * 3
    assert stand.rasa.texts() == ["datum"]


def test_a_date_may_also_be_typed(stand: Stand) -> None:
    asked(stand, when(None, None), "datum")
    stand.say("vorige week maandag")
    assert stand.wait_texts(2)[1] == "U zei: vorige week maandag"


def test_an_empty_key_of_the_calendar_does_nothing(stand: Stand) -> None:
    asked(stand, when(None, None), "datum")
    keys = stand.keys()
    stand.fake.tap(PERSON, "ma")
    stand.fake.wait(lambda: answers(stand))
    stand.wait_idle()
    assert answers(stand) == [""]
    assert stand.keys() == keys


def test_at_the_end_a_judgement_is_asked_and_kept_and_the_open_question_stays_open(stand: Stand) -> None:
    def ends(_sender: str, text: str) -> list[dict[str, Any]]:
        goodbye = [{"text": "Tot ziens.", "custom": {"end": True}}]
        return goodbye if text == "dag" else routes(_sender, text)

    asked(stand, ends)
    stand.say("dag")
    stand.wait_texts(3)
    stand.wait_idle()
    assert stand.texts()[-2:] == ["Tot ziens.", said("rate_ask")]

    stand.fake.tap(PERSON, said("rate_4"))
    stand.wait_idle()
    stand.fake.tap(PERSON, "Ik weet het niet")
    stand.wait_texts(4)
    stand.wait_idle()

    conversation = stand.store.chats.get(stand.conversation())
    assert conversation is not None
    assert conversation.rating == 4
    assert answers(stand)[0] == said("rated")
    assert stand.texts()[2].endswith(said("chosen", choice=said("rate_4")))
    assert stand.rasa.texts()[-1] == '/inform{"route": "unknown"}'
