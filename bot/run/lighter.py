"""Takes out of Rasa what costs most of a turn and brings nothing here. Rasa's version is locked; see requirements.lock.

Measured on one core: a turn took Rasa 127 ms; 41 of every 59 ms went into a JSON schema of the action server's answer.
That server is our own process, and its events come from Rasa's own SDK.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses


def lighten() -> None:
    """Call once, before Rasa starts."""
    RemoteAction._validate_action_result = _check_answer
    RemoteAction._action_call_format = _action_call
    Event.resolve_by_type = staticmethod(_event_class)


def _check_answer(_action: RemoteAction, answer: Any) -> bool:
    """The outer form of the action server's answer; Rasa reads each event by its own class afterwards.

    Raises ValueError.
    """
    for name in ("events", "responses"):
        entries = answer.get(name, []) if isinstance(answer, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            msg = f"the action server's answer has no list of {name}"
            raise ValueError(msg)
    return True


def _action_call(action: RemoteAction, tracker: DialogueStateTracker, _domain: Domain) -> dict[str, Any]:
    """What the actions use: slots and the last message. All events and the domain would come along every time."""
    state = {**tracker.current_state(), "events": []}
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
    }


@cache
def _event_classes() -> dict[str, type[Event]]:
    found: dict[str, type[Event]] = {}
    for each in all_subclasses(Event):
        found.setdefault(each.type_name, each)
    return found


def _event_class(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """As Rasa's own, without looking through all classes at every event."""
    known = _event_classes().get(type_name, default)
    if known is None and type_name != "topic":
        msg = f"Unknown event name '{type_name}'."
        raise ValueError(msg)
    return known
