"""Trains Rasa's model when something that goes into it changed, and only then."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.settings import ROOT, Settings

_FILES = ("config.yml", "domain.yml", "requirements.lock")
_FOLDERS = (("data/nlu", "*.yml"), ("data/rules", "*.yml"), ("data/stories", "*.yml"), ("bot/nlu", "*.py"))
_NOT_TRAINED = frozenset({"replies.py", "rest.py", "tracker_store.py"})


class TrainingFailed(RuntimeError):
    """Rasa could not train; `log` says where its output is."""


def fingerprint(root: Path = ROOT) -> str:
    """A hash of every input of the model."""
    digest = hashlib.sha256()
    for path in _inputs(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model for the present inputs lies, trained or not."""
    return settings.model_dir / f"{fingerprint()}.tar.gz"


def train_if_needed(settings: Settings, say: Callable[[str], None]) -> Path:
    """The model for the present inputs; trained first if it is not there. Raises TrainingFailed."""
    model = model_path(settings)
    if model.exists():
        return model
    say("Training the understanding (the first time: some minutes; later only when its texts change) ...")
    model.parent.mkdir(parents=True, exist_ok=True)
    log = settings.var_dir / "log" / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    # --force: Rasa would reuse a cached component although our code of it changed
    command = [
        sys.executable, "-m", "bot.run.rasa", "train", "--force",
        "--fixed-model-name", model.name.removesuffix(".tar.gz"),
        "--out", str(model.parent), "--data", "data/nlu", "data/rules", "data/stories",
        "--config", "config.yml", "--domain", "domain.yml",
    ]  # fmt: skip
    with log.open("w") as output:
        done = subprocess.run(
            command, cwd=ROOT, env=rasa_environment(settings), stdout=output, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode != 0 or not model.exists():
        msg = f"Training failed; {log} says why."
        raise TrainingFailed(msg)
    for old in model.parent.glob("*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def rasa_environment(settings: Settings) -> dict[str, str]:
    """The environment for Rasa's and the action server's process."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "OMP_NUM_THREADS": "1",
        "ACTIONS_PORT": str(settings.actions_port),
        "SANIC_HOST": "127.0.0.1",
        "PYTHONWARNINGS": "ignore",
    }


def _inputs(root: Path) -> Iterator[Path]:
    for name in _FILES:
        yield root / name
    for folder, pattern in _FOLDERS:
        yield from (path for path in sorted((root / folder).rglob(pattern)) if path.name not in _NOT_TRAINED)
