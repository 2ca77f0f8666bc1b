"""The JSON forms of the `understand` contract."""

from __future__ import annotations

from datetime import time

import pytest

from bot.language import moment_to_text, read_answer
from tests.language.forms import moment


@pytest.mark.parametrize(
    ("text", "question", "form"),
    [
        ("1 maart 2027", "end_date", {"outcome": "date", "start": "2027-03-01", "grain": "day"}),
        ("mei 2015", "start_date", {"outcome": "date", "start": "2015-05-01", "grain": "month"}),
        ("2009", "start_date", {"outcome": "date", "start": "2009-01-01", "grain": "year"}),
        ("half drie", "appointment_time", {"outcome": "date", "start": "T14:30:00", "grain": "time"}),
        (
            "morgen om 3 uur",
            "appointment_time",
            {"outcome": "date", "start": "2026-11-21T15:00:00", "grain": "time"},
        ),
        (
            "volgende week",
            "appointment_day",
            {"outcome": "period", "start": "2026-11-23", "end": "2026-11-30", "open": None},
        ),
        (
            "na 15:00",
            "appointment_time",
            {"outcome": "period", "start": "T15:00:00", "end": None, "open": "after"},
        ),
        (
            "uiterlijk 1 maart",
            "end_date",
            {"outcome": "period", "start": None, "end": "2027-03-02", "open": "before"},
        ),
        (
            "ruim 3 jaar",
            "duration_service",
            {"outcome": "duration", "duration": {"years": 3, "months": 0, "approx": True}},
        ),
        ("weet ik niet", "end_date", {"outcome": "none"}),
        (
            "10 of 11 november",
            "notice_date",
            {
                "outcome": "ambiguous",
                "alternatives": [
                    {"outcome": "date", "start": "2026-11-10", "grain": "day"},
                    {"outcome": "date", "start": "2026-11-11", "grain": "day"},
                ],
            },
        ),
    ],
)
def test_a_reading_has_the_form_of_the_contract(text: str, question: str, form: dict[str, object]) -> None:
    assert read_answer(text, question, moment()).to_dict() == form


def test_a_time_without_a_day_begins_with_a_t() -> None:
    assert moment_to_text(time(9, 5)) == "T09:05:00"
    assert moment_to_text(None) is None
