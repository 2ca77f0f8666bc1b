"""Between rows and what the rest of the assistant sees: requests, slots, appointments."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from bot.intake import (
    ACTIVE,
    NORM_DAYS,
    Appointment,
    CoachCard,
    Contact,
    Kind,
    OfficeCard,
    Request,
    Rules,
    Section,
    Slot,
    Status,
    Summary,
    Wishes,
    cell_after,
    cell_of,
    meets_norm,
    new_reference,
    norm_deadline,
)
from bot.store.booking_tables import AppointmentRow, HoldRow, RequestRow
from bot.store.intake_tables import CoachRow, OfficeRow

Placed = HoldRow | AppointmentRow

_NEW_TIME_LINK = timedelta(days=30)
_NEEDS_NEW_TIME = (Status.REBOOK, Status.MISSED)


_ACTIVE = (
    select(AppointmentRow)
    .where(AppointmentRow.worker_id == bindparam("worker"), AppointmentRow.status.in_(ACTIVE))
    .order_by(AppointmentRow.created_at.desc(), AppointmentRow.id.desc())
)


def _with_people(query: Select[tuple[AppointmentRow]]) -> Select[tuple[AppointmentRow, OfficeRow, CoachRow]]:
    return (
        query.join(OfficeRow, OfficeRow.id == AppointmentRow.office_id)
        .join(CoachRow, CoachRow.id == AppointmentRow.coach_id)
        .add_columns(OfficeRow, CoachRow)
    )


_ONE = _with_people(select(AppointmentRow).where(AppointmentRow.id == bindparam("id")))


def request_of(row: RequestRow) -> Request:
    return Request(
        worker_id=row.worker_id,
        region_id=row.region_id,
        kind=Kind(row.kind) if row.kind else None,
        language=row.language,
        first_asked=row.first_asked,
        deadline=norm_deadline(row.first_asked),
        postcode_known=row.postcode_known,
    )


def slot_of(row: Placed) -> Slot:
    return Slot(row.office_id, row.coach_id, Kind(row.kind), row.start, row.end)


def place(row: Placed, slot: Slot, rules: Rules, meeting_id: int | None) -> None:
    """Put a hold or appointment on `slot`; its cells run on over the office's buffer."""
    row.office_id, row.coach_id, row.kind = slot.office_id, slot.coach_id, slot.kind
    row.start, row.end = slot.start, slot.end
    row.first_cell, row.end_cell = cell_of(slot.start), cell_after(slot.end + rules.buffer)
    row.meeting_id = meeting_id


def judge(row: AppointmentRow, rules: Rules) -> None:
    """Measure an appointment against both norms and set the moment until which the worker may change it."""
    row.within_norm = meets_norm(row.first_asked, row.start, NORM_DAYS)
    row.within_office_norm = meets_norm(row.first_asked, row.start, rules.norm_days)
    row.cancel_before = row.start - rules.cancel_deadline


def new_token() -> str:
    """The unguessable part of a link."""
    return secrets.token_urlsafe(24)


def new_appointment(worker_id: str, first_asked: date, now: datetime) -> AppointmentRow:
    """An appointment with a reference, calendar uid and link of its own; not yet placed, nor stored.

    A reference that exists already is refused when it is stored, and the unit of work runs again with another.
    """
    return AppointmentRow(
        worker_id=worker_id,
        reference=new_reference(),
        uid=f"{uuid4()}@vroegwijzer",
        sequence=0,
        status=Status.BOOKED,
        first_asked=first_asked,
        token=new_token(),
        created_at=now,
        changed_at=now,
    )


def appointments(session: Session, query: Select[tuple[AppointmentRow]]) -> Sequence[Appointment]:
    """The appointments that `query` selects, with their office and coach."""
    return [_appointment(row, office, coach) for row, office, coach in session.execute(_with_people(query))]


def appointment(session: Session, row: AppointmentRow) -> Appointment:
    """One appointment, with its office and coach."""
    return _appointment(*session.execute(_ONE, {"id": row.id}).one())


def active_rows(session: Session, worker_id: str) -> Sequence[AppointmentRow]:
    """What the worker has ahead or still has to rebook, the newest first."""
    return session.scalars(_ACTIVE, {"worker": worker_id}).all()


def token_expiry(row: AppointmentRow) -> datetime:
    """Until when a link works: until the start; to pick a new slot, thirty days longer."""
    return row.start + _NEW_TIME_LINK if row.status in _NEEDS_NEW_TIME else row.start


def contact_json(contact: Contact) -> dict[str, Any]:
    return asdict(contact)


def summary_json(summary: Summary) -> dict[str, Any]:
    sections = [{"title": section.title, "lines": list(section.lines)} for section in summary.sections]
    return {"language": summary.language, "sections": sections}


def read_summary(kept: Mapping[str, Any]) -> Summary:
    sections = tuple(Section(each["title"], tuple(each["lines"])) for each in kept.get("sections", ()))
    return Summary(kept.get("language", "nl"), sections)


def wishes_json(wishes: Wishes) -> dict[str, Any]:
    return {
        "weekdays_wanted": sorted(wishes.weekdays_wanted),
        "weekdays_unwanted": sorted(wishes.weekdays_unwanted),
        "earliest": wishes.earliest and wishes.earliest.isoformat(),
        "latest": wishes.latest and wishes.latest.isoformat(),
        "not_before": wishes.not_before and wishes.not_before.isoformat(),
        "not_after": wishes.not_after and wishes.not_after.isoformat(),
        "at": wishes.at and wishes.at.isoformat(),
        "days": sorted(day.isoformat() for day in wishes.days),
        "days_unwanted": sorted(day.isoformat() for day in wishes.days_unwanted),
    }


def read_wishes(kept: Mapping[str, Any]) -> Wishes:
    return Wishes(
        weekdays_wanted=frozenset(kept["weekdays_wanted"]),
        weekdays_unwanted=frozenset(kept["weekdays_unwanted"]),
        earliest=date.fromisoformat(kept["earliest"]) if kept["earliest"] else None,
        latest=date.fromisoformat(kept["latest"]) if kept["latest"] else None,
        not_before=time.fromisoformat(kept["not_before"]) if kept["not_before"] else None,
        not_after=time.fromisoformat(kept["not_after"]) if kept["not_after"] else None,
        at=time.fromisoformat(kept["at"]) if kept.get("at") else None,
        days=frozenset(date.fromisoformat(day) for day in kept["days"]),
        days_unwanted=frozenset(date.fromisoformat(day) for day in kept.get("days_unwanted", ())),
    )


def _appointment(row: AppointmentRow, office: OfficeRow, coach: CoachRow) -> Appointment:
    return Appointment(
        reference=row.reference,
        uid=row.uid,
        sequence=row.sequence,
        worker_id=row.worker_id,
        slot=slot_of(row),
        office=OfficeCard(office.id, office.name, office.address, office.phone, office.email),
        coach=CoachCard(coach.id, coach.name, coach.email),
        kind=Kind(row.kind),
        status=Status(row.status),
        contact=Contact(**row.contact),
        summary=read_summary(row.summary),
        bring_key=f"bring.{row.kind}",
        first_asked=row.first_asked,
        within_norm=row.within_norm,
        within_office_norm=row.within_office_norm,
        token=row.token,
        token_expires=token_expiry(row),
        cancel_before=row.cancel_before,
        created_at=row.created_at,
        changed_at=row.changed_at,
        meeting_id=row.meeting_id,
    )
