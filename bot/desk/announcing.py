"""Who hears of what: from one thing that happened to an intake to the letters and reminders it calls for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from bot.desk.planning import after_quiet_hours, reminders
from bot.intake import Appointment
from bot.store.outbox_events import Happened

COACH_LETTER = "coach_letter"
WORKER_LETTER = "worker_letter"
TAKEN = "taken"
REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Message:
    """An outbox row to be written: one letter to one person."""

    kind: str
    key: str
    payload: Mapping[str, Any]
    not_before: datetime | None = None


def messages(
    what: Happened, appointment: Appointment, sequence: int, previous: Mapping[str, str] | None, now: datetime
) -> list[Message]:
    """The letters that `what` calls for.

    `appointment` is as it is now, `sequence` as it was then: when they differ a later announcement follows, and only
    a coach who lost the talk hears of this one. `previous` is slot and coach before a move; `now` is aware. A worker
    who is not awaiting the news (a coach fell ill, a missed talk) hears it outside the quiet hours.
    """
    lost = previous if what is Happened.MOVED and previous and previous["coach_id"] != appointment.coach.id else None
    taken = [_letter(COACH_LETTER, TAKEN, appointment, sequence, lost)] if lost else []
    if sequence != appointment.sequence:
        return taken
    coach = partial(_letter, COACH_LETTER, appointment=appointment, sequence=sequence)
    worker = partial(_letter, WORKER_LETTER, appointment=appointment, sequence=sequence)
    match what:
        case Happened.BOOKED:
            return [coach(topic=what), worker(topic=what), *_reminders(appointment, now)]
        case Happened.MOVED:
            new_coach = coach(topic=Happened.BOOKED) if lost else coach(topic=what, previous=previous)
            return [*taken, new_coach, worker(topic=what, previous=previous), *_reminders(appointment, now)]
        case Happened.CANCELLED:
            return [coach(topic=what), worker(topic=what)]
        case Happened.REBOOK | Happened.MISSED:
            return [worker(topic=what, not_before=after_quiet_hours(now))]
        case Happened.TOO_LATE:
            return [coach(topic=what)]


def _reminders(appointment: Appointment, now: datetime) -> list[Message]:
    payload = _payload(REMINDER, appointment, appointment.sequence, None)
    key = f"{REMINDER}:{appointment.reference}:{appointment.sequence}"
    return [
        Message(WORKER_LETTER, f"{key}:{one.name}", payload, one.at) for one in reminders(appointment.slot.start, now)
    ]


def _letter(
    kind: str,
    topic: str,
    appointment: Appointment,
    sequence: int,
    previous: Mapping[str, str] | None = None,
    *,
    not_before: datetime | None = None,
) -> Message:
    key = f"{kind}:{appointment.reference}:{sequence}:{topic}"
    return Message(kind, key, _payload(topic, appointment, sequence, previous), not_before)


def _payload(topic: str, appointment: Appointment, sequence: int, previous: Mapping[str, str] | None) -> dict[str, Any]:
    return {
        "topic": str(topic),
        "reference": appointment.reference,
        "sequence": sequence,
        "previous": dict(previous) if previous else None,
    }
