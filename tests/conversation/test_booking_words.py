"""Words that workers typed while they booked a talk, and what they should lead to."""

from __future__ import annotations

from datetime import date

import pytest

from bot.intake import Slot
from bot.language import read_postcode
from tests.conversation.harness import Conversation
from tests.conversation.test_intake_talk import Town, slots_shown, to_slots, town, wide

__all__ = ["town", "wide"]


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
