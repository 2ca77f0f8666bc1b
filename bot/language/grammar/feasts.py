"""Feast days that people name instead of a date, reckoned for any year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday (Gregorian; the anonymous computus of Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The `number`th `weekday` (0 Monday) of a month, -1 for the last; None when the month has no such day."""
    if number > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        return day if day.month == month else None
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    def reckon(year: int) -> date:
        day = nth_weekday(year, month, weekday, number)
        if day is None:
            raise ValueError(f"no {number}th weekday {weekday} in {year}-{month}")
        return day

    return reckon


_NAMES: list[tuple[str, Callable[[int], date]]] = [
    ("nieuwjaar|nieuwjaarsdag|new year|new year's day|new years day|yuandan|nieuwjaars dag|nieuw jaar", _fixed(1, 1)),
    ("driekoningen|drie koningen|epiphany", _fixed(1, 6)),
    ("martin luther kingdag|martin luther king dag|martin luther king day|mlk day", _nth(1, 0, 3)),
    ("maria - lichtmis|lichtmis", _fixed(2, 2)),
    ("valentijnsdag|valentijn|valentine's day|valentines day|valentijns dag", _fixed(2, 14)),
    ("presidents day|presidentsdag|president's day", _nth(2, 0, 3)),
    ("carnaval|karnaval|carnavalszondag", _from_easter(-49)),
    ("aswoensdag|ash wednesday", _from_easter(-46)),
    ("internationale vrouwendag|vrouwendag", _fixed(3, 8)),
    ("st patrick's day|saint patrick's day|st . patrick's day", _fixed(3, 17)),
    ("palmzondag|palmpasen|palm sunday", _from_easter(-7)),
    ("witte donderdag|maundy thursday", _from_easter(-3)),
    ("goede vrijdag|good friday", _from_easter(-2)),
    ("stille zaterdag|paaszaterdag", _from_easter(-1)),
    ("pasen|eerste paasdag|1e paasdag|paaszondag|easter|easter sunday|paasdag|1ste paasdag|paasfeest", _from_easter(0)),
    ("tweede paasdag|2e paasdag|paasmaandag|easter monday|2de paasdag", _from_easter(1)),
    ("april fools|april fools' day|1 aprilgrap", _fixed(4, 1)),
    ("dag van de aarde|earth day", _fixed(4, 22)),
    ("koningsdag|king's day|kings day|koningdag|konings dag", _kings_day),
    ("koninginnedag|koninginnendag", _fixed(4, 30)),
    ("dag van de arbeid|dag v d arbeid|international workers day", _fixed(5, 1)),
    ("dodenherdenking|nationale dodenherdenking", _fixed(5, 4)),
    ("bevrijdingsdag|liberation day|bevrijdings dag", _fixed(5, 5)),
    ("moederdag|mother's day|mothers day|moeder dag", _nth(5, 6, 2)),
    ("memorial day", _nth(5, 0, -1)),
    ("hemelvaart|hemelvaartsdag|hemelvaartdag|ascension day|hemelvaarts dag", _from_easter(39)),
    ("pinksteren|eerste pinksterdag|1e pinksterdag|whitsun|pentecost|pinksterzondag|pinksterdag", _from_easter(49)),
    ("tweede pinksterdag|2e pinksterdag|whit monday|pinkstermaandag|2de pinksterdag", _from_easter(50)),
    ("vaderdag|father's day|fathers day|vader dag", _nth(6, 6, 3)),
    ("juneteenth", _fixed(6, 19)),
    ("veteranendag|nederlandse veteranendag", _nth(6, 5, -1)),
    ("onafhankelijkheidsdag|onafhankelijksdag|independence day", _fixed(7, 4)),
    ("maria - hemelvaart|maria hemelvaart", _fixed(8, 15)),
    ("labor day", _nth(9, 0, 1)),
    ("prinsjesdag", _nth(9, 1, 3)),
    ("dierendag|werelddierendag", _fixed(10, 4)),
    ("columbus day|columbusdag", _nth(10, 0, 2)),
    ("halloween", _fixed(10, 31)),
    ("allerheiligen|all saints' day", _fixed(11, 1)),
    ("allerzielen|all souls' day", _fixed(11, 2)),
    ("sint maarten|sint - maarten|st maarten|st . maarten|veterans day", _fixed(11, 11)),
    ("thanksgiving|thanksgiving day", _nth(11, 3, 4)),
    ("black friday", lambda year: _nth(11, 3, 4)(year) + timedelta(days=1)),
    ("cyber monday", lambda year: _nth(11, 3, 4)(year) + timedelta(days=4)),
    ("sinterklaas|pakjesavond|sinterklaasavond|sinterklaas avond|sint|sinterklaasfeest", _fixed(12, 5)),
    ("sint nicolaas|sint - nicolaas|sinterklaasdag|sint nicolaasdag", _fixed(12, 6)),
    ("kerstavond|christmas eve|kerst avond|kerstnacht", _fixed(12, 24)),
    (
        "kerst|kerstmis|eerste kerstdag|1e kerstdag|christmas|kerstdag|christmas day|xmas|1ste kerstdag|kerstfeest",
        _fixed(12, 25),
    ),
    ("tweede kerstdag|2e kerstdag|boxing day|2de kerstdag", _fixed(12, 26)),
    (
        "oudjaar|oudjaarsdag|oudejaarsdag|oudejaarsavond|oudjaarsavond|oud en nieuw|new year's eve|new years eve|"
        "oud & nieuw|oudejaar|oud jaar|oudejaarsnacht",
        _fixed(12, 31),
    ),
]  # fmt: skip
FEASTS: dict[tuple[str, ...], Callable[[int], date]] = {
    tuple(name.split()): reckon for names, reckon in _NAMES for name in names.split("|")
}
