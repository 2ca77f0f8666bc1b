"""Explanations: one text a subject, with its source, and the next step that fits."""

from __future__ import annotations

from actions.flow import Handler
from actions.say import Choice, payload
from actions.turn import Turn

NEXT = {
    "ask_notice_rules": ("calculate_notice", "book_intake"),
    "ask_dismissal_procedure": ("calculate_notice", "ask_legal_help"),
    "ask_settlement_agreement": ("calculate_notice", "ask_legal_help"),
    "ask_bankruptcy": ("calculate_notice", "book_intake"),
    "ask_fixed_term_end": ("calculate_notice", "ask_ww_right"),
    "ask_collective_dismissal": ("ask_facilities", "book_intake"),
    "ask_sick_dismissal": ("ask_legal_help", "book_intake"),
    "ask_transition_payment": ("calculate_notice", "ask_legal_help"),
    "ask_legal_help": ("book_intake",),
    "ask_ww_right": ("ask_ww_apply", "calculate_notice"),
    "ask_ww_amount": ("ask_ww_duration", "ask_ww_apply"),
    "ask_ww_duration": ("ask_ww_amount", "ask_ww_apply"),
    "ask_ww_apply": ("calculate_notice", "ask_early_registration"),
    "ask_early_registration": ("calculate_notice", "book_intake"),
    "ask_job_search_duty": ("ask_suitable_work", "book_intake"),
    "ask_suitable_work": ("ask_job_search_duty", "book_intake"),
    "ask_ww_side_income": ("ask_start_business", "ask_ww_amount"),
    "ask_training": ("book_intake",),
    "ask_start_business": ("book_intake",),
    "ask_intake_info": ("book_intake",),
}


def explain(turn: Turn) -> None:
    """The text of the subject; with no question open, where one could go from here."""
    intent = turn.intent
    turn.talk.notes["explained"] = intent
    choices = [] if turn.talk.question else [Choice(f"menu.{name}", payload(name)) for name in NEXT[intent]]
    turn.say(f"explain.{intent}", choices=choices)


HANDLERS: dict[str, Handler] = dict.fromkeys(NEXT, explain)
