"""Reading a list of regions, offices and coaches from records, whatever file they came from; all faults at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.intake.directory_values import (
    BadValue,
    Values,
    day_of,
    email,
    hours,
    items,
    new_code,
    postcode,
    reference,
    span,
    text_of,
    time_of,
)
from bot.intake.model import (
    INDIVIDUAL_KINDS,
    Availability,
    Coach,
    Hours,
    Kind,
    Office,
    OpeningException,
    Region,
    Rules,
)

_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing in a file: what it is (region, postcodes, office, hours, exception, coach, week) and its values.

    `line` is where it starts, `lines` where single values stand, as far as known.
    """

    line: int
    what: str
    values: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line of the file, and what to do about it."""

    line: int
    message: str


@dataclass(slots=True)
class Directory:
    """What a file describes."""

    regions: list[Region] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    coaches: list[Coach] = field(default_factory=list)
    availability: list[Availability] = field(default_factory=list)
    exceptions: list[OpeningException] = field(default_factory=list)


def read_directory(
    records: Iterable[Record], known_regions: Iterable[str] = (), known_offices: Iterable[str] = ()
) -> tuple[Directory, list[Fault]]:
    """What `records` describe, and every fault in them. A directory with faults must not be stored.

    Regions and offices that exist already may be referred to: `known_regions`, `known_offices`.
    """
    reader = _Reader(set(known_regions), set(known_offices))
    for record in sorted(records, key=lambda record: (_ORDER.get(record.what, 9), record.line)):
        reader.read(record)
    return reader.directory(), sorted(reader.faults, key=lambda fault: fault.line)


_ORDER = {"region": 0, "postcodes": 1, "office": 2, "coach": 3, "hours": 4, "exception": 5, "week": 6}


class _Reader:
    """Collects records by kind; offices and regions are put together at the end."""

    def __init__(self, regions: set[str], offices: set[str]) -> None:
        self.faults: list[Fault] = []
        self._known_regions = regions
        self._known_offices = offices
        self._regions: dict[str, str] = {}
        self._postcodes: list[tuple[int, int, str]] = []
        self._offices: dict[str, Office] = {}
        self._hours: dict[str, list[Hours]] = {}
        self._coaches: dict[str, Coach] = {}
        self._weeks: list[Availability] = []
        self._exceptions: list[OpeningException] = []

    def read(self, record: Record) -> None:
        """Take in one record, or note what is wrong with it."""
        readers: dict[str, Callable[[Values], None]] = {
            "region": self._region,
            "postcodes": self._range,
            "office": self._office,
            "coach": self._coach,
            "hours": self._opening,
            "exception": self._exception,
            "week": self._week,
        }
        try:
            if record.what not in readers:
                msg = f"unknown kind of record {record.what!r}; use one of {', '.join(readers)}"
                raise BadValue(msg)
            readers[record.what](record.values)
        except BadValue as error:
            self.faults.append(Fault(record.lines.get(error.key, record.line), str(error)))
        except ValueError as error:  # from the model; its messages begin with the name of the value
            key = str(error).partition(" ")[0]
            self.faults.append(Fault(record.lines.get(key, record.line), str(error)))

    def directory(self) -> Directory:
        ranges = {
            name: tuple((a, b) for a, b, region in sorted(self._postcodes) if region == name) for name in self._regions
        }
        return Directory(
            [Region(name, title, ranges[name]) for name, title in self._regions.items()],
            [
                Office(
                    o.id, o.region_id, o.name, o.address, o.phone, o.email, tuple(self._hours.get(o.id, ())), o.rules
                )
                for o in self._offices.values()
            ],
            list(self._coaches.values()),
            self._weeks,
            self._exceptions,
        )

    def _region(self, values: Values) -> None:
        name = new_code(values, self._regions, "region")
        self._regions[name] = text_of(values, "name")

    def _range(self, values: Values) -> None:
        region = reference(values, "region", set(self._regions))
        first, last = (postcode(values, key) for key in ("first", "last"))
        if first > last:
            msg = f"postcodes run from low to high, not {first} to {last}"
            raise BadValue(msg, "first")
        for begin, end, other in self._postcodes:
            if first <= end and begin <= last:
                msg = f"postcodes {first} to {last} overlap {begin} to {end} of region {other}"
                raise BadValue(msg, "first")
        self._postcodes.append((first, last, region))

    def _office(self, values: Values) -> None:
        name = new_code(values, self._offices, "office")
        rules = Rules()
        self._offices[name] = Office(
            name,
            reference(values, "region", set(self._regions) | self._known_regions),
            text_of(values, "name"),
            text_of(values, "address"),
            text_of(values, "phone"),
            email(values),
            (),
            Rules(
                length=span(values, "length", rules.length, timedelta(minutes=1)),
                buffer=span(values, "buffer", rules.buffer, timedelta(minutes=1)),
                grid=span(values, "grid", rules.grid, timedelta(minutes=1)),
                min_notice=span(values, "min_notice_hours", rules.min_notice, timedelta(hours=1)),
                cancel_deadline=span(values, "cancel_deadline_hours", rules.cancel_deadline, timedelta(hours=1)),
                norm_days=span(values, "norm_days", timedelta(days=rules.norm_days), timedelta(days=1)).days,
            ),
        )

    def _opening(self, values: Values) -> None:
        office = reference(values, "office", set(self._offices))
        self._hours.setdefault(office, []).append(hours(values))

    def _coach(self, values: Values) -> None:
        name = new_code(values, self._coaches, "coach")
        languages = items(values, "languages") or ["nl"]
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                msg = f"{language!r} is not a language code; write nl, en, pl, ar, tr and so on"
                raise BadValue(msg, "languages")
        self._coaches[name] = Coach(
            name, text_of(values, "name"), email(values), frozenset(languages), day_of(values, "withdrawn_from")
        )

    def _week(self, values: Values) -> None:
        kinds = items(values, "kinds")
        unknown = [kind for kind in kinds if kind not in INDIVIDUAL_KINDS]
        if unknown:
            msg = f"{unknown[0]!r} is not a kind of intake; use {', '.join(INDIVIDUAL_KINDS)}"
            raise BadValue(msg, "kinds")
        self._weeks.append(
            Availability(
                reference(values, "coach", set(self._coaches)),
                reference(values, "office", set(self._offices) | self._known_offices),
                hours(values),
                frozenset(Kind(kind) for kind in kinds) or frozenset(INDIVIDUAL_KINDS),
                day_of(values, "from"),
                day_of(values, "until"),
            )
        )

    def _exception(self, values: Values) -> None:
        day = day_of(values, "day")
        if day is None:
            msg = "an exception needs a day, as in 2026-12-24"
            raise BadValue(msg, "day")
        coaches = items(values, "coaches")
        for coach in coaches:
            reference({"coach": coach}, "coach", set(self._coaches))
        self._exceptions.append(
            OpeningException(
                reference(values, "office", set(self._offices)),
                day,
                time_of(values, "start") if values.get("start") else None,
                time_of(values, "end") if values.get("end") else None,
                values.get("reason", ""),
                frozenset(coaches),
            )
        )
