"""Booking a first talk with a work coach: consent, region, moment, name, contact, and the summary to approve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import UNKNOWN, Answer
from actions.booking import WAITLIST, choose_slot, confirm, offer_slots, wishes_answer
from actions.contact import keep_contact, keep_name, read_contact
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.say import Choice, payload
from actions.summary import show_summary
from actions.turn import Turn
from actions.waiting import join
from actions.ways import ask_again
from bot.intake import Kind as Way
from bot.intake import Slot

QUESTIONS = (
    Question("consent", Kind.YES_NO, optional=False),
    Question("postcode", Kind.POSTCODE, optional=False),
    Question("slot", Kind.CHOICE, choices=("more", "other_day", "other_way", WAITLIST), optional=False),
    Question("name", Kind.TEXT, optional=False),
    Question("contact", Kind.TEXT, choices=("none",), optional=False),
    Question("approve", Kind.CHOICE, choices=("send", "without", "change"), optional=False),
)
ORDER = tuple(question.name for question in QUESTIONS)


class IntakeInterview(Interview):
    """From the wish for a talk to a stored appointment."""

    name = "intake"
    questions: ClassVar[Mapping[str, Question]] = {question.name: question for question in QUESTIONS}

    def next(self, turn: Turn) -> str | None:
        facts = turn.talk.facts
        if facts.get("consent") == "no" or facts.get("approve") in ("booked", "refused"):
            return None
        asked = ORDER[:-1] if facts.get("slot") == WAITLIST else ORDER
        return next((name for name in asked if name not in facts), None)

    def ask(self, turn: Turn, question: Question) -> None:
        if question.name == "slot":
            if turn.app.bookings.request(turn.worker_id) is None:
                ask_again(turn)
            offer_slots(turn)
        elif question.name == "approve" and _is_meeting(turn):
            _ask_for_meeting(turn)
        elif question.name == "approve":
            show_summary(turn)
            question.ask(turn)
        else:
            question.ask(turn)

    def put(self, turn: Turn, name: str) -> bool:
        return super().put(turn, name) or (name == "approve" and "intake.approve_meeting" in turn.say.said)

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        if question.name == "slot":
            return wishes_answer(turn, text)
        if question.name == "contact":
            return read_contact(turn, text)
        return question.read(turn, text)

    def tapped(self, turn: Turn, question: Question, answer: str) -> Answer:
        if question.name == "contact" and answer == "none":
            return UNKNOWN
        return super().tapped(turn, question, answer)

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        keeper = _KEEPERS.get(question.name)
        if keeper is None:
            super().keep(turn, question, answer)
        else:
            keeper(turn, answer)

    def drop(self, turn: Turn, name: str) -> None:
        super().drop(turn, name)
        if name == "approve":
            return
        turn.talk.facts.pop("approve", None)

    def finish(self, turn: Turn) -> None:
        if turn.talk.facts.get("consent") == "no":
            turn.talk.facts.pop("consent")
            turn.say("intake.no_consent")
        elif turn.talk.facts.get("slot") == WAITLIST:
            turn.talk.facts.pop("slot")
            join(turn)


def _keep_consent(turn: Turn, answer: Answer) -> None:
    turn.talk.facts["consent"] = answer.value
    if answer.value == "yes":
        turn.app.workers.consent(turn.worker_id, turn.talk.language, turn.channel)
        turn.app.allow_reminders(turn.worker_id)


def _keep_postcode(turn: Turn, answer: Answer) -> None:
    turn.talk.facts["postcode"] = answer.value
    kind = turn.talk.notes.get("kind")
    request = turn.app.bookings.ask(
        turn.worker_id,
        postcode=str(answer.value),
        kind=Way(kind) if kind else None,
        language=turn.talk.notes.get("coach_language") or turn.talk.language,
    )
    if not request.postcode_known:
        turn.say("intake.region_guessed")


def _keep_slot(turn: Turn, answer: Answer) -> None:
    choose_slot(turn, answer.value)


def _is_meeting(turn: Turn) -> bool:
    chosen = str(turn.talk.facts.get("slot", WAITLIST))
    return chosen != WAITLIST and Slot.from_id(chosen).kind is Way.GROUP


def _ask_for_meeting(turn: Turn) -> None:
    """A meeting is for many: no summary goes along."""
    chosen = Slot.from_id(turn.talk.facts["slot"])
    turn.say(
        "intake.approve_meeting",
        start=chosen.start,
        choices=[
            Choice("choice.approve_meeting", payload("inform", question="approve", answer="without")),
            Choice("choice.approve_change", payload("inform", question="approve", answer="change")),
        ],
    )


def _keep_approval(turn: Turn, answer: Answer) -> None:
    confirm(turn, with_summary=answer.value == "send" and not _is_meeting(turn))


_KEEPERS = {
    "consent": _keep_consent,
    "postcode": _keep_postcode,
    "slot": _keep_slot,
    "name": keep_name,
    "contact": keep_contact,
    "approve": _keep_approval,
}
