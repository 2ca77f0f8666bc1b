"""The timeline as an ICS calendar (RFC 5545): a whole-day entry for each deadline still ahead, with a reminder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.timeline.deadlines import Deadline, TextOf

_REMIND_BEFORE = timedelta(days=2)


def timeline_ics(entries: Iterable[Deadline], text: TextOf, now: datetime) -> bytes:
    """A calendar file (UTF-8) with the entries that have not passed; `now` (aware) stamps them.

    Entries keep their identity, so a calendar that reads a newer file replaces what it has.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Vroegwijzer//timeline//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        if not entry.passed:
            calendar.add_component(_event(entry, text, now))
    return bytes(calendar.to_ical())


def _event(entry: Deadline, text: TextOf, now: datetime) -> Event:
    title, advice = text(entry.title_key, entry.values), text(entry.advice_key, entry.values)
    event = Event()
    event.add("uid", f"{entry.key}-{entry.day:%Y%m%d}@vroegwijzer")
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", title)
    source = f"\n{entry.citation.article}: {entry.citation.url}" if entry.citation else ""
    event.add("description", advice + source)
    if not entry.happens:
        event.add_component(_reminder(title))
    return event


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -_REMIND_BEFORE)
    return alarm
