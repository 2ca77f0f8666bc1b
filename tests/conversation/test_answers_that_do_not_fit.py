"""Answers that cannot be right, or that answer something else: nothing is guessed, nothing is lost."""

from __future__ import annotations

from tests.conversation.harness import Conversation


def to_question_of_days(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Ontslag via UWV")
    talk.say("1 juni 2014")
    talk.say("16 november 2026")
    assert talk.slots["talk"]["question"] == "procedure_days"


def test_a_date_is_not_taken_for_a_number_of_days(talk: Conversation) -> None:
    to_question_of_days(talk)
    told = talk.say("1 september 2026")
    assert "aantal dagen" in told
    assert "procedure_days" not in talk.facts


def test_weeks_are_counted_as_days_and_said_back(talk: Conversation) -> None:
    to_question_of_days(talk)
    assert "Duur van de procedure: 42 dagen." in talk.say("zes weken")


def test_a_day_that_does_not_exist_is_named_as_such(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Mijn werkgever zegt mijn contract op")
    told = talk.say("31 april 2015")
    assert "Die dag bestaat niet" in told
    assert "service_start" not in talk.facts
    assert talk.slots["talk"]["question"] == "service_start"


def test_a_start_that_is_still_to_come_is_asked_back(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Mijn werkgever zegt mijn contract op")
    talk.say("1 juni 2027")
    assert "service_start" not in talk.facts
    talk.tap("maandag 1 juni 2026")
    assert talk.facts["service_start"] == "2026-06-01"


def test_a_letter_of_next_year_is_asked_back(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Mijn werkgever zegt mijn contract op")
    talk.say("1 juni 2014")
    talk.say("16 november 2027")
    assert "notice_received" not in talk.facts
    talk.tap("maandag 16 november 2026")
    assert talk.facts["notice_received"] == "2026-11-16"


def test_a_wish_for_a_moment_means_yes_to_an_appointment(talk: Conversation) -> None:
    talk.up_to("wants_intake")
    talk.say("liever donderdag")
    assert talk.facts["wants_intake"] == "yes"
    talk.tap("Ja")
    talk.say("3511 AB")
    shown = [title for title in talk.replies[-1].buttons if title.startswith("do ")]
    assert len(shown) == 3, talk.replies
