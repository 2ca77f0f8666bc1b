"""Answers to messages that the assistant sent of its own accord: buttons that may be tapped at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import Answer
from actions.checkin import take_answer
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.turn import Turn
from actions.waiting import answer_offer, leave


class UnaskedInterview(Interview):
    """Asks nothing itself; takes what a button under such a message says."""

    name = "unasked"
    remembered = False
    questions: ClassVar[Mapping[str, Question]] = {
        name: Question(name, Kind.CHOICE, optional=False) for name in ("waitlist_offer", "check_in")
    }

    def next(self, turn: Turn) -> str | None:
        return None

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        if question.name == "check_in":
            take_answer(turn, str(answer.value))
        elif answer.value == "leave":
            leave(turn)
        else:
            answer_offer(turn, str(answer.value))

    def finish(self, turn: Turn) -> None:
        """Nothing is left to say: the answer was."""
