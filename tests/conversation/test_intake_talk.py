"""The intake in words: wishes, ways to talk and languages."""

from __future__ import annotations

import pytest

from bot.intake import Kind
from tests.conversation.town import Town, book, buttons, slots_shown, to_slots

# Wishes.


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("gisteren", "21 november 2026 is al geweest"),
        ("1 november", "tot en met 21 januari 2027"),
        ("31 februari", "Die dag of tijd bestaat niet"),
        ("na 17 uur en voor 9 uur", "Na 17:00 uur en voor 09:00 uur kan niet samen"),
        ("woensdag maar niet op woensdag", "U noemt dezelfde dag als goed en als niet goed"),
    ],
)
def test_a_wish_that_cannot_be_gets_a_clear_sentence_and_the_times_stay(wide: Town, wish: str, answer: str) -> None:
    talk = wide.talk()
    to_slots(talk)
    told = talk.say(wish)
    assert answer in told
    assert "Deze tijden zijn vrij" in told


def test_wishes_for_day_and_hour_add_up(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("liever op dinsdag of donderdag")
    told = talk.say("na 15:00")
    assert "Deze tijden zijn vrij" in told
    shown = [title for title in buttons(talk) if "op kantoor" in title]
    assert len(shown) == 3
    assert all(title.startswith(("di", "do")) and int(title.split(", ")[1][:2]) >= 15 for title in shown)


def test_next_week_is_a_wish_not_more_of_the_same(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("volgende week donderdag")
    assert all(title.startswith("do 26 nov") for title in buttons(talk) if "op kantoor" in title)


def test_a_wish_beyond_the_norm_is_not_called_full(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    told = talk.say("in januari")
    assert "later dan twee weken" in told
    assert "alles vol" not in told
    assert "Zet mij op de wachtlijst" not in buttons(talk)


# How, and in which language.


def test_the_worker_chooses_the_telephone_and_books_it(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.tap("Bellen, online")
    talk.tap("Telefonisch")
    assert all("telefonisch" in title for title in buttons(talk) if title[:3] in {"ma ", "di ", "wo "})
    told = book(talk, "06 12 34 56 78")
    assert "telefonisch" in told
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    assert booked.kind is Kind.TELEPHONE


def test_typing_how_and_when_at_once(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("liever beeldbellen op woensdag")
    shown = [title for title in buttons(talk) if title.startswith("wo ")]
    assert len(shown) == 3
    assert all("met beeldbellen" in title for title in shown)


def test_a_coach_who_speaks_turkish(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.tap("Bellen, online")
    talk.tap("Een andere taal")
    assert "Turks" in buttons(talk)
    talk.tap("Turks")
    slots = list(slots_shown(talk).values())
    assert slots
    assert all(".ayse." in payload for payload in slots)


def test_a_kind_that_nobody_offers_shows_what_is_possible(narrow: Town) -> None:
    talk = narrow.talk()
    to_slots(talk)
    told = talk.say("liever bellen")
    assert "Zo is er nu geen tijd vrij" in told
    assert "op kantoor" in " ".join(buttons(talk))
