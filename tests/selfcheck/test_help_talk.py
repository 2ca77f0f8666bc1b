"""The help that fits, in words."""

from __future__ import annotations

import pytest

from tests.conversation.harness import Conversation
from tests.selfcheck.filling import sure


def test_the_help_is_personal_and_the_employer_goes_first(talk: Conversation) -> None:
    assert "Werkcentrum" in talk.send("/ask_facilities")
    talk.up_to("wants_intake")
    told = talk.send("/ask_facilities")
    lines = [line for line in told.split("\n") if line]
    assert lines[0] == "Deze hulp past bij u."
    assert lines[1].startswith("Begeleiding naar ander werk") or lines[1].startswith("Solliciteren in werktijd")
    assert 1 <= told.count("Want ") <= 5


@pytest.mark.parametrize(
    ("intent", "first", "other"),
    [
        ("ask_training", "Scholing via uw werkgever", "vroeg naar scholing"),
        ("ask_start_business", "Een eigen bedrijf", "eigen bedrijf"),
    ],
)
def test_training_and_a_business_come_with_the_help_that_fits(
    talk: Conversation, intent: str, first: str, other: str
) -> None:
    talk.up_to("wants_intake")
    talk.say("stop")
    told = talk.send(f"/{intent}")
    after = told.split("Deze hulp past bij u.")[1].strip()
    assert after.startswith(first)
    assert other in after
    assert "Solliciteren in werktijd" not in after


def test_without_an_employer_training_is_not_the_employers(talk: Conversation) -> None:
    told = talk.send("/ask_training")
    assert "Scholing via uw werkgever" not in told
    assert "Advies over leren" in told


def test_a_scheme_that_ended_is_said_to_have_ended(talk: Conversation) -> None:
    parsed = {"intent": {"name": "ask_facilities", "confidence": 0.9}, "understanding": {"decision": "act"}}
    talk.understand = lambda _text: parsed
    told = talk.say("kan ik nog STAP-budget krijgen?")
    assert "bestaat niet meer" in told
    assert "Scholing via uw werkgever" in told


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("heb ik recht op outplacement?", "Een bureau helpt u zoeken."),
        ("wat is de brug-ww?", "bestaat niet meer"),
        ("kan ik ergens taalles krijgen", "Het Taalhuis."),
    ],
)
def test_help_is_told_by_its_name(talk: Conversation, text: str, part: str) -> None:
    talk.understand = lambda _text: sure("ask_training")
    assert part in talk.say(text)
