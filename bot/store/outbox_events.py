"""What happened to an intake, put in the outbox in the same transaction; the desk works out who hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from bot.intake import Appointment, Contact, Region, WaitlistOffer
from bot.store import outbox

APPOINTMENT = "appointment"
NORM_WARNING = "norm_warning"
WAITLIST_OFFER = "waitlist_offer"


class Happened(StrEnum):
    """TOO_LATE: the worker wanted to cancel or move after the deadline, so the coach should know."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REBOOK = "rebook"
    MISSED = "missed"
    TOO_LATE = "too_late"


def tell_of_appointment(
    session: Session, what: Happened, appointment: Appointment, *, now: datetime, previous: Appointment | None = None
) -> bool:
    """Announce `what` of `appointment` as it now is; `previous` is how it was, for MOVED.

    Once for each `what` and sequence: saying it again adds nothing and returns False. The payload holds the
    reference, and of `previous` only slot and coach, no worker's details.
    """
    payload: dict[str, Any] = {
        "what": str(what),
        "reference": appointment.reference,
        "sequence": appointment.sequence,
        "previous": _place_in_time(previous) if previous else None,
    }
    key = f"{APPOINTMENT}:{appointment.reference}:{appointment.sequence}:{what}"
    return outbox.add(session, APPOINTMENT, key, payload, now=now)


def tell_of_norm(session: Session, region: Region, emails: Sequence[str], waiting: int, *, now: datetime) -> bool:
    """Warn the planners of a region (`emails`) that nothing is free within the norm; `waiting` workers on the list.

    At most once a region and UTC day.
    """
    payload = {"region": region.name, "emails": list(emails), "waiting": waiting}
    return outbox.add(session, NORM_WARNING, f"{NORM_WARNING}:{region.id}:{now:%Y-%m-%d}", payload, now=now)


def tell_of_waitlist(session: Session, offer: WaitlistOffer, contact: Contact, *, now: datetime) -> bool:
    """Offer a waiting worker the slot that is kept for them; once a slot and moment of expiry.

    Nothing of `contact` is kept here: whom to write to is read from the waitlist when it goes out. A worker who left
    no address at all gets no row.
    """
    if not contact.email and not contact.channel:
        return False
    payload = {
        "worker_id": offer.worker_id,
        "slot_id": offer.slot.id,
        "expires_at": offer.expires_at.isoformat(),
    }
    key = f"{WAITLIST_OFFER}:{offer.worker_id}:{offer.slot.id}:{int(offer.expires_at.timestamp())}"
    return outbox.add(session, WAITLIST_OFFER, key, payload, now=now)


def _place_in_time(appointment: Appointment) -> dict[str, str]:
    return {
        "slot_id": appointment.slot.id,
        "coach_id": appointment.coach.id,
        "coach_name": appointment.coach.name,
        "coach_email": appointment.coach.email,
    }
