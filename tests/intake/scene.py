"""A small office to plan in; every test says what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.clock import AMSTERDAM
from bot.intake import Availability, Coach, Hours, Kind, Office, Planning, Rules, Slot, Workforce, cell_after, cell_of

PLAIN = Rules(
    length=timedelta(minutes=45),
    buffer=timedelta(0),
    grid=timedelta(minutes=15),
    min_notice=timedelta(0),
)


def dutch(text: str, fold: int = 0) -> datetime:
    """'2027-03-26 09:00' as an aware moment in the Netherlands."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold)


def weekdays(start: str = "09:00", end: str = "17:00", days: Iterable[int] = range(5)) -> tuple[Hours, ...]:
    return tuple(Hours(day, time.fromisoformat(start), time.fromisoformat(end)) for day in days)


def office(hours: tuple[Hours, ...] = weekdays(), office_id: str = "utr", **rules: Any) -> Office:
    return Office(
        office_id, "midden", "Werkplein Utrecht", "Vlinderplein 3, 3500 AB Utrecht", "030 000 00 00",
        "utrecht@example.org", hours, replace(PLAIN, **rules),
    )  # fmt: skip


def coach(coach_id: str = "noor", languages: Iterable[str] = ("nl",), **values: Any) -> Coach:
    return Coach(coach_id, coach_id.title(), f"{coach_id}@example.org", frozenset(languages), **values)


def planning(
    place: Office | None = None,
    coaches: Iterable[Coach] = (coach(),),
    hours: tuple[Hours, ...] | None = None,
    kinds: Iterable[Kind] = (Kind.OFFICE,),
    **rest: Any,
) -> Planning:
    """One office where each coach works all opening hours, unless `hours` says otherwise."""
    place = place or office()
    people = tuple(coaches)
    rows = [
        Availability(person.id, place.id, each, frozenset(kinds)) for person in people for each in hours or place.hours
    ]
    return Planning(Workforce([place], people, rows), **rest)


def taken(start: str, end: str, buffer: int = 0) -> tuple[int, int]:
    """Cells of an appointment in Dutch time, with its buffer in minutes."""
    return cell_of(dutch(start)), cell_after(dutch(end) + timedelta(minutes=buffer))


def clock_times(slots: Iterable[Slot]) -> list[str]:
    return [f"{slot.local_start:%H:%M}" for slot in slots]


def day(text: str) -> date:
    return date.fromisoformat(text)
