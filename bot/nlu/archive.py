"""Finds the understanding inside a trained Rasa model: every program reads with the model of the conversation."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.understanding import Understander

COMPONENT = "WorkerUnderstanding"


class ModelMissing(LookupError):
    """There is no trained model, or it holds no understanding."""


def latest_model(folder: Path) -> Path:
    """The newest `*.tar.gz` in `folder`, the one that Rasa would load."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        msg = f"No trained model in {folder}. Train first: vroegwijzer train."
        raise ModelMissing(msg)
    return models[-1]


def load_understander(model: Path, encoder: SentenceEncoder | None = None) -> Understander:
    """Reads the understanding from a model archive, from the newest archive in a folder, or from what `save` wrote.

    Raises ModelMissing where there is none.
    """
    if (model / "intents.json").exists():
        return Understander.load(model, encoder)
    archive = latest_model(model) if model.is_dir() else model
    if not archive.exists():
        msg = f"There is no model {archive}. Train first: vroegwijzer train."
        raise ModelMissing(msg)
    with tarfile.open(archive) as packed, tempfile.TemporaryDirectory() as unpacked:
        wanted = [
            member for member in packed.getmembers() if member.isfile() and COMPONENT in Path(member.name).parent.name
        ]
        for member in wanted:
            content = packed.extractfile(member)
            if content is not None:
                (Path(unpacked) / Path(member.name).name).write_bytes(content.read())
        if not (Path(unpacked) / "intents.json").exists():
            msg = f"{archive} holds no {COMPONENT}: it was trained with another pipeline. Train again."
            raise ModelMissing(msg)
        return Understander.load(Path(unpacked), encoder)
