"""The offer of a talk with a work coach, once the dates are clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.timeline import timeline_choice
from actions.turn import Turn


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

    def finish(self, turn: Turn) -> None:
        if turn.talk.facts["wants_intake"] == "yes":
            turn.talk.interview = "intake"
        else:
            turn.say("offer.declined")
