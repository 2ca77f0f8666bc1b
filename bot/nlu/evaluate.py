"""`vroegwijzer evaluate`: how well the assistant understands, measured on utterances that it has not learnt from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bot.nlu.encoder import SentenceEncoder, VectorStore
from bot.nlu.examples import Example, read_evaluation, read_training
from bot.nlu.measure import Judged
from bot.nlu.report import previous_report, write_report
from bot.nlu.understanding import Understander

Say = Callable[[str], None]


@dataclass(frozen=True)
class EvaluationPlan:
    """What to measure on: two folders of utterances; `reports` holds a folder a day; `diet` adds Rasa's stock pipeline."""

    training: Path
    evaluation: Path
    reports: Path
    vectors: Path | None = None
    folds: int = 5
    diet: bool = False
    seed: int = 11


def evaluate(plan: EvaluationPlan, day: date, model: Understander | None = None, say: Say = lambda _: None) -> Path:
    """Cross-validates on the training data, judges the evaluation sets and writes the report; returns its Markdown file.

    The evaluation sets are read with `model`, the trained one, or else with one trained here on all training data.
    An evaluation utterance that also stands in the training data is left out. Raises ExampleError for an unreadable file.
    """
    training = read_training(plan.training)
    sets = {path.stem: read_evaluation(path) for path in sorted(plan.evaluation.glob("*.yml"))}
    learnt = {_plain(example.text) for example in training}
    shared = sum(_plain(example.text) in learnt for examples in sets.values() for example in examples)
    sets = {name: [one for one in examples if _plain(one.text) not in learnt] for name, examples in sets.items()}
    encoder = model.model.encoder if model else SentenceEncoder()
    store = VectorStore(plan.vectors) if plan.vectors else None
    judged: dict[str, list[Judged]] = {}
    if plan.folds > 1:
        judged["cross_validation"] = cross_validate(training, encoder, store, plan, say)
    if model is None:
        say("Training on all training data.")
        model = Understander.fit(training, encoder, store)
    for name, examples in sets.items():
        judged[name] = judge(model, examples)
    if plan.diet:
        from bot.nlu.diet import judge_with_diet  # noqa: PLC0415  (imports rasa)

        say("Training Rasa's stock pipeline (DIET) on the same data.")
        for name, found in judge_with_diet(plan.training, sets).items():
            judged[f"diet_{name}"] = found
    today = plan.reports / day.isoformat()
    about = {
        "date": day.isoformat(),
        "training utterances": len(training),
        "intents": len({one.intent for one in training}),
        "evaluation utterances left out because they also stand in the training data": shared,
    }
    return write_report(today, judged, about, previous_report(plan.reports, today))


def judge(model: Understander, examples: Sequence[Example]) -> list[Judged]:
    """What `model` makes of each utterance."""
    found = []
    for example in examples:
        heard = model.read(example.text)
        found.append(Judged(example, heard.intent, heard.confidence, heard.decision, heard.crisis))
    return found


def cross_validate(
    examples: Sequence[Example], encoder: SentenceEncoder, store: VectorStore | None, plan: EvaluationPlan, say: Say
) -> list[Judged]:
    """Each utterance judged by a model that has not seen it."""
    order = np.random.default_rng(plan.seed).permutation(len(examples))
    found: list[Judged] = []
    for fold in range(plan.folds):
        say(f"Cross-validation, part {fold + 1} of {plan.folds}.")
        out = set(order[fold :: plan.folds].tolist())
        kept = [example for index, example in enumerate(examples) if index not in out]
        found += judge(Understander.fit(kept, encoder, store), [examples[index] for index in sorted(out)])
    return found


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
