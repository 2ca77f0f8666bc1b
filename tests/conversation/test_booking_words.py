"""Words that workers typed while they booked a talk, and what they should lead to."""

from __future__ import annotations

from datetime import date

import pytest

from bot.intake import Slot
from bot.language import read_postcode
from tests.conversation.harness import Conversation, Understand
from tests.conversation.town import Town, slots_shown, to_slots


def shown(talk: Conversation) -> list[str]:
    return [payload.split('"answer":"')[1].split('"')[0] for payload in slots_shown(talk).values()]


def held(talk: Conversation) -> Slot:
    return Slot.from_id(talk.facts["slot"])


# A day and an hour.


@pytest.mark.parametrize("words", ["ma 23 nov, 11:00", "maandag 11 uur graag", "morgen om 11 uur", "morgen 11.00 uur"])
def test_a_typed_start_that_is_free_is_held(wide: Town, words: str) -> None:
    talk = wide.talk()
    to_slots(talk)
    told = talk.say(words)
    assert "niet vrij" not in told
    assert f"{held(talk).local_start:%d-%m %H:%M}" == "23-11 11:00"
    assert talk.slots["talk"]["question"] == "name"


def test_an_hour_alone_chooses_the_slot_that_is_shown_at_that_hour(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    second = Slot.from_id(shown(talk)[1])
    talk.say(f"{second.local_start:%H:%M}")
    assert held(talk) == second


def test_a_typed_start_that_is_not_free_shows_the_nearest(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    told = talk.say("woensdag 25 november om 7 uur 's ochtends")
    assert "niet vrij" in told
    assert "slot" not in talk.facts
    assert all(Slot.from_id(one).local_start.date() == date(2026, 11, 25) for one in shown(talk))


# The place in the list.


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("1", 0),
        ("2", 1),
        ("3", 2),
        ("de eerste", 0),
        ("eerste de beste", 0),
        ("the first one", 0),
        ("doe de tweede maar", 1),
    ],
)
def test_a_place_in_the_list_chooses_that_slot(wide: Town, words: str, place: int) -> None:
    talk = wide.talk()
    to_slots(talk)
    wanted = shown(talk)[place]
    talk.say(words)
    assert talk.facts["slot"] == wanted


