"""Whatever somebody says or taps, in whatever order: every turn is answered, and none breaks."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.app import App
from tests.conversation.harness import Conversation

TURNS = 60
TALKS = 16
INTENTS = (
    "greet", "goodbye", "thank", "affirm", "deny", "bot_challenge", "ask_help", "restart_conversation", "stop_current",
    "go_back", "ask_rephrase", "ask_why", "switch_language", "talk_to_human", "complain", "express_distress", "crisis",
    "out_of_scope", "tell_dismissal", "calculate_notice", "ask_notice_rules", "ask_dismissal_procedure",
    "ask_settlement_agreement", "ask_bankruptcy", "ask_fixed_term_end", "ask_collective_dismissal",
    "ask_sick_dismissal", "ask_transition_payment", "ask_legal_help", "ask_ww_right", "ask_ww_amount",
    "ask_ww_duration", "ask_ww_apply", "ask_early_registration", "ask_job_search_duty", "ask_suitable_work",
    "ask_ww_side_income", "start_self_check", "ask_labour_market", "ask_facilities", "ask_training",
    "ask_start_business", "book_intake", "reschedule_intake", "cancel_intake", "show_intake", "ask_intake_info",
    "ask_privacy", "delete_my_data", "export_my_data",
)  # fmt: skip
LINES = (
    "ja", "nee", "weet ik niet", "donderdag", "3511", "3511 AB", "9999 XX", "1 juni 2014", "16 november 2026",
    "31 februari", "gisteren", "eind maart", "12 jaar", "ruim 3 jaar", "30", "half drie", "na 13 uur",
    "niet op woensdag",
    "ik ben Amina", "amina@example.org", "06 12345678", "magazijnmedewerker", "mbo 4", "?", "...", "verder", "sla over",
    "12 jaar in dienst, brief van 16 november, via het UWV", "volgende week dinsdag", "per 1 februari", "hoi",
    "a" * 900,
    "2 of 3", "0", "-1", "mei", "1962", "stop", "terug", "english please", "€ 2.400", "bij Philips", "UWV",
)  # fmt: skip


def one_turn(talk: Conversation, dice: random.Random) -> str:
    """Taps any button that is shown, brings up any subject, or types any line; what was done."""
    buttons = [payload for reply in talk.replies for payload in reply.buttons.values() if payload.startswith("/")]
    if buttons and dice.random() < 0.5:
        payload = dice.choice(buttons)
        talk.send(payload)
        return payload
    line, intent = dice.choice(LINES), dice.choice(INTENTS) if dice.random() < 0.4 else "inform"
    talk.understand = lambda _text: heard(intent, dice)
    talk.say(line)
    return f"{line[:40]} [{intent}]"


def heard(intent: str, dice: random.Random) -> dict[str, Any]:
    """What the understanding would hand over."""
    decision = "act" if intent == "crisis" else dice.choice(("act", "act", "act", "confirm", "fallback"))
    others = [{"intent": name, "confidence": 0.1} for name in dice.sample(INTENTS[18:], 3)]
    understanding = {
        "decision": decision, "crisis": intent == "crisis", "worry": dice.random() < 0.05, "alternatives": others
    }  # fmt: skip
    return {"intent": {"name": intent, "confidence": 0.9}, "understanding": understanding}


@pytest.mark.parametrize("seed", range(TALKS))
def test_every_turn_of_any_talk_is_answered(app: App, seed: int) -> None:
    dice = random.Random(seed)
    talk = Conversation(app, lambda _text: heard("greet", dice), worker_id=f"any-{seed}")
    said: list[str] = []
    for _ in range(TURNS):
        try:
            said.append(one_turn(talk, dice))
        except Exception as error:
            error.add_note(f"after: {said[-12:]}")
            raise
        assert talk.replies, f"no answer after: {said[-12:]}"
        assert all(reply.text.strip() for reply in talk.replies), said[-12:]
