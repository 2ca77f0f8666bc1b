"""The ear for danger to life: a classifier of its own that weighs every hint together.

It hears the meaning and the letters of the whole message and of each clause (a cry may hide in a message about
something else), how far the intent model is from calling it a crisis, and the phrases of `bot.nlu.crisis`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.nlu.crisis import phrases_in
from bot.nlu.encoder import Vectors, VectorStore
from bot.nlu.model import IntentModel, Signals
from bot.nlu.segments import clauses
from bot.nlu.softmax import Floats

CRISIS = "crisis"
RARE = 4.0
"""A cry counts as much as so many other utterances in training."""
LONG_HEARD = 20
"""From so many words on, every clause is listened to as well."""
MOST_HEARD = 20
FAR = 8.0
"""Beyond this many points the distance between two intents says nothing more."""


@dataclass(frozen=True)
class Weighing:
    """How much each hint counts, and from which sum on it is an alarm or a worry.

    The hints: meaning, letters and lead over the other intents in the whole message, the same in its clearest clauses,
    strong phrase, sign, weak phrase. The values here serve a model with too few utterances to learn its own.
    """

    weights: tuple[float, ...] = (0.12, 0.7, 0.2, 0.12, 0.7, 0.2, 2.3, 1.35, 0.0)
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

    def hints(
        self, texts: Sequence[str], model: IntentModel, signals: Signals, store: VectorStore | None = None
    ) -> Floats:
        """The hints of each text, a row each as in `signals`. Vectors of clauses are kept in `store`."""
        whole = self._heard(model, signals)
        parts = [clauses(text, LONG_HEARD, MOST_HEARD) for text in texts]
        pieces = self._heard(model, model.signals([piece for part in parts for piece in part], store))
        ends = np.cumsum([0, *map(len, parts)])
        rows = []
        for row, (text, first, end) in enumerate(zip(texts, ends, ends[1:], strict=False)):
            clearest = pieces[first:end].max(axis=0) if end > first else whole[row]
            rows.append([*whole[row], *clearest, *self._phrases(text, model)])
        return np.array(rows, np.float32)

    def _heard(self, model: IntentModel, signals: Signals) -> Floats:
        """A row a text: meaning, letters, and lead of a crisis over the other intents."""
        meaning = signals.vectors @ self._parts["meaning_weight"] + self._parts["meaning_bias"][0]
        letters = np.asarray(signals.letters @ self._parts["letters_weight"] + self._parts["letters_bias"][0])
        mixed = signals.mixed(model.mix)
        lead = mixed[:, self._place] - np.delete(mixed, self._place, axis=1).max(axis=1, initial=-np.inf)
        return np.column_stack([meaning, letters, np.clip(lead, -FAR, FAR)])

    def _phrases(self, text: str, model: IntentModel) -> tuple[bool, bool, bool]:
        strong, sign, weak = phrases_in(text)
        mended = model.mender.mend(text)[0]
        if mended == text:
            return strong, sign, weak
        others = phrases_in(mended)
        return strong or others[0], sign or others[1], weak or others[2]

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


def learn_weighing(
    hints: Floats, danger: NDArray[np.bool_], alarms: float = 0.03, worries: float = 0.05, folds: int = 5
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
