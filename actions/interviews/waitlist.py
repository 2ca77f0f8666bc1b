"""After a talk was booked later than two weeks: whether the worker wants to hear of something earlier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.turn import Turn
from actions.waiting import join


class WaitlistInterview(Interview):
    """Whether the worker wants to stand on the waitlist."""

    name = "waitlist"
    questions: ClassVar[Mapping[str, Question]] = {"waitlist": Question("waitlist", Kind.YES_NO, optional=False)}

    def next(self, turn: Turn) -> str | None:
        return None if "waitlist" in turn.talk.facts else "waitlist"

    def finish(self, turn: Turn) -> None:
        if turn.talk.facts.pop("waitlist") == "yes":
            join(turn)
        else:
            turn.say("waitlist.not_wanted")
