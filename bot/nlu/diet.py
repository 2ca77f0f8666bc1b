"""Rasa's stock pipeline (DIET) trained on the same utterances, to measure ours against."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.nlu.archive import latest_model
from bot.nlu.examples import Example
from bot.nlu.measure import Judged

FALLBACK = "nlu_fallback"
STOCK = """\
recipe: default.v1
language: nl
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: 100
    constrain_similarities: true
    entity_recognition: false
    random_seed: 7
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
policies: []
assistant_id: stock
"""


def judge_with_diet(training: Path, sets: Mapping[str, Sequence[Example]]) -> dict[str, list[Judged]]:
    """Trains the stock pipeline on the folder `training` (takes minutes) and judges every set.

    Raises RuntimeError when training fails.
    """
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "config.yml").write_text(STOCK, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "rasa",
            "train",
            "nlu",
            "--config",
            "config.yml",
            "--nlu",
            str(training.resolve()),
            "--out",
            "models",
        ]
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
        )
        if done.returncode:
            msg = f"Training Rasa's stock pipeline failed: {done.stderr.strip()[-500:]}"
            raise RuntimeError(msg)
        return asyncio.run(_judge(latest_model(folder / "models"), sets))


async def _judge(archive: Path, sets: Mapping[str, Sequence[Example]]) -> dict[str, list[Judged]]:
    from rasa.core.agent import Agent  # noqa: PLC0415  (seconds to import)

    agent = Agent.load(str(archive))
    return {
        name: [_judged(example, await agent.parse_message(example.text)) for example in examples]
        for name, examples in sets.items()
    }


def _judged(example: Example, heard: Mapping[str, Any]) -> Judged:
    unsure = heard["intent"]["name"] == FALLBACK
    best = next(entry for entry in heard["intent_ranking"] if entry["name"] != FALLBACK)
    return Judged(example, best["name"], float(best["confidence"]), "fallback" if unsure else "act")
