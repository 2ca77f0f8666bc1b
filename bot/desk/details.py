"""What mails, calendar files and pages all say of an appointment: place, kind, links."""

from __future__ import annotations

import json

from bot.intake import Appointment, Kind
from bot.wording import Catalogue

DESK = "/coach"
PUBLIC = "/afspraak"
WAITING = "/wachtlijst"
CHECK_IN_PAGE = "/hoe-gaat-het"


def place(appointment: Appointment, catalogue: Catalogue, lang: str, *, for_coach: bool = False) -> str:
    """Where the talk is, in a few words, as the worker or the coach needs to read it."""
    contact, office = appointment.contact, appointment.office
    reader = "coach" if for_coach else "worker"
    if appointment.kind is Kind.TELEPHONE:
        number = "number" if contact.phone else "no_number"
        return catalogue.text(f"mail.place_telephone_{reader}_{number}", lang, {"phone": contact.phone})
    if appointment.kind is Kind.VIDEO:
        return catalogue.text(f"mail.place_video_{reader}", lang)
    return catalogue.text("mail.place_office", lang, {"office": office.name, "address": office.address})


def kind(appointment: Appointment, catalogue: Catalogue, lang: str) -> str:
    """The kind of talk, in words."""
    return catalogue.text(f"mail.kind_{appointment.kind}", lang)


def when(appointment: Appointment, catalogue: Catalogue, lang: str) -> str:
    """Day and hours, as Dutch time."""
    return catalogue.text("mail.when", lang, {"start": appointment.slot.start, "end": appointment.slot.end})


def bring(appointment: Appointment, catalogue: Catalogue, lang: str) -> str:
    """What the worker takes along or keeps at hand."""
    return " ".join(catalogue.messages(appointment.bring_key, lang))


def language(code: str, catalogue: Catalogue, lang: str) -> str:
    """The name of a language, or its code where no name is known."""
    key = f"mail.language_{code}"
    return catalogue.text(key, lang) if catalogue.has(key) else code


def reading_language(code: str, catalogue: Catalogue) -> str:
    """The language in which a worker who chose `code` is written to: Dutch where nothing is translated."""
    return code if code in catalogue.languages else "nl"


def public_link(appointment: Appointment, base_url: str) -> str:
    """The worker's own page: to see, move or cancel."""
    return f"{base_url}{PUBLIC}/{appointment.token}"


def waiting_link(token: str, base_url: str) -> str:
    """The page on which a waiting worker answers an offer."""
    return f"{base_url}{WAITING}/{token}"


def reply(intent: str, **data: str) -> str:
    """What a button in the chat sends: an intent with its data."""
    return f"/{intent}{json.dumps(data, separators=(',', ':'))}" if data else f"/{intent}"


def desk_link(appointment: Appointment, base_url: str) -> str:
    """The coach's page, behind the log-in."""
    return f"{base_url}{DESK}/afspraken/{appointment.reference}"
