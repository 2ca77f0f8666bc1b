"""National holidays on which offices are closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import holidays

_OPEN_AS_USUAL = "Goede vrijdag"
_LANGUAGE = {"nl": "nl", "en": "en_US"}


def holiday_name(day: date, language: str = "nl") -> str | None:
    """The holiday on `day`, named in Dutch or English, or None. Liberation Day counts every fifth year.

    Good Friday is left out: offices work on it, though the Algemene termijnenwet lists it.
    """
    if day not in _named(day.year, "nl"):
        return None
    return _named(day.year, _LANGUAGE.get(language, "nl"))[day]


@cache
def _named(year: int, language: str) -> Mapping[date, str]:
    closed = {
        day
        for day, name in holidays.country_holidays("NL", years=year, language="nl").items()
        if name != _OPEN_AS_USUAL
    }
    listed = holidays.country_holidays("NL", years=year, language=language)
    return {day: name for day, name in listed.items() if day in closed}
