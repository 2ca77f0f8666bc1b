"""Misspelled words become the word that they most likely are; names and rare words stay."""

from __future__ import annotations

import pytest

from bot.nlu.mending import Mender

TEXTS = [
    "wanneer krijg ik de ontslagbrief",
    "wanneer komt die ontslagbrief van het werk",
    "ik wil uitrekenen wanneer het stopt",
    "uitrekenen graag, ik werk in Vaassen",
    "het werk stopt",
]


@pytest.fixture
def mender() -> Mender:
    return Mender.learn(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wnneer krijg ik de onstlagbrief", "wanneer krijg ik de ontslagbrief"),
        ("uirekenen", "uitrekenen"),
        ("uitrkenn", "uitrekenen"),
        ("Waneer stpot het", "wanneer stopt het"),
    ],
)
def test_a_misspelled_word_is_put_right(mender: Mender, typed: str, meant: str) -> None:
    assert mender.mend(typed)[0] == meant


@pytest.mark.parametrize("text", ["wanneer stopt het werk", "ik woon in Vaassen", "xylofoon", "", "12-3-2027 ?"])
def test_what_is_known_or_far_from_all_words_stays(mender: Mender, text: str) -> None:
    assert mender.mend(text) == (text, 0.0)


def test_a_word_seen_once_is_never_a_correction(mender: Mender) -> None:
    assert mender.mend("vaasen")[0] == "vaasen"


def test_the_share_of_words_put_right_is_told(mender: Mender) -> None:
    assert mender.mend("wnneer stopt het wrk")[1] == pytest.approx(0.25)
