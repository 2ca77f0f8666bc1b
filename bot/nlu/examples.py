"""Utterances with their intent: training files in Rasa's YAML format, evaluation files in a list of our own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class ExampleError(ValueError):
    """A file of utterances that cannot be read; the message says which and why."""


@dataclass(frozen=True)
class Example:
    """One utterance. `language` is the folder it stood in; `style` is only known of evaluation utterances."""

    text: str
    intent: str
    language: str = ""
    style: str = ""


def read_training(folder: Path) -> list[Example]:
    """All utterances below `folder/<lang>/*.yml`, each text once an intent, in the order of the files."""
    found: dict[tuple[str, str], Example] = {}
    for path in sorted(folder.glob("*/*.yml")):
        for block in _load(path).get("nlu") or []:
            if "intent" not in block:
                continue
            for line in str(block.get("examples", "")).splitlines():
                text = line.strip().removeprefix("-").strip()
                if text:
                    found.setdefault((text, block["intent"]), Example(text, block["intent"], path.parent.name))
    return list(found.values())


def read_evaluation(path: Path) -> list[Example]:
    """The list of `{intent, text, style}` in one file. Its name ends in the language, or its items have `language`."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if isinstance(content, dict):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list):
        msg = f"{path}: expected a list of items with intent and text."
        raise ExampleError(msg)
    return [_item(entry, path) for entry in content]


def _item(entry: Any, path: Path) -> Example:
    if not isinstance(entry, dict) or "text" not in entry or "intent" not in entry:
        msg = f"{path}: every item needs intent and text, found {entry!r}."
        raise ExampleError(msg)
    language = entry.get("language") or (path.stem[-2:] if path.stem[-3:] in {"_nl", "_en"} else "")
    return Example(str(entry["text"]), str(entry["intent"]), str(language), str(entry.get("style", "")))


def _load(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as problem:
        msg = f"{path}: not valid YAML ({problem})."
        raise ExampleError(msg) from problem
    if not isinstance(content, dict):
        msg = f"{path}: expected a Rasa training file with 'nlu:'."
        raise ExampleError(msg)
    return content


def intents_of(examples: Iterable[Example]) -> list[str]:
    """The intents that occur, sorted."""
    return sorted({example.intent for example in examples})


def is_kept_apart(text: str) -> bool:
    """Whether this training utterance is one of the eighth that neither the encoder nor the first training sees.

    It depends on the text alone, so that all steps of training keep the same ones apart.
    """
    plain = "".join(letter for letter in text.lower() if letter.isalnum())
    return hashlib.sha1(plain.encode(), usedforsecurity=False).digest()[0] % 8 == 0
