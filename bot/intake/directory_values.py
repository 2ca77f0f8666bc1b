"""Reading single values of an office list; every fault says what was written and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from bot.intake.model import Hours
from bot.intake.slot import CODE

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")

Values = Mapping[str, str]


class BadValue(ValueError):
    """The value of `key` cannot be read; the message is for the person who wrote the file."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


def text_of(values: Values, key: str) -> str:
    """A value that must be there."""
    text = values.get(key, "").strip()
    if not text:
        msg = f"{key} is missing"
        raise BadValue(msg, key)
    return text


def new_code(values: Values, taken: Mapping[str, object], what: str) -> str:
    """The id of a new thing."""
    code = text_of(values, "id")
    if not CODE.fullmatch(code):
        msg = f"the id {code!r} must be 1 to 12 small letters, digits or hyphens"
        raise BadValue(msg, "id")
    if code in taken:
        msg = f"{what} {code} is in the file twice"
        raise BadValue(msg, "id")
    return code


def reference(values: Values, key: str, known: set[str]) -> str:
    """The id of a thing that exists already."""
    code = text_of(values, key)
    if code not in known:
        msg = f"there is no {key} {code!r}; add it to the file or correct the name"
        raise BadValue(msg, key)
    return code


def email(values: Values) -> str:
    """An e-mail address."""
    address = text_of(values, "email")
    if not _EMAIL.fullmatch(address):
        msg = f"{address!r} is not an e-mail address"
        raise BadValue(msg, "email")
    return address


def items(values: Values, key: str) -> list[str]:
    """A list of words, divided by commas or blanks."""
    return [item for item in re.split(r"[\s,;]+", values.get(key, "").strip().lower()) if item]


def span(values: Values, key: str, usual: timedelta, unit: timedelta) -> timedelta:
    """A whole number of `unit`, or what is usual."""
    text = values.get(key, "").strip()
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 5:
        msg = f"{key} is a whole number, not {text!r}"
        raise BadValue(msg, key)
    return int(text) * unit


def postcode(values: Values, key: str) -> int:
    """The four digits of a postcode."""
    text = text_of(values, key)
    if not re.fullmatch(r"[1-9]\d{3}", text):
        msg = f"a postcode range has four digits on both sides, as in 3500-3599, not {text!r}"
        raise BadValue(msg, key)
    return int(text)


def hours(values: Values) -> Hours:
    """Hours on a weekday."""
    name = text_of(values, "weekday").lower()[:3]
    if name not in DAYS:
        msg = f"{values['weekday']!r} is not a weekday; use {', '.join(DAYS)}"
        raise BadValue(msg, "weekday")
    return Hours(DAYS.index(name), time_of(values, "start"), time_of(values, "end"))


def time_of(values: Values, key: str) -> time:
    """A time of day, as in 09:00."""
    text = text_of(values, key)
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
        msg = f"{key} is a time such as 09:00, not {text!r}"
        raise BadValue(msg, key)
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def day_of(values: Values, key: str) -> date | None:
    """A calendar day, if there is one."""
    text = values.get(key, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{key} is a day such as 2026-12-24, not {text!r}"
        raise BadValue(msg, key) from None
