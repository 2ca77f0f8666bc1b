"""The questions of the self-check: three facts, then at most seventeen statements; every one may be skipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from actions.answers import NOTHING, UNKNOWN, Answer
from actions.heard import NOT_KNOWN
from actions.interviews.base import Interview
from actions.questions import Kind, Question
from actions.say import Choice, Part, payload
from actions.selfcheck import FACTS, PREFIX, asked, filled, show_result, statements_left
from actions.turn import Turn
from bot.selfcheck import DIPLOMAS, STATEMENTS, TRADE, Occupation, plain_title

LEVELS = ("1", "2", "3", "4", "5")
OCCUPATION, DIPLOMA, REGION = FACTS
_LONGEST_PLACE = 4
"""Words; more than this, where no place is known in it, is something else than a region."""
_NOT_AN_ANSWER = frozenset({"inform", "affirm", "deny", "out_of_scope", "start_self_check"})
"""What the understanding makes of a bare title or place; another subject, understood surely, is one."""

QUESTIONS = (
    Question(OCCUPATION, Kind.TEXT),
    Question(DIPLOMA, Kind.CHOICE, choices=DIPLOMAS),
    Question(REGION, Kind.TEXT),
    *(Question(f"{PREFIX}{name}", Kind.CHOICE, choices=LEVELS) for name in STATEMENTS),
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
            self._ask_occupation(turn, custom)
        elif question.name == DIPLOMA:
            shown = [_button(DIPLOMA, name, f"selfcheck.diploma_{name}") for name in DIPLOMAS]
            turn.say("selfcheck.ask_diploma", choices=[*shown, _skip(DIPLOMA, "rather_not")], custom=custom)
        elif question.name == REGION:
            turn.say("selfcheck.ask_region", choices=[_skip(REGION)], custom=custom)
        else:
            self._ask_statement(turn, question.name, custom)

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        words = turn.app.choice_words
        if question.name == OCCUPATION:
            return self._read_occupation(turn, text)
        if question.name == REGION:
            return self._read_region(turn, text)
        found = words.find("check_diploma" if question.name == DIPLOMA else "check_level", text)
        if words.find("check_skip", text):
            return UNKNOWN
        return Answer(found) if found else NOTHING

    def tapped(self, turn: Turn, question: Question, answer: str) -> Answer:
        if answer == "unknown":
            return UNKNOWN
        if question.name == OCCUPATION:
            known = answer == "none_fit" or turn.app.checks.self_check.occupations.get(answer) is not None
            return Answer(answer) if known else NOTHING
        return Answer(answer) if answer in question.choices else NOTHING

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        facts, notes = turn.talk.facts, turn.talk.notes
        if question.name != OCCUPATION:
            facts[question.name] = NOT_KNOWN if answer.unknown else answer.value
            self._say_back(turn, question, answer)
            return
        for name in ("check_typed", "check_other"):
            notes.pop(name, None)
        if isinstance(answer.value, dict):
            notes["check_typed"] = answer.value["typed"][:80]
            facts.pop(OCCUPATION, None)
        elif answer.value == "none_fit":
            facts.pop(OCCUPATION, None)
            notes["check_other"] = True
        else:
            self._keep_occupation(turn, answer)

    def drop(self, turn: Turn, name: str) -> None:
        super().drop(turn, name)
        if name == OCCUPATION:
            for note in ("check_typed", "check_other"):
                turn.talk.notes.pop(note, None)

    def finish(self, turn: Turn) -> None:
        show_result(turn)

    def _read_occupation(self, turn: Turn, text: str) -> Answer:
        """One of the titles shown, by its number or its words; else a title to look up."""
        words, shown = turn.app.choice_words, self._shown(turn)
        if words.find("check_none_fit", text):
            return Answer("none_fit")
        if words.find("check_skip", text):
            return UNKNOWN
        said = plain_title(text)
        number = words.find("check_number", text)
        if number and len(said.split()) <= _LONGEST_PLACE and int(number) <= len(shown):
            return Answer(shown[int(number) - 1].id)
        for one in shown:
            if said in {plain_title(title) for title in one.titles.values()}:
                return Answer(one.id)
        if _another_subject(turn) and not turn.app.checks.self_check.titles.likely(text):
            return NOTHING
        return Answer({"typed": text})

    def _read_region(self, turn: Turn, text: str) -> Answer:
        known = turn.app.checks.region(text)
        if known:
            return Answer(known)
        if turn.app.choice_words.find("check_skip", text) or turn.app.choice_words.find("check_anywhere", text):
            return UNKNOWN
        if _another_subject(turn) or len(text.split()) > _LONGEST_PLACE:
            return NOTHING
        return Answer(" ".join(text.split())[:60])

    def _shown(self, turn: Turn) -> tuple[Occupation, ...]:
        typed = turn.talk.notes.get("check_typed")
        return turn.app.checks.self_check.titles.find(typed) if typed else ()

    def _say_back(self, turn: Turn, question: Question, answer: Answer) -> None:
        """Say what was understood: the region always, an answer where it was typed and not tapped."""
        if question.name == REGION and not answer.unknown:
            known = turn.app.checks.regions.find(str(answer.value)) is not None
            turn.say("selfcheck.region_heard" if known else "selfcheck.region_kept", region=answer.value)
        elif not turn.tapped and answer.unknown:
            turn.say("selfcheck.skipped")
        elif not turn.tapped:
            group = "diploma" if question.name == DIPLOMA else "scale"
            turn.say("selfcheck.noted", choice=Part(f"selfcheck.{group}_{answer.value}"))

    def _keep_occupation(self, turn: Turn, answer: Answer) -> None:
        facts = turn.talk.facts
        before = filled(turn).occupation
        facts[OCCUPATION] = NOT_KNOWN if answer.unknown else answer.value
        if before != filled(turn).occupation:
            for name in TRADE:
                facts.pop(f"{PREFIX}{name}", None)
            turn.talk.trail = [name for name in turn.talk.trail if name not in _TRADE_NAMES]
        found = turn.app.checks.self_check.occupations.get(filled(turn).occupation or "")
        if found is not None:
            turn.say("selfcheck.occupation_heard", title=found.title(turn.talk.language))

    def _ask_occupation(self, turn: Turn, custom: Mapping[str, Any]) -> None:
        typed = turn.talk.notes.get("check_typed")
        skip = _skip(OCCUPATION, "skip_occupation")
        if not typed:
            key = "selfcheck.ask_other_words" if turn.talk.notes.get("check_other") else "selfcheck.ask_occupation"
            turn.say(key, choices=[skip], custom=custom)
            return
        lang = turn.talk.language
        found = self._shown(turn)
        if not found:
            turn.talk.notes.pop("check_typed")
            turn.say("selfcheck.no_occupation_found", choices=[skip], custom=custom)
            return
        shown = [Choice("selfcheck.title", _answer(OCCUPATION, one.id), {"title": one.title(lang)}) for one in found]
        other = _button(OCCUPATION, "none_fit", "selfcheck.none_fit")
        turn.say("selfcheck.which_occupation", choices=[*shown, other, skip], custom=custom)

    def _ask_statement(self, turn: Turn, name: str, custom: Mapping[str, Any]) -> None:
        lang, statement = turn.talk.language, name.removeprefix(PREFIX)
        group = turn.app.checks.self_check.trade(filled(turn).occupation).get(statement)
        choices = [*(_button(name, level, f"selfcheck.scale_{level}") for level in LEVELS), _skip(name)]
        if statements_left(turn) == len(asked(turn)) - len(FACTS):
            turn.say("selfcheck.statements")
        if group is None:
            turn.say(f"selfcheck.ask_{statement}", choices=choices, custom=custom)
            return
        words, example = group.name(lang), group.examples.get(lang)
        key = "selfcheck.ask_trade_example" if example else "selfcheck.ask_trade"
        told = {"name": _small(words), **({"example": _small(example)} if example else {})}
        turn.say(key, choices=choices, custom=custom, **told)


_ASKING = ("selfcheck.ask_", "selfcheck.which_occupation", "selfcheck.no_occupation_found")
_TRADE_NAMES = frozenset(f"{PREFIX}{name}" for name in TRADE)


def _another_subject(turn: Turn) -> bool:
    return turn.decision == "act" and turn.intent not in _NOT_AN_ANSWER


def _small(words: str) -> str:
    """With a small first letter, as within a sentence; a word in capitals stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _answer(question: str, value: str) -> str:
    return payload("inform", question=question, answer=value)


def _button(question: str, value: str, key: str) -> Choice:
    return Choice(key, _answer(question, value))


def _skip(question: str, key: str = "skip") -> Choice:
    return _button(question, "unknown", f"selfcheck.{key}")
