"""Readings in the short notation of `cases.yml`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from bot.clock import AMSTERDAM
from bot.language import Outcome, Reading, Wishes

USUAL_NOW = "2026-11-20T10:00"
HARD_NOW = "2026-11-24T09:30"
HARDER_NOW = "2026-10-08T14:00"
PHONE_NOW = "2027-03-17T19:45"
_FILES = {"cases.yml": USUAL_NOW, "hard.yml": HARD_NOW, "harder.yml": HARDER_NOW, "phone.yml": PHONE_NOW}


def moment(text: str = USUAL_NOW) -> datetime:
    """An aware moment in the Netherlands."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def load_cases() -> list[dict[str, Any]]:
    """Every case of the files, with its question (None for a neutral reading), its moment, and `expect` as a list."""
    cases = []
    for name, now in _FILES.items():
        grouped = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for question, group in grouped.items():
            for case in group:
                wanted = case["expect"] if isinstance(case["expect"], list) else [case["expect"]]
                named = None if question == "none" else question
                cases.append({"question": named, "now": now, **case, "expect": wanted, "file": name})
    return cases


def fits(got: str, wanted: list[str]) -> bool:
    """Whether `got` is one of the readings; a bare `ask` stands for any choice."""
    return got in wanted or ("ask" in wanted and got.startswith("ask "))


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


def load_wishes() -> list[tuple[str, Wishes]]:
    """Every case of `wishes.yml` with its wishes."""
    cases = yaml.safe_load(Path(__file__).with_name("wishes.yml").read_text(encoding="utf-8"))
    return [(case["text"], _wishes(case)) for case in cases]


def _wishes(case: dict[str, Any]) -> Wishes:
    return Wishes(
        weekdays=_weekdays(case.get("wanted", "")),
        weekdays_not=_weekdays(case.get("unwanted", "")),
        days=_dates(case.get("days", "")),
        days_not=_dates(case.get("days_not", "")),
        first_day=case.get("first"),
        last_day=case.get("last"),
        earliest=time.fromisoformat(case["from"]) if "from" in case else None,
        latest=time.fromisoformat(case["until"]) if "until" in case else None,
        soon=case.get("soon", False),
    )


def _weekdays(text: str) -> frozenset[int]:
    return frozenset(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(day) for day in text.split())


def _dates(text: str | date) -> tuple[date, ...]:
    return (text,) if isinstance(text, date) else tuple(date.fromisoformat(day) for day in text.split())
