"""The question about the own occupation: typed in own words, then picked from at most five."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.answers import NOTHING, UNKNOWN, Answer
from actions.heard import NOT_KNOWN
from actions.reading import QUESTION_WORDS
from actions.say import Choice, payload
from actions.selfcheck import OCCUPATION, PREFIX, VIEWS, filled
from actions.turn import Turn
from bot.selfcheck import TRADE, Occupation, plain_title

_NOTES = ("check_typed", "check_other")
"""What was typed; and that none of the titles shown fits."""
_NUMBER_WORDS = 4
"""More words than this are a title with a number in it, not the number of a title."""
_NOT_A_WISH = frozenset({"inform", "affirm", "deny", "out_of_scope", "start_self_check"})
"""What the understanding makes of a bare title or place; another subject, understood surely, is a wish."""


def another_subject(turn: Turn) -> bool:
    """Whether the message surely wants something else than to answer a question of the check."""
    return turn.decision == "act" and turn.intent not in _NOT_A_WISH


def ask_occupation(turn: Turn, custom: Mapping[str, Any]) -> None:
    """Ask for the occupation, or which of the titles found it is."""
    notes = turn.talk.notes
    skip = _button("unknown", "selfcheck.skip_occupation")
    if not notes.get("check_typed"):
        key = "selfcheck.ask_other_words" if notes.get("check_other") else "selfcheck.ask_occupation"
        turn.say(key, choices=[skip], custom=custom)
        return
    found = _shown(turn)
    if not found:
        notes.pop("check_typed")
        turn.say("selfcheck.no_occupation_found", choices=[skip], custom=custom)
        return
    lang = turn.talk.language
    titles = [Choice("selfcheck.title_button", _answer(one.id), {"title": one.title(lang)}) for one in found]
    other = _button("none_fit", "selfcheck.none_fit")
    turn.say("selfcheck.which_occupation", choices=[*titles, other, skip], custom=custom)


def read_occupation(turn: Turn, text: str) -> Answer:
    """One of the titles shown, by its number or its words; else a title to look up."""
    words, shown = turn.app.choice_words, _shown(turn)
    if words.find("check_none_fit", text):
        return Answer("none_fit")
    if words.find("check_skip", text):
        return UNKNOWN
    said = plain_title(text)
    number = words.find("check_number", text)
    if number and len(said.split()) <= _NUMBER_WORDS and int(number) <= len(shown):
        return Answer(shown[int(number) - 1].id)
    for one in shown:
        if said in {plain_title(title) for title in one.titles.values()}:
            return Answer(one.id)
    asks = "?" in text or (said.split()[:1] and said.split()[0] in QUESTION_WORDS)
    if (asks or another_subject(turn)) and not turn.app.checks.self_check.titles.likely(text):
        return NOTHING
    return Answer({"typed": text})


def tapped_occupation(turn: Turn, answer: str) -> Answer:
    """A tapped title, if there is such an occupation."""
    known = answer == "none_fit" or turn.app.checks.self_check.occupations.get(answer) is not None
    return Answer(answer) if known else NOTHING


def keep_occupation(turn: Turn, answer: Answer) -> None:
    """Store the occupation, or what was typed until a title is picked; another one brings its own statements."""
    facts, notes = turn.talk.facts, turn.talk.notes
    forget_typed(turn)
    if isinstance(answer.value, dict):
        notes["check_typed"] = answer.value["typed"][:80]
        facts.pop(OCCUPATION, None)
        return
    if answer.value == "none_fit":
        facts.pop(OCCUPATION, None)
        notes["check_other"] = True
        return
    before = filled(turn).occupation
    facts[OCCUPATION] = NOT_KNOWN if answer.unknown else answer.value
    if before != filled(turn).occupation:
        own = {*(f"{PREFIX}{name}" for name in TRADE), *VIEWS}
        turn.talk.facts = {name: value for name, value in facts.items() if name not in own}
        turn.talk.trail = [name for name in turn.talk.trail if name not in own]
    found = turn.app.checks.self_check.occupations.get(filled(turn).occupation or "")
    if found is not None:
        turn.say("selfcheck.occupation_heard", title=found.title(turn.talk.language))


def forget_typed(turn: Turn) -> None:
    """Forget what was typed and not yet picked."""
    for name in _NOTES:
        turn.talk.notes.pop(name, None)


def _shown(turn: Turn) -> tuple[Occupation, ...]:
    typed = turn.talk.notes.get("check_typed")
    return turn.app.checks.self_check.titles.find(typed) if typed else ()


def _answer(value: str) -> str:
    return payload("inform", question=OCCUPATION, answer=value)


def _button(value: str, key: str) -> Choice:
    return Choice(key, _answer(value))
