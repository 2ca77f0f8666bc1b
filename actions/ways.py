"""How and in which language the worker wants to talk: office, telephone, video, or a group meeting."""

from __future__ import annotations

import re
from typing import Any

from actions.pointing import show_order
from actions.say import Choice, payload
from actions.turn import Turn
from bot.intake import INDIVIDUAL_KINDS, Kind, Slot

ANY = "any"
_LISTED = 6
_FEW = 6
_PERSON = re.compile(r"\b(?:mens|iemand|persoon|medewerker|someone|human|person|people)\b")


def ask_again(turn: Turn) -> None:
    """Store the request as told so far: postcode, kind and language. The norm clock keeps its first day."""
    facts, notes = turn.talk.facts, turn.talk.notes
    known = turn.app.bookings.request(turn.worker_id)
    kind = notes.get("kind")
    turn.app.bookings.ask(
        turn.worker_id,
        postcode=None if known is not None else str(facts["postcode"]),
        kind=Kind(kind) if kind else None,
        language=notes.get("coach_language") or turn.talk.language,
    )


def show_ways(turn: Turn, question: str) -> None:
    """The kinds of talk as answers to `question`, a group meeting where one is planned, and other languages."""
    choices = [Choice(f"choice.way_{kind}", _tap(question, f"kind {kind}")) for kind in INDIVIDUAL_KINDS]
    if question == "slot" and turn.app.bookings.meetings(turn.worker_id):
        choices.append(Choice("choice.way_group", _tap(question, f"kind {Kind.GROUP}")))
    choices.append(Choice("choice.way_any", _tap(question, f"kind {ANY}")))
    if question == "slot":
        choices.append(Choice("choice.way_code", _tap(question, "code")))
    choices.append(Choice("choice.way_language", _tap(question, "languages")))
    turn.say("slot.which_way", choices=choices)


def show_languages(turn: Turn, question: str) -> None:
    """The languages that coaches in the region speak, as answers to `question`."""
    spoken = turn.app.bookings.languages(turn.worker_id)
    named = [language for language in spoken if turn.app.catalogue.has(f"choice.language_{language}")]
    choices = [Choice(f"choice.language_{name}", _tap(question, f"language {name}")) for name in named[:_LISTED]]
    turn.say("slot.which_language", choices=choices)


def way_in(turn: Turn, text: str) -> dict[str, str]:
    """A kind of talk or a language that `text` asks for."""
    words = turn.app.choice_words
    found = {"kind": words.find("slot_way", text), "language": words.find("slot_language", text)}
    return {name: value for name, value in found.items() if value}


def chooses_way(turn: Turn) -> bool:
    """Whether a few words such as 'bel mij maar op' choose a kind of talk, rather than ask for a person right now."""
    few = len(turn.text.split()) <= _FEW and not _PERSON.search(turn.text.lower())
    return turn.intent == "talk_to_human" and few and "kind" in way_in(turn, turn.text)


def keep_way(turn: Turn, answer: dict[str, Any]) -> None:
    """Keep the kind or language and look again; a language that nobody speaks is said so by the offer."""
    notes = turn.talk.notes
    kind, language = answer.get("kind"), answer.get("language")
    notes.pop("group", None)
    if kind == Kind.GROUP:
        notes["group"] = True
        return
    if kind is not None:
        notes["kind"] = None if kind == ANY else kind
    if language is not None:
        notes["coach_language"] = language
    ask_again(turn)


def show_meetings(turn: Turn, question: str) -> bool:
    """The group meetings with a seat left, as answers to `question`; False, and says so, when there are none."""
    code = turn.talk.notes.get("meeting_code", "")
    found = turn.app.bookings.meetings(turn.worker_id, code)
    if not found:
        turn.say("slot.no_meetings")
        turn.talk.notes.pop("group", None)
        return False
    choices = [
        Choice("choice.meeting", _tap(question, Slot.of_meeting(one).id), {"title": one.title, "start": one.start})
        for one in found[:_LISTED]
    ]
    show_order(turn, [Slot.of_meeting(one) for one in found[:_LISTED]])
    choices.append(Choice("choice.way_alone", _tap(question, f"kind {ANY}")))
    turn.say("slot.meetings", choices=choices)
    return True


def tapped_way(answer: str) -> dict[str, str] | None:
    """The kind or language in a button's answer ('kind video', 'language tr'), or None for another button."""
    name, _, value = answer.partition(" ")
    return {name: value} if name in ("kind", "language") and value else None


def _tap(question: str, answer: str) -> str:
    return payload("inform", question=question, answer=answer)
