"""What booking gives back: a request, an offer, a hold, an appointment, or a refusal that always shows a way on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.intake.model import Kind
from bot.intake.slot import Slot

HOLD = timedelta(minutes=10)
"""How long a slot stays reserved while the worker reads and confirms."""

HORIZON_DAYS = 60
"""How far ahead slots are offered."""


class Status(StrEnum):
    """Where an appointment stands.

    REBOOK: the coach or office cannot keep it, the worker picks a new slot. PAST: its time has gone by and the coach
    has not yet said whether the worker came.
    """

    BOOKED = "booked"
    REBOOK = "rebook"
    PAST = "past"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    MISSED = "missed"


ACTIVE = (Status.BOOKED, Status.REBOOK)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the worker. `channel` is 'mail', 'web' or 'telegram'; `address` is the address on that channel."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "nl"
    channel: str = "mail"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines, as the worker read them."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Exactly the text the worker approved for the coach, in `language`."""

    language: str = "nl"
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A worker asked for an intake. `first_asked` (Dutch day) starts the norm clock and never changes.

    `postcode_known` is False when the region was guessed from the first digit of the postcode.
    """

    worker_id: str
    region_id: str
    kind: Kind | None
    language: str
    first_asked: date
    deadline: date
    postcode_known: bool = True


class ClosedDay(NamedTuple):
    """A national holiday on which nothing can be booked."""

    day: date
    holiday: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Free slots, earliest first, each on another moment.

    `beyond_norm`: they start after `deadline` (Dutch day, the last day within the two-week norm). `more`: later ones
    exist. `within_norm_otherwise`: nothing suits the wishes in time, these would be in time. `language_met`: False
    when no coach in the region speaks the worker's language. `closed_days` lie in the period that was looked at.
    `phone`: whom to call when nothing suits.
    """

    slots: tuple[Slot, ...]
    beyond_norm: bool
    deadline: date
    closed_days: tuple[ClosedDay, ...] = ()
    more: bool = False
    within_norm_otherwise: tuple[Slot, ...] = ()
    language_met: bool = True
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Free slots nearest to a typed day and time. `exact`: the first starts just then.

    `shown` is how often Dutch clocks show that time on that day: 0 when the clock skips it, 2 when it comes twice.
    """

    slots: tuple[Slot, ...]
    exact: bool
    shown: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A slot reserved for one worker until `expires_at` (aware UTC)."""

    slot: Slot
    expires_at: datetime


class GoneReason(StrEnum):
    """Why a slot cannot be had."""

    TAKEN = "taken"
    TOO_SOON = "too_soon"
    NOT_OFFERED = "not_offered"
    NO_HOLD = "no_hold"


@dataclass(frozen=True, slots=True)
class SlotGone:
    """Nothing was stored; `fresh` holds what is free now."""

    fresh: Offer
    reason: GoneReason = GoneReason.TAKEN


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """What a worker needs to find or call the office."""

    id: str
    name: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CoachCard:
    """Whom the worker will meet."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A stored intake. Moments are aware UTC; `first_asked` is a Dutch day.

    `uid` stays the same for the calendar, `sequence` rises with each change. `token` opens the page to move or
    cancel until `token_expires` (the start). `bring_key` names the text about what to bring. `meeting_id` is set
    for a seat in a group meeting.
    """

    reference: str
    uid: str
    sequence: int
    worker_id: str
    slot: Slot
    office: OfficeCard
    coach: CoachCard
    kind: Kind
    status: Status
    contact: Contact
    summary: Summary
    bring_key: str
    first_asked: date
    within_norm: bool
    within_office_norm: bool
    token: str
    token_expires: datetime
    cancel_before: datetime
    created_at: datetime
    changed_at: datetime
    meeting_id: int | None = None

    @property
    def active(self) -> bool:
        return self.status in ACTIVE


@dataclass(frozen=True, slots=True)
class TooLate:
    """The worker can no longer do this alone: the appointment stands, `phone` is the way on.

    `deadline` (aware UTC) has passed; `started` is True when the appointment itself has begun.
    """

    appointment: Appointment
    deadline: datetime
    phone: str
    started: bool = False


class LinkState(StrEnum):
    """Why a link from a mail opens nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class WaitlistPlace:
    """A worker waits for a slot before `before` (aware UTC, None = any); `position` counts from 1 in the region.

    `token` opens the page on which an offer is answered. `last_offer`: another one left unanswered ends the waiting.
    """

    worker_id: str
    region_id: str
    joined_at: datetime
    position: int
    contact: Contact
    token: str
    before: datetime | None = None
    last_offer: bool = False


@dataclass(frozen=True, slots=True)
class WaitlistOffer:
    """A freed slot kept for a waiting worker until `expires_at` (aware UTC)."""

    worker_id: str
    slot: Slot
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NormReport:
    """Figures for the planner of one region: both norms are measured over stored appointments.

    `nothing_in_norm` counts workers for whom nothing was free in time when they asked."""

    region_id: str
    waiting: int
    without_appointment: int
    within_norm: int
    beyond_norm: int
    within_office_norm: int
    beyond_office_norm: int
    to_rebook: int
    nothing_in_norm: int = 0
