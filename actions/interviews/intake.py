"""Booking a first talk with a work coach: consent, region, moment, name, contact, and the summary to approve."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from actions.answers import UNKNOWN, Answer
from actions.booking import WAITLIST, choose_slot, confirm, keep_wish, offer_slots, wishes_answer
from actions.contact import (
    NEEDED_ASKED,
    ask_needed,
    details_in,
    keep_contact,
    keep_name,
    needed,
    reachable,
    read_contact,
    read_name,
)
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.say import Choice, payload
from actions.selfcheck import check_for_coach
from actions.summary import show_summary
from actions.turn import Turn
from actions.waiting import join
from actions.ways import ANY, ask_again, chooses_way, way_in
from bot.intake import Kind as Way
from bot.intake import Slot
from bot.language import read_postcode

_NO_CHECK = "no_check"
_I_LIVE = re.compile(r"\bi (?:now )?live\b", re.IGNORECASE)
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
        return next((name for name in asked if name not in facts or (name == "contact" and not reachable(turn))), None)

    def ask(self, turn: Turn, question: Question) -> None:
        if question.name == "slot":
            if turn.app.bookings.request(turn.worker_id) is None:
                ask_again(turn)
            offer_slots(turn)
        elif question.name == "approve" and _is_meeting(turn):
            _ask_for_meeting(turn)
        elif question.name == "contact" and needed(turn):
            ask_needed(turn)
        elif question.name == "approve":
            turn.talk.trail[:] = [name for name in turn.talk.trail if name != "approve"]
            show_summary(turn)
            without = Choice("choice.approve_no_check", payload("inform", question="approve", answer=_NO_CHECK))
            question.ask(turn, [without] if check_for_coach(turn)[1] else [])
        else:
            question.ask(turn)

    def put(self, turn: Turn, name: str) -> bool:
        own = {"approve": {"intake.approve_meeting"}, "contact": NEEDED_ASKED}
        return super().put(turn, name) or bool(own.get(name, set()) & set(turn.say.said))

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        if question.name == "slot":
            return wishes_answer(turn, text)
        if question.name == "contact":
            return read_contact(turn, text)
        if question.name == "name":
            return read_name(turn, text)
        if question.name == "approve" and (details := details_in(text, sure=True)):
            return Answer(details)
        return question.read(turn, text)

    def claims(self, turn: Turn) -> bool:
        match turn.talk.question:
            case "slot":
                return chooses_way(turn)
            case "postcode":
                return read_postcode(turn.text) is not None and chooses_way(turn)
            case "contact" | "approve":
                return bool(details_in(turn.text, sure=True))
        return False

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
    told = way_in(turn, _I_LIVE.sub("", turn.text)).get("kind")
    if told == Way.GROUP:
        turn.talk.notes["group"] = True
    elif told is not None:
        turn.talk.notes["kind"] = None if told == ANY else told
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
    if turn.talk.facts.get("approve") != "booked":
        turn.talk.facts.pop("slot", None)  # another wish, or a moment that is gone, shows the moments again
    choose_slot(turn, answer.value)


def _keep_contact(turn: Turn, answer: Answer) -> None:
    if isinstance(answer.value, dict) and "kind" in answer.value:
        turn.talk.facts.pop("slot", None)
        keep_wish(turn, answer.value)
    else:
        keep_contact(turn, answer)


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
    if isinstance(answer.value, dict):
        keep_contact(turn, answer)
        turn.say("intake.contact_added")
        return
    if answer.value == _NO_CHECK:
        turn.talk.notes["check_withheld"] = True
        turn.say("intake.check_left_out")
        return
    confirm(turn, with_summary=answer.value == "send" and not _is_meeting(turn))


_KEEPERS = {
    "consent": _keep_consent,
    "postcode": _keep_postcode,
    "slot": _keep_slot,
    "name": keep_name,
    "contact": _keep_contact,
    "approve": _keep_approval,
}
