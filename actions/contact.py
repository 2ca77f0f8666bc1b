"""How the worker wants to be called and reached. Stored apart from the conversation, after consent."""

from __future__ import annotations

import re

from actions.answers import NOTHING, UNKNOWN, Answer
from actions.turn import Turn

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+|00)?\d[\d\s().-]{7,16}\d")


def read_contact(turn: Turn, text: str) -> Answer:
    """An e-mail address, a telephone number or both; or the wish to give none."""
    email, phone = _EMAIL.search(text), _PHONE.search(text)
    if email or phone:
        return Answer({"email": email.group() if email else "", "phone": phone.group().strip() if phone else ""})
    if turn.intent == "deny" or turn.app.choice_words.find("contact", text) == "none":
        return UNKNOWN
    return NOTHING


def keep_contact(turn: Turn, answer: Answer) -> None:
    """Store the details; the conversation only remembers which kinds were given."""
    details = answer.value or {"email": "", "phone": ""}
    turn.app.workers.update(turn.worker_id, **details)
    turn.talk.facts["contact"] = [kind for kind, value in details.items() if value] or "none"


def keep_name(turn: Turn, answer: Answer) -> None:
    """Store the name; the conversation only remembers that it was given."""
    name = re.sub(r"^(?:ik ben|ik heet|mijn naam is|my name is|i am|i'm|it's)\s+", "", str(answer.value), flags=re.I)
    turn.app.workers.update(turn.worker_id, name=name[:80])
    turn.talk.facts["name"] = True
