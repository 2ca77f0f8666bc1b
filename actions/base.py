"""The Rasa actions: one a subject. Each hands the turn to the flow with every subject's handlers."""

from __future__ import annotations

import functools
import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import flow
from actions.say import Say
from actions.subjects import HANDLERS
from actions.talk import Talk
from actions.turn import Turn
from bot.app import App
from bot.settings import Settings

_logger = logging.getLogger(__name__)


@functools.cache
def the_app() -> App:
    """The wired rooms of this process."""
    return App.build(Settings())


class SubjectAction(Action):  # type: ignore[misc]
    """Answers one message. The rules in `data/rules/` name the action for each intent."""

    subject = ""

    def name(self) -> str:
        return f"action_{self.subject}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        try:
            return answer(the_app(), dispatcher, tracker)
        except Exception:  # whatever went wrong, the worker hears it and loses nothing
            _logger.exception("The action %s failed", self.name())
            return trouble(dispatcher, tracker)


def trouble(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Tell the worker plainly that it went wrong; the memory stays as it was before this message."""
    talk = Talk.from_slots(tracker.slots)
    booking = talk.question in ("approve", "new_slot", "slot")
    dispatcher.messages.clear()
    Say(dispatcher, talk.language)("talk.trouble_booking" if booking else "talk.trouble")
    return []


def answer(app: App, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Answer the tracker's latest message; the events store the conversation's memory."""
    talk = Talk.from_slots(tracker.slots)
    flow.run(Turn.read(tracker, talk, Say(dispatcher, talk.language), app), HANDLERS)
    return talk.events()


class Converse(SubjectAction):
    """Greeting, thanks, steering, repair."""

    subject = "talk"


class Protect(SubjectAction):
    """The answer to danger, and to grief."""

    subject = "protect"


class Dismissal(SubjectAction):
    """The dismissal and its dates."""

    subject = "dismissal"


class Explain(SubjectAction):
    """Explanations of rules and help."""

    subject = "explain"


class Intake(SubjectAction):
    """Book, show, move, cancel."""

    subject = "intake"


class SelfCheck(SubjectAction):
    """What the worker finds strong or hard, and occupations nearby."""

    subject = "self_check"


class Privacy(SubjectAction):
    """What is stored; export and erasure."""

    subject = "privacy"
