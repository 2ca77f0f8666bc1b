"""An interview: a row of questions with one purpose. Subclasses say what comes next and what happens at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from actions.answers import UNKNOWN, Answer
from actions.heard import NOT_KNOWN, heard
from actions.questions import Question
from actions.turn import Turn


class Interview(ABC):
    """One purpose, such as working out the last day. Answers are kept in `turn.talk.facts`."""

    name: ClassVar[str]
    questions: ClassVar[Mapping[str, Question]]
    remembered: ClassVar[bool] = True
    """Whether 'back' may lead to its questions."""

    @abstractmethod
    def next(self, turn: Turn) -> str | None:
        """The name of the question that is still open, or None when everything is known."""

    @abstractmethod
    def finish(self, turn: Turn) -> None:
        """Everything is known: say or do what the questions were for."""

    def ask(self, turn: Turn, question: Question) -> None:
        """Put the question."""
        question.ask(turn)

    def put(self, turn: Turn, name: str) -> bool:
        """Whether the question was put in this turn."""
        return f"ask.{name}" in turn.say.said

    def read(self, turn: Turn, question: Question, text: str) -> Answer:
        """What typed `text` answers."""
        return question.read(turn, text)

    def claims(self, turn: Turn) -> bool:
        """Whether the typed text answers the open question, though it sounds like the wish for something else."""
        return False

    def tapped(self, turn: Turn, question: Question, answer: str) -> Answer:
        """What a tapped button answers."""
        return UNKNOWN if answer == "unknown" else Answer(answer)

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        """Store a usable answer, and say back what was understood."""
        turn.talk.facts[question.name] = NOT_KNOWN if answer.unknown else answer.value
        self.echo(turn, question)

    def echo(self, turn: Turn, question: Question) -> None:
        """Say back what was understood, where a text for it exists."""
        part = heard(turn, question.name)
        if part is not None:
            turn.say.parts([part])

    def drop(self, turn: Turn, name: str) -> None:
        """Forget the answer to one question, so that it is asked again."""
        turn.talk.facts.pop(name, None)
