"""What people ask beside the open question that has no subject of its own: about the check, and help by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.helping import tell_named
from actions.selfcheck import OCCUPATION, PREFIX, asked
from actions.turn import Turn

_LONGEST = 12
"""Words; a longer message says more than a question about the check."""

_BETWEEN = (None, "wants_intake")
"""After the check, only where nothing else is asked: '9 of 10 uur' is an answer to the question for a time."""
_OF_THE_CHECK = frozenset({"left", "seen"})
"""Questions that are about the check only while it is filled in."""


def about_check(turn: Turn) -> bool:
    """'Hoeveel vragen nog?', 'is dit een test?', 'wie ziet dit?', 'hoe komt u daaraan?', in the check or after it."""
    in_check = (turn.talk.question or "").startswith(PREFIX)
    after = turn.talk.question in _BETWEEN and bool(turn.talk.notes.get("check_shown"))
    if not turn.text or len(turn.text.split()) > _LONGEST or not (in_check or after):
        return False
    about = turn.app.choice_words.find("check_about", turn.text)
    if about is None or (after and about in _OF_THE_CHECK):
        return False
    left = sum(name not in turn.talk.facts for name in asked(turn))
    turn.say(f"selfcheck.about_{about}", left=left)
    return True


def wants_of_check(turn: Turn, handlers: Mapping[str, Callable[[Turn], None]]) -> bool:
    """A typed wish to change an answer or to fill the check in again, which its buttons offer too."""
    if not turn.text or len(turn.text.split()) > _LONGEST or turn.talk.question is not None:
        return False
    if not any(name.startswith(PREFIX) for name in turn.talk.facts):
        return False
    wish = turn.app.choice_words.find("check_wish", turn.text)
    if wish is None:
        return False
    turn.data = {"show": wish}
    handlers["start_self_check"](turn)
    return True


def names_help(turn: Turn) -> bool:
    """Help by its own name, also a scheme that has ended; in an occupation the name is part of the work."""
    return bool(turn.text) and turn.talk.question != OCCUPATION and tell_named(turn)
