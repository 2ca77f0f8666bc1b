"""The ear for danger to life: a classifier of its own that weighs every hint together.

It hears the meaning and the letters of the whole message, the letters of each clause (a cry may hide in a message about
something else), the phrases of `bot.nlu.crisis`, and how far the intent model is from calling it a crisis.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.nlu.crisis import phrases_in
from bot.nlu.encoder import Vectors
from bot.nlu.model import IntentModel, Signals
from bot.nlu.softmax import Floats

CRISIS = "crisis"
RARE = 4.0
"""A cry counts as much as so many other utterances in training."""
FAR = 8.0
"""Beyond this many points the distance between two intents says nothing more."""


@dataclass(frozen=True)
class Weighing:
    """How much each hint counts, and from which sum on it is an alarm or a worry.

    The hints: meaning, letters, letters of the clearest clause, strong phrase, sign, weak phrase, lead over the
    other intents in the whole message, and in the letters of its clauses. The values here serve a model with too few
    utterances to learn its own.
    """

    weights: tuple[float, ...] = (0.24, 1.3, 0.1, 2.3, 1.35, -0.1, 0.35, 0.6)
    bias: float = 0.0
    alarm: float = 0.0
    worry: float = -1.0


class CrisisEar:
    """Hears danger with the signals of an intent model."""

    def __init__(self, parts: dict[str, Floats], place: int, weighing: Weighing) -> None:
        self.weighing = weighing
        self._parts = parts
        self._place = place

    @classmethod
    def fit(cls, model: IntentModel, texts: Sequence[str], vectors: Vectors, danger: NDArray[np.bool_]) -> CrisisEar:
        """Learns from the texts that `model` learnt from; `danger` says which of them are a crisis."""
        moved, letters = model.learnt_rows(texts, vectors)
        meaning = LogisticRegression(C=5.0, max_iter=300, class_weight={False: 1.0, True: RARE}).fit(moved, danger)
        machine = LinearSVC(C=1.0, class_weight={False: 1.0, True: RARE - 1}, max_iter=200, tol=1e-3, random_state=0)
        machine.fit(letters, danger)
        parts = {
            "meaning_weight": meaning.coef_[0].astype(np.float32),
            "meaning_bias": meaning.intercept_.astype(np.float32),
            "letters_weight": machine.coef_[0].astype(np.float32),
            "letters_bias": np.atleast_1d(machine.intercept_).astype(np.float32),
        }
        return cls(parts, model.labels.index(CRISIS), Weighing())

    def hints(self, text: str, model: IntentModel, signals: Signals, row: int = 0) -> Floats:
        """The hints of one text, whose signals stand in `row`."""
        parts = self._parts
        clause_letters, clause_scores = model.clause_letters(text)
        as_typed, mended = phrases_in(text), phrases_in(model.mender.mend(text)[0])
        strong, sign, weak = (one or other for one, other in zip(as_typed, mended, strict=True))
        whole = signals.mixed(model.mix)[row]
        return np.array(
            [
                float(signals.vectors[row] @ parts["meaning_weight"] + parts["meaning_bias"][0]),
                self._letters(signals.letters[row]).max(),
                self._letters(clause_letters).max(),
                strong,
                sign,
                weak,
                self._lead(whole[None]).max(),
                self._lead(clause_scores).max(),
            ],
            np.float32,
        )

    def sum(self, hints: Floats) -> float:
        """All hints weighed; compare with `weighing.alarm` and `weighing.worry`."""
        return float(hints @ np.array(self.weighing.weights, np.float32) + self.weighing.bias)

    def save(self, folder: Path) -> None:
        """Writes `crisis.npz` and `crisis.json`."""
        np.savez_compressed(folder / "crisis.npz", **self._parts)
        about = {"place": self._place, **self.weighing.__dict__}
        (folder / "crisis.json").write_text(json.dumps(about, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> CrisisEar | None:
        """Reads what `save` wrote; None where the model knows no crisis."""
        if not (folder / "crisis.json").exists():
            return None
        about = json.loads((folder / "crisis.json").read_text(encoding="utf-8"))
        with np.load(folder / "crisis.npz", allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
        place = about.pop("place")
        return cls(parts, place, Weighing(weights=tuple(about.pop("weights")), **about))

    def _letters(self, rows: csr_matrix) -> Floats:
        return np.asarray(rows @ self._parts["letters_weight"] + self._parts["letters_bias"][0])

    def _lead(self, scores: Floats) -> Floats:
        others = np.delete(scores, self._place, axis=1).max(axis=1)
        return np.clip(scores[:, self._place] - others, -FAR, FAR)


def learn_weighing(
    hints: Floats, danger: NDArray[np.bool_], alarms: float = 0.02, worries: float = 0.05, folds: int = 5
) -> Weighing:
    """How to weigh hints, learnt from utterances kept apart from the ear.

    The limits let at most `alarms` and `worries` of the calm ones through, each summed by weights that were learnt
    without it. The calm utterances are harder than real talk: a good part was written to sound like danger.
    """
    order = np.random.default_rng(0).permutation(len(danger))
    sums = np.zeros(len(danger))
    for fold in range(folds):
        out = np.isin(np.arange(len(danger)), order[fold::folds])
        learnt = _weigh(hints[~out], danger[~out])
        sums[out] = hints[out] @ np.array(learnt.weights, np.float32) + learnt.bias
    alarm, worry = (round(float(np.quantile(sums[~danger], 1 - share)), 3) for share in (alarms, worries))
    return replace(_weigh(hints, danger), alarm=alarm, worry=min(worry, alarm))


def _weigh(hints: Floats, danger: NDArray[np.bool_]) -> Weighing:
    scale = LogisticRegression(C=1.0, max_iter=1000, class_weight={False: 1.0, True: RARE}).fit(hints, danger)
    return Weighing(weights=tuple(round(float(one), 4) for one in scale.coef_[0]), bias=float(scale.intercept_[0]))
