"""Another moment for an appointment that stands: pick a slot, and it is moved in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import Answer
from actions.booking import gone, keep_wish, offer_slots, tell_booked, wishes_answer
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.turn import Turn
from bot.intake import SlotGone, TooLate

NAME = "new_slot"


class MoveInterview(Interview):
    """From the wish for another moment to the moved appointment."""

    name = "move"
    questions: ClassVar[Mapping[str, Question]] = {
        NAME: Question(NAME, Kind.CHOICE, choices=("more", "other_day"), optional=False)
    }

    def next(self, turn: Turn) -> str | None:
        return None if NAME in turn.talk.facts else NAME

    def ask(self, turn: Turn, question: Question) -> None:
        offer_slots(turn, question.name)

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        return wishes_answer(turn, text)

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        standing = turn.app.bookings.find(turn.worker_id)
        if keep_wish(turn, answer.value) or standing is None:
            return
        moved = turn.app.bookings.move(standing.reference, str(answer.value))
        if isinstance(moved, SlotGone):
            turn.say("slot.still_stands", start=standing.slot.start)
            gone(turn, moved)
        elif isinstance(moved, TooLate):
            turn.talk.facts[NAME] = "too_late"
            turn.say("intake.too_late", phone=moved.phone)
        else:
            turn.talk.facts[NAME] = moved.slot.id
            turn.say("booked.moved")
            tell_booked(turn, moved)

    def finish(self, turn: Turn) -> None:
        turn.talk.facts.pop(NAME, None)