def test_a_date_is_not_a_place_in_the_list(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("1 december")
    assert "slot" not in talk.facts
    assert all(Slot.from_id(one).local_start.date() == date(2026, 12, 1) for one in shown(talk))


# Holidays, and postcodes.


def test_a_holiday_has_its_dutch_name_in_a_dutch_talk(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("english please")
    told = talk.say("vrijdag 25 december")
    assert "Eerste kerstdag" in told
    assert "Christmas" not in told


def test_words_after_a_year_are_no_postcode() -> None:
    assert read_postcode("IK WERK SINDS 12 MEI 2016 EN OP 3512 AB") == "3512 AB"
    assert read_postcode("3512 AB, SINDS 2016 EN") == "3512 AB"
    assert read_postcode("2016 HA") == "2016 HA"


# How to talk.


def certain(intent: str) -> Understand:
    return lambda text: {"intent": {"name": intent, "confidence": 0.99}, "understanding": {"decision": "act"}}


@pytest.mark.parametrize(
    ("words", "letter"),
    [("telefoon", "t"), ("bellen", "t"), ("telefonisch graag", "t"), ("bel mij maar op", "t"), ("phone", "t"),
     ("video", "v"), ("beeldbellen", "v")],
)  # fmt: skip
def test_a_kind_in_a_word_chooses_it_even_when_it_sounds_like_asking_for_a_person(
    wide: Town, words: str, letter: str
) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.understand = certain("talk_to_human")
    talk.say(words)
    assert {one.split(".")[2][0] for one in shown(talk)} == {letter}


def test_asking_for_a_person_at_the_slots_stays_that(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.understand = certain("talk_to_human")
    talk.say("ik wil met een mens bellen")
    assert not talk.slots["talk"]["notes"].get("kind")


def test_a_kind_named_with_the_postcode_is_kept(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk, "3512 ab, telefonisch")
    assert {one.split(".")[2][0] for one in shown(talk)} == {"t"}


# How to reach the worker.


def to_contact(talk: Conversation, kind: str) -> str:
    to_slots(talk)
    talk.say(kind)
    talk.say("1")
    return talk.say("Amina")


def test_a_telephone_talk_is_not_booked_without_a_number(wide: Town) -> None:
    talk = wide.talk()
    assert "Op welk telefoonnummer?" in to_contact(talk, "telefonisch")
    for words in ("amina@example.org", "liever niet"):
        assert "Zonder telefoonnummer" in talk.say(words)
        assert talk.slots["talk"]["question"] == "contact"
    asked = talk.say("06 12 34 56 78")
    assert talk.slots["talk"]["question"] == "approve"
    assert "amina@example.org, 06 12 34 56 78" in asked


@pytest.mark.parametrize("tapped", [True, False])
def test_instead_of_a_number_another_kind_may_be_chosen(wide: Town, *, tapped: bool) -> None:
    talk = wide.talk()
    to_contact(talk, "telefonisch")
    if tapped:
        talk.tap("Liever op een andere manier")
        talk.tap("Op kantoor")
    else:
        talk.say("dan liever op kantoor")
    assert {one.split(".")[2][0] for one in shown(talk)} == {"o"}
    talk.say("de eerste")
    talk.say("liever niet")
    assert talk.slots["talk"]["question"] == "approve"


def test_a_video_talk_needs_somewhere_to_send_the_link(wide: Town) -> None:
    talk = wide.talk()
    assert "link" in to_contact(talk, "beeldbellen")
    assert "de link niet sturen" in talk.say("geen")
    talk.say("amina@example.org")
    assert talk.slots["talk"]["question"] == "approve"


def test_a_number_typed_at_the_summary_is_added(wide: Town) -> None:
    talk = wide.talk()
    to_contact(talk, "op kantoor")
    talk.say("amina@example.org")
    told = talk.say("mijn nummer is 06-12345678")
    assert "amina@example.org, 06-12345678" in told
    assert talk.slots["talk"]["question"] == "approve"
    talk.tap("Ja, boek")
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    assert (booked.contact.email, booked.contact.phone) == ("amina@example.org", "06-12345678")


# The name.


@pytest.mark.parametrize(
    "words", ["sorry. rotdag. ga maar door", "klopt", "ja", "ik weet het niet", "liever niet", "?!"]
)
def test_what_is_no_name_gets_a_kind_question_for_it(wide: Town, words: str) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("1")
    assert "alleen uw naam" in talk.say(words)
    assert talk.slots["talk"]["question"] == "name"


@pytest.mark.parametrize(
    ("words", "name"),
    [("Ik ben Amina", "Amina"), ("mijn naam is Jan de Vries.", "Jan de Vries"), ("noem mij maar Piet", "Piet"),
     ("My name is Anne-Marie O'Neill", "Anne-Marie O'Neill"), ("J. van der Berg", "J. van der Berg"),
     ("Олена", "Олена")],
)  # fmt: skip
def test_a_name_is_kept_without_what_introduces_it(wide: Town, words: str, name: str) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("1")
    talk.say(words)
    worker = wide.app.workers.find("worker-1")
    assert worker is not None
    assert worker.name == name


# The summary.


def test_the_summary_shows_who_how_and_where(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("de eerste")
    talk.say("Amina")
    told = talk.say("amina@example.org")
    assert "Naam: Amina." in told
    assert "Te bereiken via: amina@example.org." in told
    assert "Waar: Werkplein Utrecht, " in told
    assert "Taal van het gesprek" not in told
    done = talk.tap("Ja, boek")
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    assert f"Uw afspraakcode: {booked.reference}" in done
    assert "Amina" not in str(booked.summary.sections)


def test_the_summary_says_that_the_coach_calls_and_in_which_language(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("telefonisch, in het turks")
    talk.say("de eerste")
    talk.say("Amina")
    told = talk.say("0612345678")
    assert "De coach belt u." in told
    assert "Taal van het gesprek: Turks." in told
