"""The VTIMEZONE of Europe/Amsterdam: the European rule for summer time, in force since 1996 (directive 2000/84/EC).

The calendar library would write out each change as a date, an hour late, until 2038.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_WINTER = timedelta(hours=1)
_SUMMER = timedelta(hours=2)


def amsterdam() -> Timezone:
    """Clocks change on the last Sunday of March (02:00 to 03:00) and of October (03:00 to 02:00)."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    zone.add_component(_period(TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), _WINTER, _SUMMER))  # noqa: DTZ001
    zone.add_component(_period(TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), _SUMMER, _WINTER))  # noqa: DTZ001
    return zone


def _period(
    part: TimezoneDaylight | TimezoneStandard, name: str, start: datetime, before: timedelta, after: timedelta
) -> TimezoneDaylight | TimezoneStandard:
    part.add("tzname", name)
    part.add("dtstart", start)
    part.add("rrule", {"freq": "yearly", "bymonth": start.month, "byday": "-1su"})
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part
