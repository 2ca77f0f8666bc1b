"""Filling in the self-check in a talk, the same way for every test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.conversation.harness import Conversation

START = "/start_self_check"
VIEWS = {"check_outlook": "enough", "check_breadth": "varied"}


def sure(intent: str) -> dict[str, Any]:
    return {"intent": {"name": intent, "confidence": 0.9}, "understanding": {"decision": "act"}}


def fill(
    talk: Conversation,
    occupation: str = "lasser",
    level: str = "4",
    diploma: str = "Mbo 2",
    views: Mapping[str, str] = VIEWS,
) -> list[str]:
    """The whole check with the same answer everywhere but two; what was said, turn by turn."""
    said = [talk.send(START), talk.say(occupation)]
    said += [talk.tap(""), talk.tap(diploma), talk.say("Eindhoven")]
    while talk.slots["talk"]["question"]:
        name = talk.slots["talk"]["question"]
        given = {"check_z2": "1", "check_t2": "5", **views}.get(name, level)
        said.append(talk.send(f'/inform{{"question":"{name}","answer":"{given}"}}'))
    return said


def at_first_statement(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.tap("Mbo 2")
    talk.say("Zwolle")
