"""What the assistant hears in one message: the intent, how sure it is, what to do, and if somebody is in danger."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.nlu.crisis_ear import CRISIS, CrisisEar
from bot.nlu.decision import Decision, Thresholds, decide
from bot.nlu.encoder import SentenceEncoder, VectorStore
from bot.nlu.examples import Example
from bot.nlu.learning import learn
from bot.nlu.model import IntentModel, Ranking, Recipe
from bot.nlu.segments import clauses

CLAUSE_SHARE = 0.35
NOT_A_SUBJECT = frozenset({"out_of_scope", "inform", "affirm", "deny", "greet", "goodbye", "thank", CRISIS})
"""Intents that are never offered as 'did you mean'."""

ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
BARE = re.compile(rf"{ADDRESS.pattern}|(?=\S*[a-z])(?=\S*\d\S*\d)[\w-]{{4,16}}", re.IGNORECASE)
"""An e-mail address or a code: letters in a row that mean nothing, but could look like words of danger."""
BARE_ANSWER = "inform"


@dataclass(frozen=True)
class Understanding:
    """One message understood. `alternatives` are the three likeliest subjects to offer where the assistant asks.

    `worry` says that somebody may be in danger, though it is not clear enough for `crisis`: a word of care goes first.
    """

    intent: str
    confidence: float
    decision: Decision
    crisis: bool
    worry: bool
    alternatives: tuple[tuple[str, float], ...]
    ranking: Ranking

    def to_dict(self) -> dict[str, Any]:
        """The part that conversation and command line pass on."""
        return {
            "decision": self.decision,
            "crisis": self.crisis,
            "worry": self.worry,
            "alternatives": [{"intent": name, "confidence": round(chance, 4)} for name, chance in self.alternatives],
        }


class Understander:
    """The intent model and the ear for danger together, as trained."""

    def __init__(self, model: IntentModel, ear: CrisisEar | None, thresholds: Thresholds) -> None:
        self.model = model
        self.ear = ear
        self.thresholds = thresholds

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        encoder: SentenceEncoder,
        store: VectorStore | None = None,
        recipe: Recipe | None = None,
    ) -> Understander:
        """Trains everything on `examples`; the limits are learnt from those kept apart, where there are enough."""
        learnt = learn(examples, encoder, store, recipe)
        return cls(learnt.model, learnt.ear, learnt.thresholds)

    def read(self, text: str) -> Understanding:
        """Understands one message. A cry for help in any part of it wins over everything else."""
        if BARE.fullmatch(text.strip()) and BARE_ANSWER in self.model.labels:
            return Understanding(BARE_ANSWER, 0.99, "act", False, False, (), Ranking(((BARE_ANSWER, 0.99),)))
        text = ADDRESS.sub("e-mail", text)
        signals = self.model.signals([text])
        ranking = self.model.rank(signals.mixed(self.model.mix)[0])
        worry = False
        if self.ear is not None:
            danger = self.ear.sum(self.ear.hints([text], self.model, signals)[0])
            if danger >= self.ear.weighing.alarm:
                return _crisis(ranking)
            worry = danger >= self.ear.weighing.worry
        decision = decide(ranking, self.thresholds)
        if decision != "act" and (parts := clauses(text)):
            ranking = _with_clauses(ranking, [self.model.predict(part) for part in parts])
            decision = decide(ranking, self.thresholds)
        if ranking.intent == CRISIS:  # the ear did not hear danger: the next likeliest counts, and is asked about
            worry, ranking = True, _without_crisis(ranking)
            decision = "confirm" if decision == "act" else decision
        offered = tuple(score for score in ranking.scores if score[0] not in NOT_A_SUBJECT)[:3]
        return Understanding(ranking.intent, ranking.confidence, decision, False, worry, offered, ranking)

    def save(self, folder: Path) -> None:
        """Writes the model, the ear and the thresholds into `folder`."""
        self.model.save(folder)
        if self.ear is not None:
            self.ear.save(folder)
        (folder / "limits.json").write_text(json.dumps(asdict(self.thresholds), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder | None = None) -> Understander:
        """Reads what `save` wrote."""
        model = IntentModel.load(folder, encoder or SentenceEncoder())
        limits = json.loads((folder / "limits.json").read_text(encoding="utf-8"))
        return cls(model, CrisisEar.load(folder), Thresholds(**limits))


def _crisis(ranking: Ranking) -> Understanding:
    sure = max(0.99, ranking.of(CRISIS))
    others = tuple((name, chance * (1 - sure)) for name, chance in ranking.scores if name != CRISIS)
    return Understanding(CRISIS, sure, "act", True, False, (), Ranking(((CRISIS, sure), *others)))


def _without_crisis(ranking: Ranking) -> Ranking:
    return Ranking((*(one for one in ranking.scores if one[0] != CRISIS), (CRISIS, ranking.of(CRISIS))))


def _with_clauses(whole: Ranking, parts: Sequence[Ranking]) -> Ranking:
    """The whole's chances, raised where one clause alone is clear: a question may hide among facts."""
    raised = {name: chance + CLAUSE_SHARE * max(part.of(name) for part in parts) for name, chance in whole.scores}
    total = sum(raised.values())
    return Ranking(tuple(sorted(((name, chance / total) for name, chance in raised.items()), key=lambda one: -one[1])))
