"""The questions of the self-check: three facts, at most seventeen statements, two views; every one may be skipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from actions.answers import NOTHING, UNKNOWN, Answer
from actions.heard import NOT_KNOWN
from actions.interviews.base import Interview
from actions.occupation import (
    another_subject,
    ask_occupation,
    forget_typed,
    keep_occupation,
    read_occupation,
    tapped_occupation,
)
from actions.questions import Kind, Question
from actions.say import Choice, Part, payload
from actions.selfcheck import (
    BREADTH,
    DIPLOMA,
    FACTS,
    OCCUPATION,
    OUTLOOK,
    PREFIX,
    REGION,
    asked,
    filled,
    show_result,
)
from actions.turn import Turn
from bot.selfcheck import BREADTHS, DIPLOMAS, OUTLOOKS, STATEMENTS, small

LEVELS = ("1", "2", "3", "4", "5")
_LONGEST_PLACE = 4
"""Words; more than this, where no place is known in it, is something else than a region."""
_CHOICES = {DIPLOMA: DIPLOMAS, OUTLOOK: OUTLOOKS, BREADTH: BREADTHS}
_ASKING = ("selfcheck.ask_", "selfcheck.which_occupation", "selfcheck.no_occupation_found")

QUESTIONS = (
    Question(OCCUPATION, Kind.TEXT),
    Question(DIPLOMA, Kind.CHOICE, choices=DIPLOMAS),
    Question(REGION, Kind.TEXT),
    *(Question(f"{PREFIX}{name}", Kind.CHOICE, choices=LEVELS) for name in STATEMENTS),
    Question(OUTLOOK, Kind.CHOICE, choices=OUTLOOKS),
    Question(BREADTH, Kind.CHOICE, choices=BREADTHS),
)


class SelfCheckInterview(Interview):
    """What somebody finds strong or hard."""

    name = "selfcheck"
    questions: ClassVar[Mapping[str, Question]] = {question.name: question for question in QUESTIONS}

    def next(self, turn: Turn) -> str | None:
        return next((name for name in asked(turn) if name not in turn.talk.facts), None)

    def put(self, turn: Turn, name: str) -> bool:
        return turn.talk.notes.get("check_put") == name and any(key.startswith(_ASKING) for key in turn.say.said)

    def ask(self, turn: Turn, question: Question) -> None:
        names = asked(turn)
        place = names.index(question.name) + 1 if question.name in names else len(names)
        total = len(QUESTIONS) if OCCUPATION not in turn.talk.facts else len(names)
        custom = {"progress": {"done": place, "total": total}}
        turn.talk.notes["check_put"] = question.name
        if question.name == OCCUPATION:
            ask_occupation(turn, custom)
        elif question.name == REGION:
            turn.say("selfcheck.ask_region", choices=[_skip(REGION)], custom=custom)
        elif question.name in _CHOICES:
            self._ask_choice(turn, question, custom)
        else:
            self._ask_statement(turn, question.name, custom)

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        words = turn.app.choice_words
        if question.name == OCCUPATION:
            return read_occupation(turn, text)
        if question.name == REGION:
            return self._read_region(turn, text)
        found = words.find(question.name if question.name in _CHOICES else "check_level", text)
        if words.find("check_skip", text):
            return UNKNOWN
        return Answer(found) if found else NOTHING

    def claims(self, turn: Turn) -> bool:
        """A title that is known, such as 'software developer', is no question about the assistant."""
        return turn.talk.question == OCCUPATION and turn.app.checks.self_check.titles.knows(turn.text)

    def tapped(self, turn: Turn, question: Question, answer: str) -> Answer:
        if answer == "unknown":
            return UNKNOWN
        if question.name == OCCUPATION:
            return tapped_occupation(turn, answer)
        return Answer(answer) if answer in question.choices else NOTHING

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        turn.talk.notes.pop("check_shown", None)  # the coach gets what the worker saw, and this is not seen yet
        if question.name == OCCUPATION:
            keep_occupation(turn, answer)
            return
        turn.talk.facts[question.name] = NOT_KNOWN if answer.unknown else answer.value
        self._say_back(turn, question, answer)

    def drop(self, turn: Turn, name: str) -> None:
        super().drop(turn, name)
        turn.talk.notes.pop("check_shown", None)
        if name == OCCUPATION:
            forget_typed(turn)

    def finish(self, turn: Turn) -> None:
        show_result(turn)

    def _read_region(self, turn: Turn, text: str) -> Answer:
        known = turn.app.checks.region(text)
        if known:
            return Answer(known)
        words, notes = turn.app.choice_words, turn.talk.notes
        if words.find("check_skip", text) or words.find("check_anywhere", text):
            return UNKNOWN
        if another_subject(turn) or len(text.split()) > _LONGEST_PLACE:
            return NOTHING
        if not notes.get("check_place"):
            notes["check_place"] = True
            return Answer(problem="selfcheck.region_unknown")
        return Answer(" ".join(text.split())[:60])

    def _say_back(self, turn: Turn, question: Question, answer: Answer) -> None:
        """Say what was understood: the region always, an answer where it was typed and not tapped."""
        if question.name == REGION and not answer.unknown:
            known = turn.app.checks.regions.find(str(answer.value)) is not None
            turn.say("selfcheck.region_heard" if known else "selfcheck.region_kept", region=answer.value)
        elif not turn.tapped and answer.unknown:
            turn.say("selfcheck.skipped")
        elif not turn.tapped:
            turn.say("selfcheck.noted", choice=Part(f"selfcheck.{_words(question.name)}_{answer.value}"))

    def _ask_choice(self, turn: Turn, question: Question, custom: Mapping[str, Any]) -> None:
        if question.name == OUTLOOK:
            turn.say("selfcheck.views")
        about = _words(question.name)
        shown = [_button(question.name, name, f"selfcheck.{about}_{name}") for name in question.choices]
        skip = _skip(question.name, "rather_not" if question.name == DIPLOMA else "skip")
        turn.say(f"selfcheck.ask_{about}", choices=[*shown, skip], custom=custom)

    def _ask_statement(self, turn: Turn, name: str, custom: Mapping[str, Any]) -> None:
        lang, statement = turn.talk.language, name.removeprefix(PREFIX)
        group = turn.app.checks.self_check.trade(filled(turn).occupation).get(statement)
        skip = _skip(name, "skip" if group is None else "skip_trade")
        choices = [*(_button(name, level, f"selfcheck.scale_{level}") for level in LEVELS), skip]
        if name == next(one for one in asked(turn) if one not in FACTS) and not turn.talk.notes.get("check_told"):
            turn.talk.notes["check_told"] = True
            turn.say("selfcheck.statements")
        if group is None:
            turn.say(f"selfcheck.ask_{statement}", choices=choices, custom=custom)
            return
        words, example = group.name(lang), group.examples.get(lang)
        key = "selfcheck.ask_trade_example" if example else "selfcheck.ask_trade"
        told = {"name": small(words), **({"example": small(example)} if example else {})}
        turn.say(key, choices=choices, custom=custom, **told)


def _words(question: str) -> str:
    """What the texts of a question are called."""
    return question.removeprefix(PREFIX) if question in _CHOICES else "scale"


def _button(question: str, value: str, key: str) -> Choice:
    return Choice(key, payload("inform", question=question, answer=value))


def _skip(question: str, key: str = "skip") -> Choice:
    return _button(question, "unknown", f"selfcheck.{key}")
