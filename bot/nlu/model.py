"""The intent classifier: one linear head on the meaning of a text, one on its letters, averaged and calibrated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar

from bot.nlu.encoder import SentenceEncoder, Vectors, VectorStore
from bot.nlu.examples import Example, intents_of
from bot.nlu.features import NgramFeatures
from bot.nlu.softmax import Floats, fit_softmax, log_softmax, soft_targets

FORMAT = 1


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

    meaning_strength: float = 100.0
    letters_strength: float = 10.0
    letters_share: float = 0.3
    smoothing: float = 0.05
    folds: int = 5
    seed: int = 7


class IntentModel:
    """Learns from examples and ranks the intents of a text. Saved as JSON and plain arrays."""

    def __init__(
        self, encoder: SentenceEncoder, labels: list[str], parts: dict[str, Floats], temperature: float, share: float
    ) -> None:
        self.encoder = encoder
        self.labels = labels
        self.temperature = temperature
        self._parts = parts
        self._share = share
        self._letters = NgramFeatures(parts["rarity"])

    @classmethod
    def fit(
        cls,
        examples: Sequence[Example],
        encoder: SentenceEncoder,
        store: VectorStore | None = None,
        recipe: Recipe | None = None,
    ) -> IntentModel:
        """Trains on `examples` (at least two intents). The temperature comes from predictions on parts left out."""
        recipe = recipe or Recipe()
        labels = intents_of(examples)
        if len(labels) < 2:
            msg = f"Training needs utterances of at least two intents, found {labels}."
            raise ValueError(msg)
        vectors = encoder.encode_all([example.text for example in examples], store)
        truth = np.array([labels.index(example.intent) for example in examples])
        held_out = cls._held_out(examples, vectors, truth, labels, encoder, recipe)
        model = cls._fit_once(examples, vectors, truth, labels, encoder, recipe)
        model.temperature = _temperature(held_out, truth)
        return model

    @classmethod
    def _fit_once(
        cls,
        examples: Sequence[Example],
        vectors: Vectors,
        truth: np.ndarray,
        labels: list[str],
        encoder: SentenceEncoder,
        recipe: Recipe,
    ) -> IntentModel:
        letters = NgramFeatures.fit([example.text for example in examples])
        rows = letters.matrix([example.text for example in examples])
        targets = soft_targets(truth, len(labels), recipe.smoothing)
        meaning_weight, meaning_bias = fit_softmax(vectors, targets, recipe.meaning_strength)
        letters_weight, letters_bias = fit_softmax(rows, targets, recipe.letters_strength)
        parts = {
            "rarity": letters.rarity,
            "meaning_weight": meaning_weight,
            "meaning_bias": meaning_bias,
            "letters_weight": letters_weight,
            "letters_bias": letters_bias,
        }
        return cls(encoder, labels, parts, 1.0, recipe.letters_share)

    @classmethod
    def _held_out(
        cls,
        examples: Sequence[Example],
        vectors: Vectors,
        truth: np.ndarray,
        labels: list[str],
        encoder: SentenceEncoder,
        recipe: Recipe,
    ) -> np.ndarray:
        order = np.random.default_rng(recipe.seed).permutation(len(examples))
        logs = np.zeros((len(examples), len(labels)), np.float32)
        for fold in range(recipe.folds):
            out = order[fold :: recipe.folds]
            kept = np.setdiff1d(order, out)
            model = cls._fit_once([examples[i] for i in kept], vectors[kept], truth[kept], labels, encoder, recipe)
            logs[out] = model._logs_of([examples[i].text for i in out], vectors[out])
        return logs

    def _logs_of(self, texts: Sequence[str], vectors: Vectors) -> np.ndarray:
        parts = self._parts
        meaning = log_softmax(vectors @ parts["meaning_weight"] + parts["meaning_bias"])
        letters = log_softmax(self._letters.matrix(texts) @ parts["letters_weight"] + parts["letters_bias"])
        return (1 - self._share) * meaning + self._share * letters

    def predict(self, text: str) -> Ranking:
        """All intents with their calibrated probability."""
        parts = self._parts
        meaning = log_softmax(self.encoder.encode(text) @ parts["meaning_weight"] + parts["meaning_bias"])
        buckets, weights = self._letters.row(text)
        letters = log_softmax(weights @ parts["letters_weight"][buckets] + parts["letters_bias"])
        logs = (1 - self._share) * meaning + self._share * letters
        chances = np.exp(log_softmax(logs / self.temperature))
        return Ranking(tuple((self.labels[i], float(chances[i])) for i in np.argsort(-chances)))

    def save(self, folder: Path) -> None:
        """Writes `intents.json` and `intents.npz`."""
        folder.mkdir(parents=True, exist_ok=True)
        about = {"format": FORMAT, "labels": self.labels, "temperature": self.temperature, "share": self._share}
        (folder / "intents.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
        np.savez_compressed(
            folder / "intents.npz",
            **{name: part.astype(np.float16 if "weight" in name else np.float32) for name, part in self._parts.items()},
        )

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> IntentModel:
        """Reads what `save` wrote."""
        about = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        if about["format"] != FORMAT:
            msg = f"{folder}: the model has format {about['format']}, this program reads {FORMAT}. Train again."
            raise ValueError(msg)
        with np.load(folder / "intents.npz", allow_pickle=False) as stored:
            parts = {name: stored[name].astype(np.float32) for name in stored.files}
        return cls(encoder, about["labels"], parts, about["temperature"], about["share"])


def _temperature(logs: np.ndarray, truth: np.ndarray) -> float:
    def loss(log_temperature: float) -> float:
        scaled = log_softmax(logs / np.exp(log_temperature))
        return -float(scaled[np.arange(len(truth)), truth].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3, 3), method="bounded").x))
