"""A typed yes or no means what was asked last; words that only hold one mean nothing of the sort."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.harness import Conversation


def booked(talk: Conversation) -> None:
    talk.up_to("contact")
    talk.say("amina@example.org, 06 12 34 56 78")
    talk.tap("Ja")
    assert "geboekt" in "\n".join(reply.text for reply in talk.replies) or talk.app.bookings.find("worker-1")


def hears(talk: Conversation, intent: str, decision: str = "act") -> None:
    """What is typed next is understood as `intent`."""

    def understand(_text: str) -> dict[str, Any]:
        understanding = {"decision": decision, "crisis": intent == "crisis", "worry": False, "alternatives": []}
        return {"intent": {"name": intent, "confidence": 0.9}, "understanding": understanding}

    talk.understand = understand


@pytest.mark.parametrize(
    ("words", "stands"), [("ja hoor", False), ("ja", False), ("nee", True), ("nee toch maar niet", True)]
)
def test_cancelling_can_be_confirmed_in_words(talk: Conversation, words: str, stands: bool) -> None:
    booked(talk)
    talk.send("/cancel_intake")
    hears(talk, "affirm" if not stands else "deny")
    talk.say(words)
    found = talk.app.bookings.find("worker-1")
    assert (found is not None and found.active) is stands


def test_deleting_can_be_confirmed_in_words(talk: Conversation) -> None:
    booked(talk)
    talk.send("/delete_my_data")
    hears(talk, "affirm")
    assert "gewist" in talk.say("ja")


def test_yes_to_did_you_mean_is_what_was_meant(talk: Conversation) -> None:
    hears(talk, "ask_ww_apply", "confirm")
    assert "Bedoelt u" in talk.say("hoe moet dat met die aanvraag")
    hears(talk, "affirm")
    assert "DigiD" in talk.say("ja")


def test_yes_counts_for_the_last_message_only(talk: Conversation) -> None:
    booked(talk)
    talk.send("/cancel_intake")
    talk.send("/ask_ww_apply")
    hears(talk, "affirm")
    talk.say("ja")
    found = talk.app.bookings.find("worker-1")
    assert found is not None
    assert found.active


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("how much wage does UWV pay back, i have 7 weeks no money", "ask_bankruptcy"),
        ("ik heb al drie weken niet geslapen door die brief", "express_distress"),
        ("krijg ik dan niet te weinig geld straks?", "ask_ww_amount"),
    ],
)
def test_a_sentence_that_holds_no_is_not_a_refusal_of_consent(talk: Conversation, words: str, intent: str) -> None:
    talk.up_to("consent")
    hears(talk, intent)
    talk.say(words)
    assert talk.slots["talk"]["question"] == "consent"


def test_nonsense_that_is_taken_for_a_yes_in_doubt_is_no_consent(talk: Conversation) -> None:
    talk.up_to("consent")
    hears(talk, "affirm", "confirm")
    talk.say("3 times 31 january")
    assert talk.slots["talk"]["question"] == "consent"


@pytest.mark.parametrize("words", ["weet nie", "weetniet", "geen idee man"])
def test_not_knowing_is_heard_as_it_is_spoken(talk: Conversation, words: str) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Ik kreeg een voorstel om te tekenen")
    talk.understand = lambda _text: {
        "intent": {"name": "deny", "confidence": 0.9},
        "understanding": {"decision": "act"},
    }
    while talk.slots["talk"]["question"] not in ("right_mentioned", None):
        talk.say("16 november 2026" if talk.slots["talk"]["question"] == "agreed_on" else "1 juni 2014")
        if talk.slots["talk"]["question"] == "agreed_last_day":
            talk.say("31 januari 2027")
    assert talk.slots["talk"]["question"] == "right_mentioned"
    talk.say(words)
    assert talk.facts["right_mentioned"] == {"unknown": True}


def test_a_lost_letter_of_not_does_not_turn_the_answer_round(talk: Conversation) -> None:
    assert talk.app.choice_words.find("check_level", "kan ik nie") == "1"
    assert talk.app.choice_words.find("check_level", "kan ik") == "4"


def test_an_answer_in_a_sentence_of_its_own_is_taken_though_it_is_about_a_subject(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    hears(talk, "ask_settlement_agreement")
    talk.say("ik kreeg een voorstel om te tekenen")
    assert talk.facts["route"] == "settlement"


def test_words_after_the_answer_to_danger_are_no_answer_to_the_question_before(talk: Conversation) -> None:
    talk.up_to("name")
    hears(talk, "crisis")
    assert "113" in talk.say("soms denk ik dat ik er beter niet meer kan zijn")
    hears(talk, "inform")
    talk.say("sorry. rotdag. ga maar door")
    assert talk.slots["talk"]["question"] == "name"
    assert "name" not in talk.facts
    hears(talk, "inform")
    talk.say("Kevin")
    assert talk.slots["talk"]["question"] == "contact"


def test_another_language_than_the_two_is_not_switched_to(talk: Conversation) -> None:
    hears(talk, "switch_language")
    assert "coach" in talk.say("can i speak polski with you")
    assert talk.slots["language"] == "nl"
    talk.say("english please")
    assert talk.slots["language"] == "en"
    talk.say("english please")
    assert talk.slots["language"] == "en"
