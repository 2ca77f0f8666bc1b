"""A permanent contract is never worked out as a temporary one."""

from __future__ import annotations

from typing import Any

from tests.conversation.harness import Conversation


def _sure(intent: str) -> dict[str, Any]:
    return {"intent": {"name": intent, "confidence": 0.9}, "understanding": {"decision": "act"}}


def test_who_says_to_have_a_permanent_contract_is_asked_how_it_ends(talk: Conversation) -> None:
    talk.understand = lambda _text: _sure("ask_fixed_term_end")
    told = talk.say("heb vast contract")
    assert "tijdelijk contract stopt vanzelf" not in told
    assert talk.slots["talk"]["question"] == "route"


def test_a_temporary_contract_that_was_understood_is_taken_back(talk: Conversation) -> None:
    talk.send("/tell_dismissal")
    talk.tap("Mijn tijdelijke contract stopt")
    assert talk.facts["route"] == "fixed_term_end"
    told = talk.say("nee ik heb een vaste baan")
    assert "u heeft een vast contract" in told
    assert "route" not in talk.facts
    assert talk.slots["talk"]["question"] == "route"


def test_who_did_not_get_a_permanent_contract_still_has_a_temporary_one(talk: Conversation) -> None:
    talk.send("/tell_dismissal")
    talk.tap("Mijn tijdelijke contract stopt")
    told = talk.say("ze geven mij geen vast contract")
    assert "u heeft een vast contract" not in told
    assert talk.facts["route"] == "fixed_term_end"
