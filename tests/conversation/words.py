"""A stand-in for the trained understanding: a few words a subject, so that these tests are about the talk alone."""

from __future__ import annotations

from typing import Any

_WORDS = (
    ("niet meer leven", "crisis"),
    ("ontsla", "tell_dismissal"),
    ("hoeveel geld", "ask_ww_amount"),
    ("ww aanvragen", "ask_ww_apply"),
    ("afspraak verzetten", "reschedule_intake"),
    ("afspraak afzeggen", "cancel_intake"),
    ("mijn afspraak", "show_intake"),
    ("afspraak", "book_intake"),
    ("waarom", "ask_why"),
    ("snap het niet", "ask_rephrase"),
    ("hallo", "greet"),
)


def understand(text: str) -> dict[str, Any]:
    """Intent and understanding as Rasa would hand them over; unknown words give a bare answer."""
    said = text.lower()
    intent = next((intent for words, intent in _WORDS if words in said), None)
    decision = "fallback" if "blurp" in said else "act"
    return {
        "intent": {"name": intent or ("out_of_scope" if "blurp" in said else "inform"), "confidence": 0.9},
        "understanding": {
            "decision": decision,
            "crisis": intent == "crisis",
            "worry": False,
            "alternatives": [
                {"intent": name, "confidence": 0.1} for name in ("tell_dismissal", "ask_ww_right", "book_intake")
            ],
        },
    }
