"""The self-check in the talk: the answers so far, the result as shown, and what of it goes to the coach."""

from __future__ import annotations

from typing import Any

from actions.heard import NOT_KNOWN
from actions.helping import personal_help, tell_help
from actions.say import Choice, Part, payload
from actions.turn import Turn
from bot.selfcheck import STATEMENTS, Filled, Result, Section, Told, picture_told, told_coach, told_result

PREFIX = "check_"
OCCUPATION, DIPLOMA, REGION = FACTS = ("check_occupation", "check_diploma", "check_region")
OUTLOOK, BREADTH = VIEWS = ("check_outlook", "check_breadth")
"""How the worker sees the work in the trade, and the work of the last years: for the talk with the coach."""


def filled(turn: Turn) -> Filled:
    """What the worker filled in so far; skipped answers are absent."""
    facts = turn.talk.facts
    given = {name: facts.get(f"{PREFIX}{name}") for name in STATEMENTS}
    answers = {name: int(level) for name, level in given.items() if isinstance(level, str)}
    occupation, diploma, region, outlook, breadth = (
        None if facts.get(name) == NOT_KNOWN else facts.get(name) for name in (*FACTS, *VIEWS)
    )
    return Filled(occupation, diploma, region, answers, outlook, breadth)


def check_result(turn: Turn) -> Result | None:
    """What follows from the answers so far; None where nothing was filled in yet."""
    told = filled(turn)
    return turn.app.checks.self_check.result(told) if told.answers or told.occupation else None


def asked(turn: Turn) -> tuple[str, ...]:
    """The names of all questions of the check for this worker, in order."""
    statements = turn.app.checks.self_check.asked(filled(turn).occupation)
    return (*FACTS, *(f"{PREFIX}{name}" for name in statements), *VIEWS)


def show_result(turn: Turn) -> None:
    """The result as text, picture and document, then the help that fits, and the offer of a talk."""
    checks, lang = turn.app.checks, turn.talk.language
    result = checks.self_check.result(filled(turn))
    for section in told_result(result, lang, checks.figures(result, turn.today)):
        turn.say.parts([part_of(section.title), *map(part_of, section.lines)])
        for group in section.groups:
            turn.say.parts(map(part_of, group))
    helps = personal_help(turn, result)
    token = checks.link(result.filled, lang, turn.today, [(one.entry.name, one.reason) for one in helps])
    name = turn.app.catalogue.text("selfcheck.file", lang)
    custom: dict[str, Any] = {"file": {"url": f"/zelfcheck/{token}.html", "name": name, "media_type": "text/html"}}
    drawn = picture_told(result, lang, checks.teller(lang))
    if drawn:
        kind = "png" if turn.channel == "telegram" else "svg"
        custom["image"] = {"url": f"/zelfcheck/{token}.{kind}", "alt": drawn}
    turn.say("selfcheck.picture" if drawn else "selfcheck.document_only", custom=custom)
    tell_help(turn, helps)
    choices = [
        Choice("selfcheck.change", payload("start_self_check", show="change")),
        Choice("selfcheck.again", payload("start_self_check", show="again")),
    ]
    if "offer" in turn.talk.ahead:  # a talk is offered right after this
        turn.say("selfcheck.may_change", choices=choices)
    else:
        turn.say("selfcheck.offer", choices=[Choice("menu.book_intake", payload("book_intake")), *choices])
    turn.talk.notes["check_shown"] = True


def check_for_coach(turn: Turn) -> tuple[Part, list[Part]]:
    """The heading and lines for the coach's summary; no lines before the worker saw the result."""
    if not turn.talk.notes.get("check_shown") or turn.talk.notes.get("check_withheld"):
        return Part("selfcheck.coach"), []
    checks = turn.app.checks
    result = checks.self_check.result(filled(turn))
    section: Section = told_coach(result, turn.talk.language, checks.figures(result, turn.today))
    return part_of(section.title), [part_of(line) for line in section.lines]


def forget_check(turn: Turn) -> None:
    """Forget all answers of the check."""
    talk = turn.talk
    for name in [name for name in talk.facts if name.startswith(PREFIX)]:
        talk.facts.pop(name)
    talk.trail = [name for name in talk.trail if not name.startswith(PREFIX)]
    for name in ("check_typed", "check_other", "check_shown", "check_told", "check_place", "check_withheld"):
        talk.notes.pop(name, None)


def part_of(told: Told) -> Part:
    """A sentence of a room as a sentence to say."""
    return Part(told.key, {name: _value(value) for name, value in told.values.items()})


def _value(value: Any) -> Any:
    if isinstance(value, Told):
        return part_of(value)
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return value
