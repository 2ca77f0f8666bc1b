"""What a typed 'yes' or 'no' would mean when the buttons of the last message ask for one, outside an interview."""

from __future__ import annotations

import json
import re

from actions.interviews import interview_of
from actions.questions import Kind
from actions.turn import Turn

_NOTE = "awaited"
_PAYLOAD = re.compile(r"/(\w+)(\{.*\})?$")
SHORT = 4
"""A message of more words says more than yes or no."""


def await_yes(turn: Turn, yes: str, no: str) -> None:
    """The next short 'yes' counts as a tap on the button that sends `yes`, 'no' as one that sends `no`."""
    turn.talk.notes[_NOTE] = {"yes": yes, "no": no}


def awaits_alone(turn: Turn) -> bool:
    """Whether a yes or no is awaited; then the open question is not put beside it, so that 'yes' has one meaning."""
    awaited = turn.talk.notes.get(_NOTE)
    if awaited is not None:
        awaited["alone"] = "yes"
    return awaited is not None


def take_awaited(turn: Turn) -> None:
    """Turn a typed yes or no into the tap it stands for. What was awaited holds for one message only.

    A question of an interview that was put after it and wants yes or no itself comes first.
    """
    awaited = turn.talk.notes.pop(_NOTE, None)
    if awaited is None or turn.tapped or len(turn.text.split()) > SHORT:
        return
    if not awaited.get("alone") and _asked_meanwhile(turn):
        return
    named = turn.app.choice_words.find("yes_no", turn.text)
    match = _PAYLOAD.match(awaited.get(named, ""))
    if match is not None:
        turn.text, turn.intent, turn.data = "", match[1], json.loads(match[2] or "{}")


def _asked_meanwhile(turn: Turn) -> bool:
    name = turn.talk.question
    return name is not None and interview_of(name).questions[name].kind in (Kind.YES_NO, Kind.CHOICE)
