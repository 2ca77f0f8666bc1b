"""How many days: only what is certain is read."""

from __future__ import annotations

import pytest

from bot.language import read_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("36", 36),
        ("het waren er 36", 36),
        ("zesendertig dagen", 36),
        ("zes weken", 42),
        ("5 weken en 2 dagen", 37),
        ("47 days", 47),
        ("36 nee 46 dagen", 46),
    ],
)
def test_a_certain_number_of_days_is_read(text: str, days: int) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "1 juni 2014",
        "3-9-2026",
        "van 3 sep tot 5 okt",
        "ruim 8 weken",
        "about five weeks",
        "twee maanden",
        "anderhalve maand",
        "tussen 30 en 40",
        "een week of vijf",
        "36,5",
        "geen idee",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read_days(text) is None
