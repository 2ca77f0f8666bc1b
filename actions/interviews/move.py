"""Another moment for an appointment that stands: pick a slot, and it is moved in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import Answer
from actions.booking import WAITLIST, gone, keep_wish, offer_slots, tell_booked, tell_too_late, wishes_answer
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.say import Choice, payload
from actions.turn import Turn
from actions.waiting import join
from actions.ways import chooses_way
from bot.intake import Kind as Way
from bot.intake import SlotGone, Status, TooLate

NAME = "new_slot"


class MoveInterview(Interview):
    """From the wish for another moment to the moved appointment."""

    name = "move"
    questions: ClassVar[Mapping[str, Question]] = {
        NAME: Question(NAME, Kind.CHOICE, choices=("more", "other_day", "other_way", WAITLIST), optional=False)
    }

    def next(self, turn: Turn) -> str | None:
        return None if NAME in turn.talk.facts else NAME

    def ask(self, turn: Turn, question: Question) -> None:
        offer_slots(turn, question.name)

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        return wishes_answer(turn, text)

    def claims(self, turn: Turn) -> bool:
        return chooses_way(turn)

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        standing = turn.app.bookings.find(turn.worker_id)
        if standing is None or not standing.active or standing.kind is Way.GROUP:
            turn.talk.facts[NAME] = "none"
            turn.say("intake.none", choices=[Choice("menu.book_intake", payload("book_intake"))])
            return
        if keep_wish(turn, answer.value):
            return
        if answer.value == WAITLIST:
            turn.talk.facts[NAME] = WAITLIST
            join(turn)
            return
        moved = turn.app.bookings.move(standing.reference, str(answer.value))
        if isinstance(moved, SlotGone):
            if standing.status is Status.BOOKED:
                turn.say("slot.still_stands", start=standing.slot.start)
            gone(turn, moved)
        elif isinstance(moved, TooLate):
            turn.talk.facts[NAME] = "too_late"
            tell_too_late(turn, moved)
        else:
            turn.talk.facts[NAME] = moved.slot.id
            turn.say("booked.moved" if standing.status is Status.BOOKED else "booked.rebooked")
            tell_booked(turn, moved)

    def finish(self, turn: Turn) -> None:
        turn.talk.facts.pop(NAME, None)
