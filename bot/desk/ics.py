"""An appointment as an iCalendar file (RFC 5545), for the worker or for the coach."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from enum import StrEnum
from typing import Any

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from bot.clock import local
from bot.desk.details import bring, desk_link, place, public_link, reading_language
from bot.desk.timezone import amsterdam
from bot.intake import Appointment
from bot.wording import Catalogue

_BEFORE = timedelta(hours=1)


class Reader(StrEnum):
    """For whom the file is."""

    WORKER = "worker"
    COACH = "coach"


def appointment_ics(
    appointment: Appointment,
    method: str,
    base_url: str,
    *,
    catalogue: Catalogue,
    organiser: str = "",
    reader: Reader = Reader.WORKER,
) -> bytes:
    """The file for `method` REQUEST (new or changed) or CANCEL, UTF-8.

    Times are in Europe/Amsterdam with their VTIMEZONE. UID and SEQUENCE are the appointment's own. `organiser` is a
    mail address with or without a name, the coach when empty. The file holds no summary; only the worker's has the
    link that moves and cancels. Raises ValueError for another method.
    """
    if method not in {"REQUEST", "CANCEL"}:
        msg = f"METHOD is REQUEST or CANCEL, not {method!r}"
        raise ValueError(msg)
    calendar = Calendar()
    calendar.add("prodid", "-//Vroegwijzer//Intake//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(amsterdam())
    event = _event(appointment, base_url, catalogue, reader)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("organizer", _person(organiser or f'"{appointment.coach.name}" <{appointment.coach.email}>'))
    if method == "REQUEST":
        about = catalogue.text(
            "mail.ics_alarm", _language(appointment, reader, catalogue), {"title": str(event["summary"])}
        )
        event.add_component(_alarm(about))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _language(appointment: Appointment, reader: Reader, catalogue: Catalogue) -> str:
    return reading_language(appointment.contact.language, catalogue) if reader is Reader.WORKER else "nl"


def _event(appointment: Appointment, base_url: str, catalogue: Catalogue, reader: Reader) -> Event:
    lang = _language(appointment, reader, catalogue)
    values: dict[str, Any] = {
        "name": appointment.contact.name or appointment.reference,
        "reference": appointment.reference,
        "bring": bring(appointment, catalogue, lang),
    }
    title = catalogue.text(f"mail.ics_title_{reader}", lang, values)
    if reader is Reader.WORKER:
        link, invitation = public_link(appointment, base_url), "mail.ics_change"
    else:
        link, invitation = desk_link(appointment, base_url), "mail.ics_open"
    description = catalogue.text(f"mail.ics_description_{reader}", lang, values)

    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed_at)
    event.add("last-modified", appointment.changed_at)
    event.add("dtstart", local(appointment.slot.start))
    event.add("dtend", local(appointment.slot.end))
    event.add("summary", title)
    event.add("location", place(appointment, catalogue, lang, for_coach=reader is Reader.COACH))
    event.add("description", f"{description}\n{catalogue.text(invitation, lang, {'link': link})}")
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    for name, address in _attendees(appointment, reader):
        event.add("attendee", _person(f'"{name}" <{address}>', attends=True))
    return event


def _attendees(appointment: Appointment, reader: Reader) -> list[tuple[str, str]]:
    coach = (appointment.coach.name, appointment.coach.email)
    worker = (appointment.contact.name, appointment.contact.email)
    both = [coach, worker] if reader is Reader.COACH else [worker, coach]
    return [(name, address) for name, address in both if address]


def _person(mailbox: str, *, attends: bool = False) -> vCalAddress:
    name, address = parseaddr(" ".join(mailbox.split()))
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = vText(name.replace('"', "'"))
    if attends:
        person.params["ROLE"] = vText("REQ-PARTICIPANT")
        person.params["PARTSTAT"] = vText("ACCEPTED")  # both agreed already: no answer to the mail is needed
        person.params["RSVP"] = vText("FALSE")
    return person


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -_BEFORE)
    return alarm
