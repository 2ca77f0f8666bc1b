"""Answers to messages that the assistant sent of its own accord: buttons that may be tapped at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import Answer
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.turn import Turn
from actions.waiting import answer_offer, leave


class UnaskedInterview(Interview):
    """Asks nothing itself; takes what a button under such a message says."""

    name = "unasked"
    remembered = False
    questions: ClassVar[Mapping[str, Question]] = {
        "waitlist_offer": Question("waitlist_offer", Kind.CHOICE, optional=False)
    }

    def next(self, turn: Turn) -> str | None:
        return None

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        if answer.value == "leave":
            leave(turn)
        else:
            answer_offer(turn, str(answer.value))

    def finish(self, turn: Turn) -> None:
        """Nothing is left to say: the answer was."""
