"""What the assistant hears in one message: the intent, how sure it is, what to do, and if somebody is in danger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.crisis import CrisisGuard, CrisisLimits, learn_limits, phrase_strength
from bot.nlu.decision import Decision, Thresholds, decide, learn_thresholds
from bot.nlu.encoder import SentenceEncoder, VectorStore
from bot.nlu.examples import Example
from bot.nlu.model import IntentModel, Ranking, Recipe
from bot.nlu.segments import clauses

CRISIS = "crisis"
SUSPECT = 0.004
"""From this chance on, or with a weak phrase, the clauses of a long message are read one by one."""
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
        vectors = encoder.encode_all([example.text for example in examples], store)
        cry = np.array([example.intent == CRISIS for example in examples])
        guard = CrisisGuard(vectors[cry], vectors[~cry])
        if model.unseen is None:
            return cls(model, guard, Thresholds())
        if CRISIS in model.labels:
            place = model.labels.index(CRISIS)
            guard.limits = learn_limits(model.unseen.chances[model.unseen.truth != place, place])
        return cls(model, guard, learn_thresholds(model.unseen))

    def read(self, text: str) -> Understanding:
        """Understands one message. A cry for help in any part of it wins over everything else."""
        ranking = self.model.predict(text)
        if self._is_cry(text, ranking):
            sure = max(0.99, ranking.of(CRISIS))
            others = tuple((name, chance * (1 - sure)) for name, chance in ranking.scores if name != CRISIS)
            return Understanding(CRISIS, sure, "act", True, (), Ranking(((CRISIS, sure), *others)))
        decision = decide(ranking, self.thresholds)
        offered = tuple(score for score in ranking.scores if score[0] not in NOT_A_SUBJECT)[:3]
        return Understanding(ranking.intent, ranking.confidence, decision, False, offered, ranking)

    def _is_cry(self, text: str, ranking: Ranking) -> bool:
        if ranking.intent == CRISIS:
            return True
        chance = ranking.of(CRISIS)
        if self.guard.hears(text, [chance], [self.model.encoder.encode(text)]):
            return True
        if chance < SUSPECT and phrase_strength(text) == 0:  # spares the time of reading the clauses
            return False
        parts = clauses(text)
        chances = [self.model.predict(part).of(CRISIS) for part in parts]
        return bool(parts) and self.guard.hears(text, chances, [self.model.encoder.encode(part) for part in parts])

    def save(self, folder: Path) -> None:
        """Writes the model, the guard's vectors and the thresholds into `folder`."""
        self.model.save(folder)
        np.savez_compressed(
            folder / "crisis.npz",
            cries=self.guard.cries.astype(np.float16),
            others=self.guard.others.astype(np.float16),
        )
        limits = {"thresholds": asdict(self.thresholds), "crisis": asdict(self.guard.limits)}
        (folder / "limits.json").write_text(json.dumps(limits, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder | None = None) -> Understander:
        """Reads what `save` wrote."""
        model = IntentModel.load(folder, encoder or SentenceEncoder())
        limits = json.loads((folder / "limits.json").read_text(encoding="utf-8"))
        with np.load(folder / "crisis.npz", allow_pickle=False) as stored:
            cries, others = stored["cries"].astype(np.float32), stored["others"].astype(np.float32)
        return cls(
            model, CrisisGuard(cries, others, CrisisLimits(**limits["crisis"])), Thresholds(**limits["thresholds"])
        )
