"""The sentences of the law rooms: complete in both languages, the same values, none forgotten, plain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.law.conftest import DATA

SUBJECTS = ("notice", "benefit", "timeline", "calculate")
ROOT = Path(__file__).resolve().parents[2]
LONGEST_SENTENCE = 18


def texts(lang: str, subject: str) -> dict[str, str]:
    read: dict[str, str] = yaml.safe_load((DATA / "text" / lang / f"{subject}.yml").read_text(encoding="utf-8"))
    return read


def names(text: str) -> set[str]:
    """Names of the values in a text."""
    return set(re.findall(r"\{(\w+)", text))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_say_the_same_things(subject: str) -> None:
    dutch, english = texts("nl", subject), texts("en", subject)
    assert set(dutch) == set(english)
    assert {key: names(text) for key, text in dutch.items()} == {key: names(text) for key, text in english.items()}


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_sentences_are_short(lang: str, subject: str) -> None:
    for key, text in texts(lang, subject).items():
        bare = re.sub(r"\{[^}]*\}", "X", text.replace(" ({article})", ""))
        for sentence in re.split(r"(?<=[.?!:;])\s+", bare):
            assert len(sentence.split()) <= LONGEST_SENTENCE, (key, sentence)


def test_every_step_with_a_rule_names_its_article() -> None:
    for subject in ("notice", "benefit"):
        for key, text in texts("nl", subject).items():
            assert "({article})" not in text or key.startswith("step_")


def test_no_sentence_is_left_unused() -> None:

    places = (ROOT / "bot", ROOT / "actions")
    code = "".join(path.read_text(encoding="utf-8") for place in places for path in place.rglob("*.py"))
    for subject in SUBJECTS:
        for key in texts("nl", subject):
            bare = re.sub(r"^(step|warn|unknown|if|what_if|hint|error|law)_", "", key)
            bare = re.sub(r"_(do|passed|ww|known|lost|earlier|later)$", "", bare)
            built = key.startswith("contradiction_") or key in {"title", "none", "intake_do"}
            assert built or bare in code or key in code, f"{subject}.{key}"
