"""Which help there is: the personal list where something is known, else what is there for everybody."""

from __future__ import annotations

from actions.flow import Handler
from actions.helping import note_needs, personal_help, tell_ended, tell_help
from actions.say import Choice, payload
from actions.selfcheck import filled
from actions.turn import Turn


def ask_facilities(turn: Turn) -> None:
    """The list that fits, each with its reason; a scheme that has ended is said to have ended."""
    turn.talk.notes["explained"] = turn.intent
    note_needs(turn)
    if tell_ended(turn):
        return
    checked = filled(turn)
    known = checked.answers or checked.occupation
    result = turn.app.checks.self_check.result(checked) if known else None
    told = turn.talk.notes.get("needs") or turn.talk.notes.get("many") or "route" in turn.talk.facts or known
    choices = [] if turn.talk.question else _next(turn)
    if told:
        tell_help(turn, personal_help(turn, result))
        turn.say("facilities.more", choices=choices)
    else:
        turn.say("explain.ask_facilities", choices=choices)


def _next(turn: Turn) -> list[Choice]:
    first = [] if turn.talk.notes.get("check_shown") else ["start_self_check"]
    return [Choice(f"menu.{name}", payload(name)) for name in (*first, "book_intake")]


HANDLERS: dict[str, Handler] = {"ask_facilities": ask_facilities}
