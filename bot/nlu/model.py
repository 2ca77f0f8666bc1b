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
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.nlu.encoder import SentenceEncoder, Vectors, VectorStore
from bot.nlu.examples import Example
from bot.nlu.features import NgramFeatures
from bot.nlu.mending import Mender
from bot.nlu.softmax import Floats, fit_softmax, log_softmax, soft_targets

FORMAT = 5
MANY_MENDED = 0.1
"""From this share of misspelled words on, the vector of the mended text counts as much as that of the text itself."""


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
    letters_strength: float = 2.0
    smoothing: float = 0.05
    mix: tuple[float, float] = (1.0, 2.0)
    steps: int = 120


@dataclass(frozen=True)
class Unseen:
    """Chances that the first training gave to utterances kept apart from it, a row each, and their true labels."""

    chances: Floats
    truth: NDArray[np.int64]


@dataclass(frozen=True)
class Signals:
    """What one text, or a row each of several, gives: centred vectors, letters as sparse rows, and the two heads' scores."""

    vectors: Vectors
    letters: csr_matrix
    meaning_scores: Floats
    letter_scores: Floats

    def mixed(self, mix: tuple[float, float]) -> Floats:
        """The heads together, a row a text; larger is likelier."""
        return mix[0] * self.meaning_scores + mix[1] * self.letter_scores


class IntentModel:
    """Learns from examples and ranks the intents of a text. Saved as JSON and plain arrays."""

    def __init__(
        self,
        encoder: SentenceEncoder,
        labels: list[str],
        parts: dict[str, Floats],
        mender: Mender,
        mix: tuple[float, float],
    ) -> None:
        self.encoder = encoder
        self.labels = labels
        self.mender = mender
        self.mix = mix
        self._parts = parts
        self._letters = NgramFeatures(parts["rarity"])

    @classmethod
    def fit(
        cls, examples: Sequence[Example], encoder: SentenceEncoder, vectors: Vectors, recipe: Recipe, labels: list[str]
    ) -> IntentModel:
        """Trains both heads on `examples`, whose vectors are given a row each; `labels` are all intents there are."""
        texts = [example.text for example in examples]
        truth = np.array([labels.index(example.intent) for example in examples])
        parts = _heads(texts, truth, vectors, len(labels), recipe)
        return cls(encoder, labels, parts, Mender.learn(texts), recipe.mix)

    def learnt_rows(self, texts: Sequence[str], vectors: Vectors) -> tuple[Vectors, csr_matrix]:
        """Centred vectors and letters of the texts that were learnt from, as they are written."""
        return centred(vectors, self._parts["centre"]), self._letters.matrix(texts)

    def signals(self, texts: Sequence[str], store: VectorStore | None = None) -> Signals:
        """What each text gives. Misspelled words are put right for the letters; for the vector where there are many."""
        mended = [self.mender.mend(text) for text in texts]
        vectors = self.encoder.encode_all(texts, store)
        many = [place for place, (_, share) in enumerate(mended) if share >= MANY_MENDED]
        if many:
            again = self.encoder.encode_all([mended[place][0] for place in many], store)
            vectors = vectors.copy()
            vectors[many] = (vectors[many] + again) / 2
        moved = centred(vectors, self._parts["centre"])
        letters = self._letters.matrix([text for text, _ in mended])
        return Signals(moved, letters, self._meaning(moved), self._letter_scores(letters))

    def rank(self, scores: Floats) -> Ranking:
        """The ranking from the mixed scores of one text."""
        chances = np.exp(log_softmax(scores))
        return Ranking(tuple((self.labels[i], float(chances[i])) for i in np.argsort(-chances)))

    def predict(self, text: str) -> Ranking:
        """All intents with their calibrated probability."""
        return self.rank(self.signals([text]).mixed(self.mix)[0])

    def save(self, folder: Path) -> None:
        """Writes `intents.json`, `intents.npz` and `words.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {"format": FORMAT, "labels": self.labels, "mix": self.mix}
        (folder / "intents.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
        words = {"frequent": self.mender.frequent, "rare": self.mender.rare}
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
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
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        mix = (about["mix"][0], about["mix"][1])
        return cls(encoder, about["labels"], parts, Mender(words["frequent"], words["rare"]), mix)

    def _meaning(self, moved: Vectors) -> Floats:
        return np.asarray(log_softmax(moved @ self._parts["meaning_weight"] + self._parts["meaning_bias"]))

    def _letter_scores(self, letters: csr_matrix) -> Floats:
        return np.asarray(letters @ self._parts["letters_weight"] + self._parts["letters_bias"])


def _heads(
    texts: Sequence[str], truth: NDArray[np.int64], vectors: Vectors, count: int, recipe: Recipe
) -> dict[str, Floats]:
    letters = NgramFeatures.fit(texts)
    targets = soft_targets(truth, count, recipe.smoothing)
    centre = vectors.mean(axis=0)
    meaning_weight, meaning_bias = fit_softmax(centred(vectors, centre), targets, recipe.meaning_strength, recipe.steps)
    machine = LinearSVC(C=recipe.letters_strength, max_iter=100, tol=1e-2, random_state=0)
    machine.fit(letters.matrix(texts), truth)
    letters_weight, letters_bias = _per_label(machine.coef_, machine.intercept_, truth, count)
    return {
        "rarity": letters.rarity,
        "centre": centre,
        "meaning_weight": meaning_weight,
        "meaning_bias": meaning_bias,
        "letters_weight": letters_weight,
        "letters_bias": letters_bias,
    }


def centred(vectors: Vectors, centre: Floats) -> Vectors:
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


def best_mix(signals: Signals, truth: NDArray[Any]) -> tuple[float, float]:
    """Weights of the two heads under which the chances of the true intents are highest."""
    meaning, letters = signals.meaning_scores, signals.letter_scores

    def loss(logs: NDArray[np.float64]) -> float:
        share = np.exp(logs)
        chances = log_softmax(share[0] * meaning + share[1] * letters)
        return -float(chances[np.arange(len(truth)), truth].mean())

    found = np.exp(minimize(loss, np.zeros(2), method="Nelder-Mead").x)
    return float(found[0]), float(found[1])
