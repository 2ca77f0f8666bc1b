"""How the worker wants to be called and reached. Stored apart from the conversation, after consent."""

from __future__ import annotations

import re

from actions.answers import NOTHING, UNKNOWN, Answer
from actions.say import Choice, payload
from actions.turn import Turn
from actions.ways import way_in
from bot.intake import Kind, Slot
from bot.language.choices import plain

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+|00)?\d[\d\s().-]{7,16}\d")
_SURE_PHONE = re.compile(r"(?<![\d-])(?:\+\d|0)[\d\s().-]{7,16}\d")
"""A number that can be no date."""
_NEEDED = {Kind.TELEPHONE: "phone", Kind.VIDEO: "link"}
NEEDED_ASKED = frozenset(f"intake.{text}_{what}" for text in ("ask", "needs") for what in _NEEDED.values())
_KINDS = ("email", "phone")

_INTRODUCES = re.compile(
    r"^.*\b(?:mijn naam is|my name is|noem (?:mij|me)(?: maar)?|zeg maar|ik heet|call me)\s+"
    r"|^(?:ik ben|i am|i'm|it's|it is|naam|name|gewoon|just)\b[\s:]+",
    re.IGNORECASE,
)
_NAME_WORDS = 4
_INSIDE = re.compile(r"[?!,;:@\d]|\w{2,}\.")
_NO_NAME_WORDS = """
ja nee neen jawel yes yeah yep no nope klopt oke okay ok niet geen not sorry ga verder doorgaan maar graag prima goed
correct sure continue please ik u we wij dat dit is heb moet weet waarom hoezo wat hoe the this that what why
boos moe verdrietig bang ziek ontslagen klaar angry tired sad ill fired overslaan skip liever
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def details_in(text: str, *, sure: bool = False) -> dict[str, str]:
    """The e-mail address and telephone number in `text`; empty without one. `sure` wants a number that is no date."""
    email, phone = _EMAIL.search(text), (_SURE_PHONE if sure else _PHONE).search(text)
    if not email and not phone:
        return {}
    return {"email": email.group() if email else "", "phone": phone.group().strip() if phone else ""}


def read_contact(turn: Turn, text: str) -> Answer:
    """An e-mail address, a telephone number or both; or the wish to give none, or for another kind of talk."""
    details = details_in(text)
    if details:
        return Answer(details)
    way = way_in(turn, text).get("kind")
    if needed(turn) and way is not None and way != chosen_kind(turn):
        return Answer({"kind": way})
    if turn.intent == "deny" or turn.app.choice_words.find("contact", text) == "none":
        return UNKNOWN
    return NOTHING


def chosen_kind(turn: Turn) -> Kind | None:
    """The kind of talk of the chosen slot."""
    try:
        return Slot.from_id(str(turn.talk.facts.get("slot"))).kind
    except ValueError:  # the waitlist, or nothing yet
        return None


def needed(turn: Turn) -> str | None:
    """What the chosen kind of talk cannot do without: `phone`, or `link` for an address to send the link to."""
    kind = chosen_kind(turn)
    return _NEEDED.get(kind) if kind is not None else None


def lacking(turn: Turn, kind: Kind) -> str | None:
    """What a talk of this kind cannot do without and the worker has not given: `phone`, or `link`; else None."""
    worker, wanted = turn.app.workers.find(turn.worker_id), _NEEDED.get(kind)
    given = (worker.phone if wanted == "phone" else worker.email or worker.phone) if worker else ""
    return None if given else wanted


def reachable(turn: Turn) -> bool:
    """Whether the coach can reach the worker in the way that was chosen."""
    given = turn.talk.facts.get("contact")
    match needed(turn):
        case "phone":
            return isinstance(given, list) and "phone" in given
        case "link":
            return isinstance(given, list) and bool(given)
    return True


def ask_needed(turn: Turn) -> None:
    """Ask for what the chosen kind of talk needs, with the way out: another kind."""
    text = "needs" if "contact" in turn.talk.facts else "ask"
    other = Choice("choice.contact_other_way", payload("inform", question="slot", answer="other_way"))
    turn.say(f"intake.{text}_{needed(turn)}", choices=[other])


def keep_contact(turn: Turn, answer: Answer) -> None:
    """Store the details beside those given before; the conversation only remembers which kinds were given."""
    details = answer.value or {"email": "", "phone": ""}
    before = turn.talk.facts.get("contact")
    given = {kind: value for kind, value in details.items() if value}
    if isinstance(before, list) and (given or not reachable(turn)):
        if given:
            turn.app.workers.update(turn.worker_id, **given)
        turn.talk.facts["contact"] = [kind for kind in _KINDS if kind in before or kind in given]
        return
    turn.app.workers.update(turn.worker_id, **details)
    turn.talk.facts["contact"] = list(given) or "none"


def read_name(turn: Turn, text: str) -> Answer:
    """A name of at most four words; anything else gets a kind sentence that asks for the name alone."""
    if turn.intent == "express_distress" and turn.decision == "act":
        return NOTHING
    name = bare_name(text)
    words = plain(name).split()
    fits = any(letter.isalpha() for letter in name) and len(name.split()) <= _NAME_WORDS
    if not fits or _INSIDE.search(name) or _NO_NAME.intersection(words):
        return Answer(problem="intake.only_name")
    return Answer(name[:80])


def bare_name(text: str) -> str:
    """`text` without 'mijn naam is' before it and a sentence mark after it."""
    name = _INTRODUCES.sub("", " ".join(text.split())).strip(" \"'")
    return re.sub(r"(?<=\w\w)[.!]+$", "", name).strip()


def keep_name(turn: Turn, answer: Answer) -> None:
    """Store the name; the conversation only remembers that it was given."""
    turn.app.workers.update(turn.worker_id, name=bare_name(str(answer.value))[:80])
    turn.talk.facts["name"] = True
