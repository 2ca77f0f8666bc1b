"""The questions that the assistant asks: how each is put, and how an answer to it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from actions.answers import NO_SUCH_DAY, NOTHING, UNKNOWN, Answer
from actions.say import Choice, payload
from actions.strange import strange_day
from actions.turn import Turn
from bot.language import Reading, read_amount, read_answer, read_days, read_postcode
from bot.language.choices import plain

FEW = 6
"""A yes or no in the middle of more words is no answer."""


class Kind(Enum):
    """What sort of answer a question wants."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    DAYS = "days"
    AMOUNT = "amount"
    POSTCODE = "postcode"
    TEXT = "text"


@dataclass(frozen=True)
class Question:
    """One question. `name` is the fact it fills and names its texts: `ask.<name>`, `heard.<name>`, `why.<name>`.

    `reads` is the kind of date for `bot.language`; `choices` are the buttons in order; `optional` adds 'I do not know'.
    """

    name: str
    kind: Kind
    reads: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = True

    def buttons(self) -> list[Choice]:
        """The buttons, each with the question in its payload: a late tap corrects the answer to this very question."""
        names = ("yes", "no") if self.kind is Kind.YES_NO and not self.choices else self.choices
        shown = [Choice(self._title(name), payload("inform", question=self.name, answer=name)) for name in names]
        if self.optional:
            shown.append(Choice("choice.unknown", payload("inform", question=self.name, answer="unknown")))
        return shown

    def _title(self, name: str) -> str:
        return f"choice.{name}" if name in ("yes", "no") else f"choice.{self.name}_{name}"

    def ask(self, turn: Turn, extra: Sequence[Choice] = (), **values: Any) -> None:
        """Put the question, with buttons (`extra` ones last) and, for a date, a date picker."""
        custom = {"date_input": {"min": None, "max": None}} if self.kind is Kind.DATE else None
        turn.say(f"ask.{self.name}", choices=[*self.buttons(), *extra], custom=custom, **values)

    def read(self, turn: Turn, text: str) -> Answer:
        """What `text` answers to this question."""
        return _READERS[self.kind](self, turn, text)


def _choice(question: Question, turn: Turn, text: str) -> Answer:
    found = turn.app.choice_words.find(question.name, text)
    if found:
        return UNKNOWN if found == "unknown" else Answer(found)
    return _unsure(question, turn, text)


def _yes_no(question: Question, turn: Turn, text: str) -> Answer:
    """Yes or no in few words, or a sentence that begins with it: 'I have no money left' is not a no."""
    unsure = _unsure(question, turn, text)
    if unsure.usable:  # 'weet ik niet' holds 'niet'
        return unsure
    said = plain(text).split()
    opening = turn.app.choice_words.find("yes_no", " ".join(said[:2]))
    if "?" not in text and (len(said) <= FEW or opening):
        named = turn.app.choice_words.find(question.name, text) or opening or turn.app.choice_words.find("yes_no", text)
        if named:
            return UNKNOWN if named == "unknown" else Answer(named)
    if turn.intent in ("affirm", "deny") and turn.decision == "act" and len(said) <= FEW:
        return Answer("yes" if turn.intent == "affirm" else "no")
    return NOTHING


def _date(question: Question, turn: Turn, text: str) -> Answer:
    named = turn.app.choice_words.find(question.name, text)
    if named and named in question.choices:
        return Answer(named)
    reading = read_answer(text, question.reads, turn.now, language=turn.talk.language)
    if reading.reason == "impossible":
        return NO_SUCH_DAY
    find = _DATE_VALUES.get(reading.outcome.value)
    value = find(reading) if find is not None else NOTHING
    if not value.usable:
        return _unsure(question, turn, text)
    return strange_day(question.reads, value, turn.today) or value


def _day(reading: Reading) -> Answer:
    if reading.start is None:
        return NOTHING
    if reading.grain == "day":
        return Answer(reading.start.isoformat()[:10])
    return Answer({"about": reading.start.isoformat()[:10], "grain": str(reading.grain)})


def _span(reading: Reading) -> Answer:
    forms: dict[str, Any] = reading.to_dict().get("duration") or {}
    return Answer({"ago": {"years": forms.get("years") or 0, "months": forms.get("months") or 0}})


def _options(reading: Reading) -> Answer:
    return Answer(options=tuple(item["start"] for item in reading.to_dict()["alternatives"] if item.get("start")))


_DATE_VALUES: Mapping[str, Callable[[Reading], Answer]] = {"date": _day, "duration": _span, "ambiguous": _options}


def _days(question: Question, turn: Turn, text: str) -> Answer:
    days = read_days(text)
    return _unsure(question, turn, text) if days is None else Answer(days)


def _amount(question: Question, turn: Turn, text: str) -> Answer:
    amount = read_amount(text)
    monthly = amount.per_month if amount is not None else None
    return _unsure(question, turn, text) if monthly is None else Answer(str(monthly))


def _postcode(question: Question, turn: Turn, text: str) -> Answer:
    postcode = read_postcode(text)
    return _unsure(question, turn, text) if postcode is None else Answer(postcode)


def _text(question: Question, turn: Turn, text: str) -> Answer:
    said = " ".join(text.split())
    if turn.app.choice_words.find("skip", text) and question.optional:
        return UNKNOWN
    return Answer(said[:80]) if said else NOTHING


def _unsure(question: Question, turn: Turn, text: str) -> Answer:
    words = turn.app.choice_words
    if question.optional and (words.find("unknown", text) or words.find("skip", text)):
        return UNKNOWN
    return NOTHING


_READERS: Mapping[Kind, Callable[[Question, Turn, str], Answer]] = {
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _date,
    Kind.DAYS: _days,
    Kind.AMOUNT: _amount,
    Kind.POSTCODE: _postcode,
    Kind.TEXT: _text,
}
