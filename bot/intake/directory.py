"""Reading a list of regions, offices and coaches from records, whatever file they came from; all faults at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

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
from bot.intake.slot import CODE

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing in a file: what it is (region, postcodes, office, hours, exception, coach, week) and its values."""

    line: int
    what: str
    values: Mapping[str, str]


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


class _BadValue(ValueError):
    """A value that cannot be read; the message is for the person who wrote the file."""


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
        readers: dict[str, Callable[[Mapping[str, str]], None]] = {
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
                raise _BadValue(msg)
            readers[record.what](record.values)
        except ValueError as error:
            self.faults.append(Fault(record.line, str(error)))

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

    def _region(self, values: Mapping[str, str]) -> None:
        name = _new_code(values, self._regions, "region")
        self._regions[name] = _text(values, "name")

    def _range(self, values: Mapping[str, str]) -> None:
        region = _reference(values, "region", set(self._regions))
        first, last = (_postcode(values, key) for key in ("first", "last"))
        if first > last:
            msg = f"postcodes run from low to high, not {first} to {last}"
            raise _BadValue(msg)
        for begin, end, other in self._postcodes:
            if first <= end and begin <= last:
                msg = f"postcodes {first} to {last} overlap {begin} to {end} of region {other}"
                raise _BadValue(msg)
        self._postcodes.append((first, last, region))

    def _office(self, values: Mapping[str, str]) -> None:
        name = _new_code(values, self._offices, "office")
        rules = Rules()
        self._offices[name] = Office(
            name,
            _reference(values, "region", set(self._regions) | self._known_regions),
            _text(values, "name"),
            _text(values, "address"),
            _text(values, "phone"),
            _email(values),
            (),
            Rules(
                length=_span(values, "length", rules.length, timedelta(minutes=1)),
                buffer=_span(values, "buffer", rules.buffer, timedelta(minutes=1)),
                grid=_span(values, "grid", rules.grid, timedelta(minutes=1)),
                min_notice=_span(values, "min_notice_hours", rules.min_notice, timedelta(hours=1)),
                cancel_deadline=_span(values, "cancel_deadline_hours", rules.cancel_deadline, timedelta(hours=1)),
                norm_days=_span(values, "norm_days", timedelta(days=rules.norm_days), timedelta(days=1)).days,
            ),
        )

    def _opening(self, values: Mapping[str, str]) -> None:
        office = _reference(values, "office", set(self._offices))
        self._hours.setdefault(office, []).append(_hours(values))

    def _coach(self, values: Mapping[str, str]) -> None:
        name = _new_code(values, self._coaches, "coach")
        languages = _list(values, "languages") or ["nl"]
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                msg = f"{language!r} is not a language code; write nl, en, pl, ar, tr and so on"
                raise _BadValue(msg)
        self._coaches[name] = Coach(
            name, _text(values, "name"), _email(values), frozenset(languages), _day(values, "withdrawn_from")
        )

    def _week(self, values: Mapping[str, str]) -> None:
        kinds = _list(values, "kinds")
        unknown = [kind for kind in kinds if kind not in INDIVIDUAL_KINDS]
        if unknown:
            msg = f"{unknown[0]!r} is not a kind of intake; use {', '.join(INDIVIDUAL_KINDS)}"
            raise _BadValue(msg)
        self._weeks.append(
            Availability(
                _reference(values, "coach", set(self._coaches)),
                _reference(values, "office", set(self._offices) | self._known_offices),
                _hours(values),
                frozenset(Kind(kind) for kind in kinds) or frozenset(INDIVIDUAL_KINDS),
                _day(values, "from"),
                _day(values, "until"),
            )
        )

    def _exception(self, values: Mapping[str, str]) -> None:
        day = _day(values, "day")
        if day is None:
            msg = "an exception needs a day, as in 2026-12-24"
            raise _BadValue(msg)
        coaches = _list(values, "coaches")
        for coach in coaches:
            _reference({"coach": coach}, "coach", set(self._coaches))
        self._exceptions.append(
            OpeningException(
                _reference(values, "office", set(self._offices)),
                day,
                _time(values, "start") if values.get("start") else None,
                _time(values, "end") if values.get("end") else None,
                values.get("reason", ""),
                frozenset(coaches),
            )
        )


def _text(values: Mapping[str, str], key: str) -> str:
    text = values.get(key, "").strip()
    if not text:
        msg = f"{key} is missing"
        raise _BadValue(msg)
    return text


def _new_code(values: Mapping[str, str], taken: Mapping[str, object], what: str) -> str:
    code = _text(values, "id")
    if not CODE.fullmatch(code):
        msg = f"the id {code!r} must be 1 to 12 small letters, digits or hyphens"
        raise _BadValue(msg)
    if code in taken:
        msg = f"{what} {code} is in the file twice"
        raise _BadValue(msg)
    return code


def _reference(values: Mapping[str, str], key: str, known: set[str]) -> str:
    code = _text(values, key)
    if code not in known:
        msg = f"there is no {key} {code!r}; add it to the file or correct the name"
        raise _BadValue(msg)
    return code


def _email(values: Mapping[str, str]) -> str:
    address = _text(values, "email")
    if not _EMAIL.fullmatch(address):
        msg = f"{address!r} is not an e-mail address"
        raise _BadValue(msg)
    return address


def _list(values: Mapping[str, str], key: str) -> list[str]:
    return [item for item in re.split(r"[\s,;]+", values.get(key, "").strip().lower()) if item]


def _span(values: Mapping[str, str], key: str, usual: timedelta, unit: timedelta) -> timedelta:
    text = values.get(key, "").strip()
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 5:
        msg = f"{key} is a whole number, not {text!r}"
        raise _BadValue(msg)
    return int(text) * unit


def _postcode(values: Mapping[str, str], key: str) -> int:
    text = _text(values, key)
    if not re.fullmatch(r"[1-9]\d{3}", text):
        msg = f"a postcode range has four digits on both sides, as in 3500-3599, not {text!r}"
        raise _BadValue(msg)
    return int(text)


def _hours(values: Mapping[str, str]) -> Hours:
    name = _text(values, "weekday").lower()[:3]
    if name not in DAYS:
        msg = f"{values['weekday']!r} is not a weekday; use {', '.join(DAYS)}"
        raise _BadValue(msg)
    return Hours(DAYS.index(name), _time(values, "start"), _time(values, "end"))


def _time(values: Mapping[str, str], key: str) -> time:
    text = _text(values, key)
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
        msg = f"{key} is a time such as 09:00, not {text!r}"
        raise _BadValue(msg)
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _day(values: Mapping[str, str], key: str) -> date | None:
    text = values.get(key, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{key} is a day such as 2026-12-24, not {text!r}"
        raise _BadValue(msg) from None
