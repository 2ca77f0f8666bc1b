"""How things go after the intake, in the chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.intake import Status
from bot.store.checkins import State
from tests.conversation.harness import Conversation
from tests.conversation.town import Town, book, buttons, to_slots


@pytest.fixture
def talk(wide: Town) -> Conversation:
    """A worker whose intake was attended."""
    made = wide.talk()
    to_slots(made)
    book(made)
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    wide.now = booked.slot.end
    wide.app.bookings.mark(booked.reference, Status.ATTENDED)
    return made


def test_agreeing_answering_and_stopping_by_button(talk: Conversation) -> None:
    assert "Over vier tot vijf weken" in talk.send('/inform{"question":"check_in","answer":"yes 0"}')
    assert "Fijn om te horen" in talk.send('/inform{"question":"check_in","answer":"good 1"}')
    assert "half zo vaak" in talk.say("minder vaak")
    assert "U krijgt deze vraag niet meer" in talk.say("stop")
    found = talk.app.check_ins.find("worker-1")
    assert found is not None
    assert found.state is State.STOPPED


def test_stop_during_an_interview_stops_that_and_not_the_questions(talk: Conversation) -> None:
    talk.send('/inform{"question":"check_in","answer":"yes 0"}')
    talk.say("ik word ontslagen")
    assert "Uw antwoorden blijven bewaard" in talk.say("stop")
    found = talk.app.check_ins.find("worker-1")
    assert found is not None
    assert found.state is State.AGREED


def test_yes_to_an_open_question_puts_it_once_more(wide: Town, talk: Conversation) -> None:
    talk.send('/inform{"question":"check_in","answer":"yes 0"}')
    wide.now += timedelta(days=33)
    assert wide.app.check_ins.ask_due() == 1
    told = talk.send("/affirm")
    assert "hoe gaat het met u?" in told
    assert buttons(talk) == ["Het gaat goed genoeg", "Ik wil graag hulp", "Ik heb werk gevonden"]
    assert "Ik heb uw coach laten weten" in talk.tap("Ik wil graag hulp")


def test_work_that_was_found_closes_and_offers_to_cancel_what_stands(wide: Town, talk: Conversation) -> None:
    talk.send("/book_intake")
    talk.say("op donderdag")
    talk.tap(next(title for title in buttons(talk) if "op kantoor" in title))
    talk.tap("Boek zonder samenvatting")
    assert "Heeft u werk gevonden?" in talk.say("ik heb werk gevonden!")
    told = talk.tap("Ik heb werk gevonden")
    assert "Gefeliciteerd" in told
    assert "Mijn UWV" in told
    assert "U heeft nog een afspraak" in told
    talk.tap("Afspraak afzeggen")
    assert wide.app.bookings.find("worker-1") is None
    found = talk.app.check_ins.find("worker-1")
    assert found is not None
    assert found.state is State.DONE


def test_no_work_found_yet_is_no_reason_to_congratulate(talk: Conversation) -> None:
    assert "Heeft u werk gevonden" not in talk.say("ik heb nog geen werk gevonden")


def test_without_a_coach_who_hears_of_it_nothing_is_said_about_one(wide: Town) -> None:
    fresh = wide.talk("worker-9")
    fresh.say("ik ben aangenomen")
    told = fresh.tap("Ik heb werk gevonden")
    assert "Gefeliciteerd" in told
    assert "coach weet het" not in told
