"""How the understanding is trained: twice, the first time without an eighth from which the limits are learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.nlu.crisis_ear import CRISIS, CrisisEar, Weighing, learn_weighing
from bot.nlu.decision import Thresholds, learn_thresholds
from bot.nlu.encoder import SentenceEncoder, Vectors, VectorStore
from bot.nlu.examples import Example, intents_of, is_kept_apart
from bot.nlu.model import IntentModel, Recipe, Unseen, best_mix
from bot.nlu.softmax import log_softmax

ENOUGH = 150
"""So many utterances kept apart are needed to learn mix and limits; with fewer the recipe's are used."""


@dataclass(frozen=True)
class Learnt:
    """What training gives."""

    model: IntentModel
    ear: CrisisEar | None
    thresholds: Thresholds


def learn(
    examples: Sequence[Example],
    encoder: SentenceEncoder,
    store: VectorStore | None = None,
    recipe: Recipe | None = None,
) -> Learnt:
    """Trains on `examples`. Raises ValueError with fewer than two intents.

    How much each head counts, how sure is sure, and what is an alarm is learnt from the utterances that the first
    training did not see; the second training has them all.
    """
    recipe = recipe or Recipe()
    labels = intents_of(examples)
    if len(labels) < 2:
        msg = f"Training needs utterances of at least two intents, found {labels}."
        raise ValueError(msg)
    vectors = encoder.encode_all([example.text for example in examples], store)
    apart = np.array([is_kept_apart(example.text) for example in examples])
    unseen = [example for example, out in zip(examples, apart, strict=True) if out]
    first = None
    if len(unseen) >= ENOUGH:
        seen = [example for example, out in zip(examples, apart, strict=True) if not out]
        first = _limits(_train(seen, vectors[~apart], encoder, recipe, labels), unseen, store)
    whole = _train(examples, vectors, encoder, recipe, labels)
    if first is None:
        return whole
    whole.model.mix = first.model.mix
    if whole.ear is not None and first.ear is not None:
        whole.ear.weighing = first.ear.weighing
    return Learnt(whole.model, whole.ear, first.thresholds)


def _train(
    examples: Sequence[Example], vectors: Vectors, encoder: SentenceEncoder, recipe: Recipe, labels: list[str]
) -> Learnt:
    model = IntentModel.fit(examples, encoder, vectors, recipe, labels)
    danger = np.array([example.intent == CRISIS for example in examples])
    texts = [example.text for example in examples]
    ear = CrisisEar.fit(model, texts, vectors, danger) if danger.any() else None
    return Learnt(model, ear, Thresholds())


def _limits(first: Learnt, unseen: Sequence[Example], store: VectorStore | None) -> Learnt:
    model, ear = first.model, first.ear
    texts = [example.text for example in unseen]
    signals = model.signals(texts, store)
    truth = np.array([model.labels.index(example.intent) for example in unseen])
    model.mix = best_mix(signals, truth)
    thresholds = learn_thresholds(Unseen(np.exp(log_softmax(signals.mixed(model.mix))), truth))
    danger = np.array([example.intent == CRISIS for example in unseen])
    if ear is not None:
        hints = ear.hints(texts, model, signals, store)
        ear.weighing = learn_weighing(hints, danger) if danger.sum() >= 2 else Weighing()
    return Learnt(model, ear, thresholds)
