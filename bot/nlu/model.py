"""The intent classifier: one linear head on the meaning of a text, one on its letters, mixed and calibrated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

from bot.nlu.encoder import SentenceEncoder, Vectors, VectorStore
from bot.nlu.examples import Example, intents_of, is_kept_apart
from bot.nlu.features import NgramFeatures
from bot.nlu.softmax import Floats, fit_softmax, log_softmax, soft_targets

FORMAT = 3
ENOUGH = 150
"""So many utterances kept apart are needed to learn the mix; with fewer the recipe's is used."""


@dataclass(frozen=True)
class Ranking:
    """Intents with their probability, the likeliest first."""

    scores: tuple[tuple[str, float], ...]

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return self.scores[0][0]

    @property
    def confidence(self) -> float:
        """Probability of the likeliest intent."""
        return self.scores[0][1]

    def of(self, intent: str) -> float:
        """Probability of `intent`; 0 where the model does not know it."""
        return next((score for name, score in self.scores if name == intent), 0.0)


@dataclass(frozen=True)
class Recipe:
    """How the model is trained; the values are those that measured best (docs/understanding.md)."""

    meaning_strength: float = 5.0
    letters_strength: float = 1.0
    smoothing: float = 0.05
    mix: tuple[float, float] = (1.0, 2.0)
    steps: int = 120


@dataclass(frozen=True)
class Unseen:
    """Chances that the first training gave to utterances kept apart from it, a row each, and their true labels."""

    chances: Floats
    truth: NDArray[np.int64]


class IntentModel:
    """Learns from examples and ranks the intents of a text. Saved as JSON and plain arrays."""

    def __init__(
        self, encoder: SentenceEncoder, labels: list[str], parts: dict[str, Floats], mix: tuple[float, float]
    ) -> None:
        self.encoder = encoder
        self.labels = labels
        self.mix = mix
        self.unseen: Unseen | None = None
        self._parts = parts
        self._letters = NgramFeatures(parts["rarity"])

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        encoder: SentenceEncoder,
        store: VectorStore | None = None,
        recipe: Recipe | None = None,
    ) -> IntentModel:
        """Trains on `examples` (at least two intents).

        How much each head counts, and how sure the sum may be, is learnt from utterances kept apart from a first
        training; the second training has them all.
        """
        recipe = recipe or Recipe()
        labels = intents_of(examples)
        if len(labels) < 2:
            msg = f"Training needs utterances of at least two intents, found {labels}."
            raise ValueError(msg)
        vectors = encoder.encode_all([example.text for example in examples], store)
        apart = np.array([is_kept_apart(example.text) for example in examples])
        mix, seen_apart = recipe.mix, None
        if apart.sum() >= ENOUGH:
            learnt = [example for example, out in zip(examples, apart, strict=True) if not out]
            first = cls(encoder, labels, _heads(learnt, vectors[~apart], labels, recipe), mix)
            unseen = [example for example, out in zip(examples, apart, strict=True) if out]
            scores = first.head_scores([example.text for example in unseen], vectors[apart])
            truth = np.array([labels.index(example.intent) for example in unseen])
            mix = _best_mix(scores, truth)
            seen_apart = Unseen(np.exp(log_softmax(mix[0] * scores[0] + mix[1] * scores[1])), truth)
        model = cls(encoder, labels, _heads(examples, vectors, labels, recipe), mix)
        model.unseen = seen_apart
        return model

    def head_scores(self, texts: Sequence[str], vectors: Vectors) -> tuple[Floats, Floats]:
        """Scores of the two heads, a row a text: log chances from meaning, margins from letters."""
        parts = self._parts
        meaning = log_softmax(_centred(vectors, parts["centre"]) @ parts["meaning_weight"] + parts["meaning_bias"])
        letters = self._letters.matrix(texts) @ parts["letters_weight"] + parts["letters_bias"]
        return meaning, letters

    def predict(self, text: str) -> Ranking:
        """All intents with their calibrated probability."""
        parts = self._parts
        vector = _centred(self.encoder.encode(text)[None], parts["centre"])[0]
        meaning = log_softmax(vector @ parts["meaning_weight"] + parts["meaning_bias"])
        buckets, weights = self._letters.row(text)
        letters = weights @ parts["letters_weight"][buckets] + parts["letters_bias"]
        chances = np.exp(log_softmax(self.mix[0] * meaning + self.mix[1] * letters))
        return Ranking(tuple((self.labels[i], float(chances[i])) for i in np.argsort(-chances)))

    def save(self, folder: Path) -> None:
        """Writes `intents.json` and `intents.npz`."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {"format": FORMAT, "labels": self.labels, "mix": self.mix}
        (folder / "intents.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
        kept = {name: part.astype(np.float16 if "weight" in name else np.float32) for name, part in self._parts.items()}
        np.savez_compressed(folder / "intents.npz", **kept)

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> IntentModel:
        """Reads what `save` wrote."""
        about = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        if about["format"] != FORMAT:
            msg = f"{folder}: the model has format {about['format']}, this program reads {FORMAT}. Train again."
            raise ValueError(msg)
        with np.load(folder / "intents.npz", allow_pickle=False) as stored:
            parts = {name: stored[name].astype(np.float32) for name in stored.files}
        return cls(encoder, about["labels"], parts, (about["mix"][0], about["mix"][1]))


def _heads(examples: Sequence[Example], vectors: Vectors, labels: list[str], recipe: Recipe) -> dict[str, Floats]:
    texts = [example.text for example in examples]
    truth = np.array([labels.index(example.intent) for example in examples])
    letters = NgramFeatures.fit(texts)
    targets = soft_targets(truth, len(labels), recipe.smoothing)
    centre = vectors.mean(axis=0)
    meaning_weight, meaning_bias = fit_softmax(
        _centred(vectors, centre), targets, recipe.meaning_strength, recipe.steps
    )
    machine = LinearSVC(C=recipe.letters_strength, max_iter=300, tol=1e-3, random_state=0)
    machine.fit(letters.matrix(texts), truth)
    letters_weight, letters_bias = _per_label(machine.coef_, machine.intercept_, truth, len(labels))
    return {
        "rarity": letters.rarity,
        "centre": centre,
        "meaning_weight": meaning_weight,
        "meaning_bias": meaning_bias,
        "letters_weight": letters_weight,
        "letters_bias": letters_bias,
    }


def _centred(vectors: Vectors, centre: Floats) -> Vectors:
    """Differences from the mean of the training texts, at unit length: e5's vectors all lie in one narrow cone."""
    moved = vectors - centre
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)


def _per_label(weights: NDArray[Any], bias: NDArray[Any], truth: NDArray[Any], count: int) -> tuple[Floats, Floats]:
    """Weights as features x labels, also where there are two labels (one row) or a label has no examples left."""
    present = np.unique(truth)
    if len(present) == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    full = np.zeros((weights.shape[1], count), np.float32)
    full_bias = np.full(count, -2.0, np.float32)
    full[:, present] = weights.T
    full_bias[present] = bias
    return full, full_bias


def _best_mix(scores: tuple[Floats, Floats], truth: NDArray[Any]) -> tuple[float, float]:
    """Weights of the two heads under which the chances of the true intents are highest."""
    meaning, letters = scores

    def loss(logs: NDArray[np.float64]) -> float:
        share = np.exp(logs)
        chances = log_softmax(share[0] * meaning + share[1] * letters)
        return -float(chances[np.arange(len(truth)), truth].mean())

    found = np.exp(minimize(loss, np.zeros(2), method="Nelder-Mead").x)
    return float(found[0]), float(found[1])
