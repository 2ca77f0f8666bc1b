"""Which help there is: the personal list where something is known, else what is there for everybody."""

from __future__ import annotations

from actions.flow import Handler
from actions.helping import help_on, note_needs, personal_help, tell_help
from actions.say import Choice, payload
from actions.selfcheck import check_result
from actions.turn import Turn


def ask_facilities(turn: Turn) -> None:
    """The list that fits, each with its reason; a scheme that has ended is said to have ended."""
    turn.talk.notes["explained"] = turn.intent
    note_needs(turn)
    result = check_result(turn) if turn.talk.notes.get("check_shown") else None
    told = turn.talk.notes.get("needs") or turn.talk.notes.get("many") or "route" in turn.talk.facts or result
    choices = [] if turn.talk.question else _next(turn)
    if told:
        tell_help(turn, personal_help(turn, result))
        turn.say("facilities.more", choices=choices)
    else:
        turn.say("explain.ask_facilities", choices=choices)


def ask_training(turn: Turn) -> None:
    """What there is to say on training, then the help that fits the worker."""
    _explain_with_help(turn, "training")


def ask_start_business(turn: Turn) -> None:
    """What there is to say on a business of one's own, then the help that fits the worker."""
    _explain_with_help(turn, "business")


def _explain_with_help(turn: Turn, need: str) -> None:
    note_needs(turn, need)
    turn.talk.notes["explained"] = turn.intent
    turn.say(f"explain.{turn.intent}")
    tell_help(turn, help_on(turn, need, check_result(turn)))
    turn.say("facilities.more", choices=[] if turn.talk.question else _next(turn))


def _next(turn: Turn) -> list[Choice]:
    first = [] if turn.talk.notes.get("check_shown") else ["start_self_check"]
    return [Choice(f"menu.{name}", payload(name)) for name in (*first, "book_intake")]


HANDLERS: dict[str, Handler] = {
    "ask_facilities": ask_facilities,
    "ask_training": ask_training,
    "ask_start_business": ask_start_business,
}
