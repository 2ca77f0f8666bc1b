"""What the assistant hears in one message: the intent, how sure it is, what to do, and if somebody is in danger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.nlu.crisis import CrisisGuard, CrisisLimits, learn_limits, phrase_strength
from bot.nlu.decision import Decision, Thresholds, decide, learn_thresholds
from bot.nlu.encoder import SentenceEncoder, VectorStore
from bot.nlu.examples import Example
from bot.nlu.model import IntentModel, Ranking, Recipe
from bot.nlu.segments import clauses

CRISIS = "crisis"
SUSPECT = 0.004
"""From this chance on, or with a weak phrase, the clauses of a long message are read one by one."""
CLAUSE_SHARE = 0.35
NOT_A_SUBJECT = frozenset({"out_of_scope", "inform", "affirm", "deny", "greet", "goodbye", "thank", CRISIS})
"""Intents that are never offered as 'did you mean'."""


@dataclass(frozen=True)
class Understanding:
    """One message understood. `alternatives` are the three likeliest subjects to offer where the assistant asks."""

    intent: str
    confidence: float
    decision: Decision
    crisis: bool
    alternatives: tuple[tuple[str, float], ...]
    ranking: Ranking

    def to_dict(self) -> dict[str, Any]:
        """The part that conversation and command line pass on."""
        return {
            "decision": self.decision,
            "crisis": self.crisis,
            "alternatives": [{"intent": name, "confidence": round(chance, 4)} for name, chance in self.alternatives],
        }


class Understander:
    """The intent model and the crisis guard together, as trained."""

    def __init__(self, model: IntentModel, guard: CrisisGuard, thresholds: Thresholds) -> None:
        self.model = model
        self.guard = guard
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
        model = IntentModel.fit(examples, encoder, store, recipe)
        guard = CrisisGuard()
        if model.unseen is None:
            return cls(model, guard, Thresholds())
        if CRISIS in model.labels:
            place = model.labels.index(CRISIS)
            guard.limits = learn_limits(model.unseen.chances[model.unseen.truth != place, place])
        return cls(model, guard, learn_thresholds(model.unseen))

    def read(self, text: str) -> Understanding:
        """Understands one message. A cry for help in any part of it wins over everything else."""
        ranking = self.model.predict(text)
        decision = decide(ranking, self.thresholds)
        suspect = ranking.of(CRISIS) >= SUSPECT or phrase_strength(text) > 0
        parts = [self.model.predict(part) for part in clauses(text)] if suspect or decision != "act" else []
        cry = max((part.of(CRISIS) for part in parts), default=0.0)
        if self.guard.hears(text, ranking.of(CRISIS), cry):
            sure = max(0.99, ranking.of(CRISIS))
            others = tuple((name, chance * (1 - sure)) for name, chance in ranking.scores if name != CRISIS)
            return Understanding(CRISIS, sure, "act", True, (), Ranking(((CRISIS, sure), *others)))
        if parts and decision != "act":
            ranking = _with_clauses(ranking, parts)
            decision = decide(ranking, self.thresholds)
        if ranking.intent == CRISIS:  # below the guard's limit: asked, never acted on
            decision = "fallback" if decision == "act" else decision
        offered = tuple(score for score in ranking.scores if score[0] not in NOT_A_SUBJECT)[:3]
        return Understanding(ranking.intent, ranking.confidence, decision, False, offered, ranking)

    def save(self, folder: Path) -> None:
        """Writes the model, the guard's vectors and the thresholds into `folder`."""
        self.model.save(folder)
        limits = {"thresholds": asdict(self.thresholds), "crisis": asdict(self.guard.limits)}
        (folder / "limits.json").write_text(json.dumps(limits, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder | None = None) -> Understander:
        """Reads what `save` wrote."""
        model = IntentModel.load(folder, encoder or SentenceEncoder())
        limits = json.loads((folder / "limits.json").read_text(encoding="utf-8"))
        return cls(model, CrisisGuard(CrisisLimits(**limits["crisis"])), Thresholds(**limits["thresholds"]))


def _with_clauses(whole: Ranking, parts: Sequence[Ranking]) -> Ranking:
    """The whole's chances, raised where one clause alone is clear: a question may hide among facts."""
    raised = {name: chance + CLAUSE_SHARE * max(part.of(name) for part in parts) for name, chance in whole.scores}
    total = sum(raised.values())
    return Ranking(tuple(sorted(((name, chance / total) for name, chance in raised.items()), key=lambda one: -one[1])))
