"""Explanations: one text a subject, with its source, and the next step that fits."""

from __future__ import annotations

from actions.amounts import ABOUT_WAGE, known_outcome, take_wage, tell_sums
from actions.flow import Handler
from actions.helping import note_needs
from actions.say import Choice, Part, payload
from actions.turn import Turn
from bot.notice import Route

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

ABOUT_WW = frozenset({"ask_ww_amount", "ask_ww_duration"})
WITH_SUMS = frozenset({"ask_ww_amount", "ask_transition_payment"})


def explain(turn: Turn) -> None:
    """The text of the subject; with no question open, where one could go from here."""
    intent = turn.intent
    turn.talk.notes["explained"] = intent
    if intent in ABOUT_WW:
        _tell_until_when(turn)
    choices = [] if turn.talk.question else [Choice(f"menu.{name}", payload(name)) for name in NEXT[intent]]
    told = take_wage(turn) if intent in ABOUT_WAGE else False
    note_needs(turn)
    unpaid = intent == "ask_bankruptcy" and turn.app.choice_words.find("help_need", turn.text) == "unpaid_wage"
    turn.say("explain.unpaid_wage" if unpaid else f"explain.{intent}", choices=choices)
    if told or intent in WITH_SUMS:
        tell_sums(turn, intent)


def _tell_until_when(turn: Turn) -> None:
    """How long there is money: the wages up to the last day, and WW after it."""
    outcome = known_outcome(turn)
    if outcome is None or outcome.result.last_day is None or outcome.result.last_day < turn.today:
        return
    last, first = outcome.result.last_day, outcome.result.first_ww_day
    parts = [] if outcome.result.route is Route.BANKRUPTCY else [Part("explain.wages_until", {"last_day": last})]
    if first is not None:
        parts.append(Part("explain.ww_from", {"first_ww_day": first}))
    turn.say.parts(parts)


HANDLERS: dict[str, Handler] = dict.fromkeys(NEXT, explain)
