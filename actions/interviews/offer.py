"""The offer of a talk with a work coach, once the dates are clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import Answer
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.timeline import timeline_choice
from actions.turn import Turn
from actions.wishes import wishes_in


class OfferInterview(Interview):
    """Whether the worker wants an intake."""

    name = "offer"
    questions: ClassVar[Mapping[str, Question]] = {
        "wants_intake": Question("wants_intake", Kind.YES_NO, optional=False)
    }

    def next(self, turn: Turn) -> str | None:
        return None if "wants_intake" in turn.talk.facts else "wants_intake"

    def ask(self, turn: Turn, question: Question) -> None:
        question.ask(turn, extra=[timeline_choice()])

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        """A wish for a day or time means yes: 'liever donderdag na 13 uur'."""
        answer = question.read(turn, text)
        wishes = wishes_in(text, turn.now)
        if answer.usable and answer.value != "yes":
            return answer
        if wishes is not None:
            turn.talk.notes["wishes"] = wishes
        wanted = wishes is not None or turn.intent in ("book_intake", "reschedule_intake")
        return Answer("yes") if wanted else answer

    def finish(self, turn: Turn) -> None:
        if turn.talk.facts["wants_intake"] == "yes":
            turn.talk.interview = "intake"
        else:
            turn.say("offer.declined")
