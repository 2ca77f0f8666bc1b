"""Reading what can be offered to a worker."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.clock import local
from bot.intake import (
    HORIZON_DAYS,
    NORM_DAYS,
    Asked,
    Kind,
    Meeting,
    Near,
    Offer,
    Planning,
    Region,
    Slot,
    Wishes,
    boundary,
    free_slots,
    make_offer,
    moments_of,
    norm_deadline,
)
from bot.store.booking_tables import RequestRow, WaitlistRow
from bot.store.bookings_planning import read_planning
from bot.store.bookings_rows import active_rows, slot_of
from bot.store.bookings_workforce import read_offices, read_workforce
from bot.store.intake_tables import RegionRow
from bot.store.outbox_events import tell_of_norm


class NotAsked(LookupError):
    """The worker has not asked for an intake yet: call `ask` first."""


_REQUEST = select(RequestRow).where(RequestRow.worker_id == bindparam("worker"))
_LOCKED = _REQUEST.with_for_update()


def read_request(session: Session, worker_id: str, *, lock: bool = False) -> RequestRow:
    """The worker's request; with `lock` no other unit of work of this worker runs beside this one."""
    row = session.scalars(_LOCKED if lock else _REQUEST, {"worker": worker_id}).one_or_none()
    if row is None:
        msg = f"no intake was asked for by {worker_id!r}"
        raise NotAsked(msg)
    return row


def read_offer(
    session: Session,
    request: RequestRow,
    now: datetime,
    *,
    wishes: Wishes,
    limit: int,
    after: Slot | None = None,
    kind: Kind | None = None,
    audience: str = "",
) -> tuple[Offer, bool]:
    """What to offer, and whether nothing at all is free within the norm."""

    wanted = kind or wanted_kind(request)

    def plan(first: date, last: date) -> Planning:
        return read_planning(
            session,
            now,
            first,
            last,
            region_id=request.region_id,
            worker_id=request.worker_id,
            meetings=wanted is Kind.GROUP,
        )

    asked = Asked(
        deadline=norm_deadline(request.first_asked, NORM_DAYS),
        kind=wanted,
        language=request.language,
        wishes=wishes,
        audience=audience,
        after=after.start if after else None,
        except_slot=next((slot_of(row) for row in active_rows(session, request.worker_id)), None),
    )
    return make_offer(plan, asked, now, limit)


def read_days(session: Session, request: RequestRow, now: datetime, wishes: Wishes) -> dict[date, int]:
    """Dutch days with free slots up to the horizon, and on how many moments."""
    first = local(now).date()
    last = first + timedelta(days=HORIZON_DAYS)
    planning = read_planning(session, now, first, last, region_id=request.region_id, worker_id=request.worker_id)
    return free_slots(
        planning, now, first, last, kind=wanted_kind(request), language=_spoken(planning, request), wishes=wishes
    ).days()


def read_near(session: Session, request: RequestRow, day: date, at: time, *, now: datetime, limit: int) -> Near:
    """Free slots within a week of a typed day and time, nearest first."""
    first = max(day - timedelta(days=7), local(now).date())
    last = max(day + timedelta(days=7), first)
    planning = read_planning(session, now, first, last, region_id=request.region_id, worker_id=request.worker_id)
    free = free_slots(planning, now, first, last, kind=wanted_kind(request), language=_spoken(planning, request))
    moments = moments_of(day, at)
    slots = tuple(free.nearest(moments[0] if moments else boundary(day, at), limit))
    return Near(slots, exact=bool(slots) and slots[0].start in moments, shown=len(moments))


def read_languages(session: Session, request: RequestRow) -> list[str]:
    """Languages of the region's coaches, the most spoken first."""
    coaches = read_workforce(session, region_id=request.region_id).coaches.values()
    spoken = Counter(language for coach in coaches for language in coach.languages)
    return sorted(spoken, key=lambda language: (-spoken[language], language))


def read_meetings(session: Session, request: RequestRow, now: datetime, audience: str) -> list[Meeting]:
    """Group meetings that can be booked now, by start."""
    first = local(now).date()
    last = first + timedelta(days=HORIZON_DAYS)
    plan = read_planning(
        session, now, first, last, region_id=request.region_id, worker_id=request.worker_id, meetings=True
    )
    free = free_slots(plan, now, first, last, kind=Kind.GROUP, audience=audience)
    bookable = {(slot.coach_id, slot.start) for slot in free}
    mine = {row.meeting_id for row in active_rows(session, request.worker_id)}
    open_to = [one for one in plan.meetings if one.audience in ("", audience) and one.id not in mine]
    return sorted((one for one in open_to if (one.coach_id, one.start) in bookable), key=lambda one: one.start)


def wanted_kind(request: RequestRow) -> Kind | None:
    return Kind(request.kind) if request.kind else None


def warn_planners(session: Session, request: RequestRow, now: datetime) -> None:
    """Note that this worker found nothing within the norm, and warn the region's planners, once a day."""
    if request.nothing_in_norm_at is None:
        request.nothing_in_norm_at = now
    region = session.get_one(RegionRow, request.region_id)
    emails = sorted({office.email for office in read_offices(session, region_id=region.id)})
    waiting = session.scalar(select(func.count()).where(WaitlistRow.region_id == region.id)) or 0
    tell_of_norm(session, Region(region.id, region.name), emails, waiting, now=now)


def _spoken(planning: Planning, request: RequestRow) -> str | None:
    spoken = any(request.language in coach.languages for coach in planning.workforce.coaches.values())
    return request.language if spoken else None
