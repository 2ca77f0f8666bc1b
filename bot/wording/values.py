"""How dates, amounts and counts are written in a sentence, in Dutch and in English."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal

from bot.clock import local

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def write_value(value: Any, spec: str, lang: str) -> str:
    """`value` in words for a sentence.

    `spec` is what stands behind the colon in a text: `date` (zondag 28 februari 2027), `day` (28 februari 2027),
    `short` (zo 28 feb), `month`, `year`, `slot` (zo 28 feb, 14:30), `time` (14:30), `moment` (date and time; a
    datetime is shown as Dutch time), `euro`, `number`, or `singular|plural` for a count ("3 maanden"). Dates may be ISO
    text. Without a spec: as it is.
    """
    locale = _LOCALES.get(lang, "nl_NL")
    if "|" in spec:
        return _count(value, spec, locale)
    if spec == "euro":
        return str(format_currency(Decimal(str(value)), "EUR", locale=locale))
    if spec == "number":
        return str(format_decimal(Decimal(str(value)), locale=locale))
    if spec in _WRITERS:
        return str(_WRITERS[spec](_moment(value), locale))
    return str(value)


def _count(value: Any, spec: str, locale: str) -> str:
    singular, plural = spec.split("|", 1)
    number = Decimal(str(value))
    return f"{format_decimal(number, locale=locale)} {singular if number == 1 else plural}"


def _moment(value: Any) -> date | datetime | time:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return local(value)
    if isinstance(value, date | time):
        return value
    msg = f"{value!r} is not a date or time"
    raise TypeError(msg)


_WRITERS = {
    "date": lambda value, locale: format_date(value, "EEEE d MMMM y", locale=locale),
    "day": lambda value, locale: format_date(value, "d MMMM y", locale=locale),
    "short": lambda value, locale: format_date(value, "EEE d MMM", locale=locale).replace(".", ""),
    "time": lambda value, locale: format_time(value, "HH:mm", locale=locale),
    "month": lambda value, locale: format_date(value, "MMMM y", locale=locale),
    "year": lambda value, locale: format_date(value, "y", locale=locale),
    "slot": lambda value, locale: format_datetime(value, "EEE d MMM, HH:mm", locale=locale).replace(".", ""),
    "moment": lambda value, locale: format_datetime(value, "EEEE d MMMM y, HH:mm", locale=locale),
}
