"""Saying back what was understood, in full, so that a mistake is seen at once."""

from __future__ import annotations

from typing import Any

from actions.say import Part
from actions.turn import Turn

NOT_KNOWN = {"unknown": True}
"""What the memory keeps for 'I do not know'."""


def heard(turn: Turn, name: str, group: str = "heard") -> Part | None:
    """What was understood for the fact `name`, as a sentence; None where the answer speaks for itself.

    `group` names another set of texts, which goes before the usual one.
    """
    value = turn.talk.facts.get(name)
    if value is None or not turn.app.catalogue.has(f"heard.{name}"):
        return None
    if value == NOT_KNOWN:
        return Part("heard.not_known")
    key = f"{group}.{name}"
    return Part(key if turn.app.catalogue.has(key) else f"heard.{name}", {"value": written(name, value)})


def written(name: str, value: Any) -> Part:
    """A fact's value as people write it: a day in full, a vague date as vague as it is, a choice by its title."""
    if isinstance(value, dict) and "about" in value:
        return Part(f"value.{value['grain']}", {"value": value["about"]})
    if isinstance(value, dict) and "ago" in value:
        kind = (
            "years_months"
            if value["ago"]["months"] and value["ago"]["years"]
            else ("months" if value["ago"]["months"] else "years")
        )
        return Part(f"value.{kind}", value["ago"])
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        return Part("value.day", {"value": value})
    if name == "procedure_days":
        return Part("value.days", {"days": value})
    if isinstance(value, str) and value.isidentifier():
        return Part(f"choice.{value}" if value in ("yes", "no") else f"choice.{name}_{value}")
    return Part("value.plain", {"value": value})
