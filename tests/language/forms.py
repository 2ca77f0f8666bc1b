"""Readings in the short notation of `cases.yml`."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.clock import AMSTERDAM
from bot.language import Outcome, Reading

USUAL_NOW = "2026-11-20T10:00"
CASES = Path(__file__).with_name("cases.yml")


def moment(text: str = USUAL_NOW) -> datetime:
    """An aware moment in the Netherlands."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def load_cases() -> list[dict[str, Any]]:
    """Every case of the file, with its question (None for a neutral reading)."""
    grouped = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [{"question": None if q == "none" else q, **case} for q, cases in grouped.items() for case in cases]


def short(reading: Reading) -> str:
    """The reading in the notation of the cases."""
    value = reading.to_dict()
    if reading.outcome is Outcome.DURATION:
        length = value["duration"]
        parts = f"{length['years']}y" * bool(length["years"]) + f"{length['months']}m" * bool(length["months"])
        return f"duration {'~' * length['approx']}{parts}"
    if reading.outcome is Outcome.PERIOD:
        return f"period {_plain(value['start'])} {_plain(value['end'])}"
    if reading.outcome is Outcome.AMBIGUOUS:
        return "ask " + " ".join(short(one).split(" ", 1)[1] for one in reading.alternatives)
    if reading.outcome is Outcome.DATE:
        return _date(value["start"], value["grain"])
    return "none"


def _date(start: str, grain: str) -> str:
    if grain == "time":
        return f"time {_plain(start)}" if start.startswith("T") else f"moment {_plain(start)}"
    return f"{grain} {start[: {'day': 10, 'month': 7, 'year': 4}[grain]]}"


def _plain(moment_text: str | None) -> str:
    return "..." if moment_text is None else re.sub(r"(T\d\d:\d\d):00$", r"\1", moment_text)
