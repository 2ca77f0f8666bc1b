"""Another moment for an appointment that stands: pick a slot, and it is moved in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from actions.answers import NOTHING, Answer
from actions.booking import (
    WAITLIST,
    gone,
    keep_wish,
    offer_slots,
    tell_booked,
    tell_standing,
    tell_too_late,
    wishes_answer,
)
from actions.contact import NEEDED_ASKED, details_in, lacking
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.say import Choice, payload
from actions.turn import Turn
from actions.waiting import join
from actions.ways import chooses_way
from bot.intake import Appointment, Contact, Slot, SlotGone, Status, TooLate
from bot.intake import Kind as Way

NAME, CONTACT = "new_slot", "new_contact"
_KEEP = "keep"
_MOVING_TO = "moving_to"
"""The slot picked, while a telephone number or an address for it is asked."""


class MoveInterview(Interview):
    """From the wish for another moment to the moved appointment."""

    name = "move"
    questions: ClassVar[Mapping[str, Question]] = {
        NAME: Question(NAME, Kind.CHOICE, choices=("more", "other_day", "other_way", WAITLIST, _KEEP), optional=False),
        CONTACT: Question(CONTACT, Kind.TEXT, choices=(_KEEP,), optional=False),
    }

    def next(self, turn: Turn) -> str | None:
        if NAME not in turn.talk.facts:
            return NAME
        return CONTACT if _MOVING_TO in turn.talk.notes else None

    def put(self, turn: Turn, name: str) -> bool:
        return super().put(turn, name) or (name == CONTACT and bool(NEEDED_ASKED & set(turn.say.said)))

    def ask(self, turn: Turn, question: Question) -> None:
        if question.name == NAME:
            offer_slots(turn, NAME)
            return
        lacks = lacking(turn, Slot.from_id(turn.talk.notes[_MOVING_TO]).kind)
        keep = Choice("choice.slot_keep", payload("inform", question=CONTACT, answer=_KEEP))
        turn.say(f"intake.ask_{lacks}", choices=[keep])

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        if turn.app.choice_words.find("slot_keep", text):
            return Answer(_KEEP)
        if question.name == NAME:
            return wishes_answer(turn, text)
        details = details_in(text)
        return Answer(details) if details else NOTHING

    def claims(self, turn: Turn) -> bool:
        if turn.app.choice_words.find("slot_keep", turn.text):
            return True
        return chooses_way(turn) if turn.talk.question == NAME else bool(details_in(turn.text, sure=True))

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        standing = turn.app.bookings.find(turn.worker_id)
        if standing is None or not standing.active or standing.kind is Way.GROUP:
            _end(turn, "none")
            turn.say("intake.none", choices=[Choice("menu.book_intake", payload("book_intake"))])
        elif answer.value == _KEEP:
            _end(turn, _KEEP)
            tell_standing(turn, standing)
        elif question.name == CONTACT:
            self._keep_contact(turn, standing, answer)
        elif keep_wish(turn, answer.value):
            return
        elif answer.value == WAITLIST:
            _end(turn, WAITLIST)
            join(turn)
        else:
            self._pick(turn, standing, str(answer.value))

    def finish(self, turn: Turn) -> None:
        turn.talk.facts.pop(NAME, None)

    def _pick(self, turn: Turn, standing: Appointment, slot_id: str, contact: Contact | None = None) -> None:
        """Move at once, unless the coach could not reach the worker in the way that was picked."""
        if lacking(turn, Slot.from_id(slot_id).kind):
            turn.talk.facts[NAME] = turn.talk.notes[_MOVING_TO] = slot_id
        else:
            self._move(turn, standing, slot_id, contact)

    def _keep_contact(self, turn: Turn, standing: Appointment, answer: Answer) -> None:
        given = {kind: value for kind, value in dict(answer.value).items() if value}
        turn.app.workers.update(turn.worker_id, **given)
        self._pick(turn, standing, turn.talk.notes[_MOVING_TO], replace(standing.contact, **given))

    def _move(self, turn: Turn, standing: Appointment, slot_id: str, contact: Contact | None) -> None:
        moved = turn.app.bookings.move(standing.reference, slot_id, contact=contact)
        if isinstance(moved, SlotGone):
            _end(turn, None)
            if standing.status is Status.BOOKED:
                turn.say("slot.still_stands", start=standing.slot.start)
            gone(turn, moved)
        elif isinstance(moved, TooLate):
            _end(turn, "too_late")
            tell_too_late(turn, moved)
        else:
            _end(turn, moved.slot.id)
            turn.say("booked.moved" if standing.status is Status.BOOKED else "booked.rebooked")
            tell_booked(turn, moved)


def _end(turn: Turn, answer: str | None) -> None:
    """What was picked, or nothing: then the moments are shown again."""
    turn.talk.notes.pop(_MOVING_TO, None)
    if answer is None:
        turn.talk.facts.pop(NAME, None)
    else:
        turn.talk.facts[NAME] = answer
