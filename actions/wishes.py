"""Wishes for a moment: read from words, kept as JSON in the memory, handed to the bookings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from bot.intake import Wishes
from bot.language import read_wishes


def wishes_in(text: str, now: datetime) -> dict[str, Any] | None:
    """The wishes in `text` in the memory's form, or None where there are none."""
    said = read_wishes(text, now)
    if said.empty:
        return None
    return {
        "weekdays_wanted": sorted(said.weekdays),
        "weekdays_unwanted": sorted(said.weekdays_not),
        "days": [day.isoformat() for day in said.days],
        "earliest": _iso(said.first_day),
        "latest": _iso(said.last_day),
        "not_before": _iso(said.earliest),
        "not_after": _iso(said.latest),
    }


def wishes_from(kept: dict[str, Any]) -> Wishes:
    """The wishes as the bookings take them."""
    return Wishes(
        weekdays_wanted=frozenset(kept.get("weekdays_wanted", ())),
        weekdays_unwanted=frozenset(kept.get("weekdays_unwanted", ())),
        days=frozenset(date.fromisoformat(day) for day in kept.get("days", ())),
        earliest=_day(kept.get("earliest")),
        latest=_day(kept.get("latest")),
        not_before=_time(kept.get("not_before")),
        not_after=_time(kept.get("not_after")),
    )


def _iso(value: date | time | None) -> str | None:
    return value.isoformat() if value is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
