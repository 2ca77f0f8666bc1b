"""Wishes for a moment: read from words, kept as JSON in the memory, handed to the bookings."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from actions.say import Part
from bot.intake import HORIZON_DAYS, Wishes
from bot.language import read_answer, read_wishes

_QUESTION = "appointment_day"
_DAYS = ("weekdays_wanted", "weekdays_unwanted", "days", "days_unwanted", "earliest", "latest")
_HOURS = ("not_before", "not_after", "at")
_DOTTED = re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.(00|15|30|45)(?![\d.])")


def wishes_in(text: str, now: datetime) -> dict[str, Any] | None:
    """The wishes in `text` in the memory's form, or None where there are none."""
    said = read_wishes(_DOTTED.sub(r"\1:\2", text), now)
    if said.empty:
        return None
    return {
        "weekdays_wanted": sorted(said.weekdays),
        "weekdays_unwanted": sorted(said.weekdays_not),
        "days": [day.isoformat() for day in said.days],
        "days_unwanted": [day.isoformat() for day in said.days_not],
        "earliest": _iso(said.first_day),
        "latest": _iso(said.last_day),
        "not_before": None if said.at else _iso(said.earliest),
        "not_after": None if said.at else _iso(said.latest),
        "at": _iso(said.at),
    }


def names_no_day(text: str, now: datetime) -> bool:
    """Whether `text` names a day or hour that does not exist, such as 31 February."""
    return read_answer(text, _QUESTION, now).reason == "impossible"


def wishes_from(kept: dict[str, Any]) -> Wishes:
    """The wishes as the bookings take them."""
    return Wishes(
        weekdays_wanted=frozenset(kept.get("weekdays_wanted", ())),
        weekdays_unwanted=frozenset(kept.get("weekdays_unwanted", ())),
        days=frozenset(date.fromisoformat(day) for day in kept.get("days", ())),
        days_unwanted=frozenset(date.fromisoformat(day) for day in kept.get("days_unwanted", ())),
        earliest=_day(kept.get("earliest")),
        latest=_day(kept.get("latest")),
        not_before=_time(kept.get("not_before")),
        not_after=_time(kept.get("not_after")),
        at=_time(kept.get("at")),
    )


def problem_with(wishes: Wishes, today: date) -> Part | None:
    """Why nothing can ever suit these wishes, as a sentence; None when something may."""
    horizon = today + timedelta(days=HORIZON_DAYS)
    first = min(wishes.days, default=wishes.earliest)
    last = max(wishes.days, default=wishes.latest)
    after, before = wishes.not_before, wishes.not_after
    nothing_left = bool(wishes.weekdays_wanted) and wishes.weekdays_wanted <= wishes.weekdays_unwanted
    nothing_left = nothing_left or (bool(wishes.days) and wishes.days <= wishes.days_unwanted)
    if wishes.earliest and wishes.latest and wishes.earliest > wishes.latest:
        return Part("slot.wish_days_cross", {"first": wishes.earliest, "last": wishes.latest})
    if last is not None and last < today:
        return Part("slot.wish_past", {"day": last})
    if first is not None and first > horizon:
        return Part("slot.wish_too_far", {"last": horizon})
    if after and before and after >= before:
        return Part("slot.wish_hours_cross", {"after": f"{after:%H:%M}", "before": f"{before:%H:%M}"})
    return Part("slot.wish_contradicts") if nothing_left else None


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The wishes told now, with what was told before about the other of days and hours ('Tuesday', then 'after 3')."""
    kept = {name: value for name, value in new.items() if value}
    for names in (_DAYS, _HOURS):
        if not any(kept.get(name) for name in names):
            kept.update({name: old[name] for name in names if old.get(name)})
    return kept if any(new.values()) else {}


def _iso(value: date | time | None) -> str | None:
    return value.isoformat() if value is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
