"""The waitlist: a freed slot is kept for the first in line whom it suits; unanswered, it goes to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.clock import local
from bot.intake import (
    HORIZON_DAYS,
    MAX_LET_GO,
    Contact,
    Planning,
    Slot,
    WaitlistOffer,
    WaitlistPlace,
    Wishes,
    free_slots,
    kept_until,
    moment_key,
    slot_for_waiter,
)
from bot.store.booking_tables import HoldRow, RequestRow, WaitlistRow
from bot.store.bookings_claim import share_coaches, take
from bot.store.bookings_offer import read_offer, read_request, wanted_kind
from bot.store.bookings_planning import read_planning
from bot.store.bookings_rows import active_rows, contact_json, new_token, place, read_wishes, slot_of, wishes_json
from bot.store.intake_tables import AvailabilityRow, CoachRow, OfficeRow
from bot.store.outbox_events import tell_of_waitlist

WAITLIST = "waitlist"


def join(session: Session, worker_id: str, contact: Contact, wishes: Wishes, now: datetime) -> WaitlistPlace:
    """Put the worker in line for anything earlier than what they can have now. Joining again keeps the place."""
    request = read_request(session, worker_id, lock=True)
    offer, _ = read_offer(session, request, now, wishes=wishes, limit=1)
    best = [slot.start for slot in offer.slots]
    best += [row.start for row in active_rows(session, worker_id) if row.meeting_id is None]
    row = _row(session, worker_id)
    if row is None:
        row = WaitlistRow(worker_id=worker_id, joined_at=now, queued_at=now, passed=[], lapsed=0, token=new_token())
        session.add(row)
    row.region_id = request.region_id
    row.wishes, row.contact, row.before = wishes_json(wishes), contact_json(contact), min(best, default=None)
    session.flush()
    return place_of(session, row)


def leave(session: Session, worker_id: str) -> None:
    """Take the worker off the list and let go of the slot kept for them."""
    read_request(session, worker_id, lock=True)
    session.execute(delete(WaitlistRow).where(WaitlistRow.worker_id == worker_id))
    session.execute(delete(HoldRow).where(HoldRow.worker_id == worker_id, HoldRow.purpose == WAITLIST))


def place_of(session: Session, row: WaitlistRow) -> WaitlistPlace:
    ahead = select(func.count()).where(
        WaitlistRow.region_id == row.region_id,
        (WaitlistRow.queued_at < row.queued_at)
        | ((WaitlistRow.queued_at == row.queued_at) & (WaitlistRow.id < row.id)),
    )
    return WaitlistPlace(
        row.worker_id,
        row.region_id,
        row.joined_at,
        (session.scalar(ahead) or 0) + 1,
        Contact(**row.contact),
        row.token,
        row.before,
        last_offer=row.lapsed >= MAX_LET_GO - 1,
    )


def find(session: Session, *, worker_id: str | None = None, token: str | None = None) -> WaitlistPlace | None:
    """The place of a worker, or the one a link opens; None for who does not wait."""
    by = WaitlistRow.token == token if token is not None else WaitlistRow.worker_id == worker_id
    row = session.scalars(select(WaitlistRow).where(by)).one_or_none()
    return place_of(session, row) if row is not None else None


def decline(session: Session, worker_id: str, slot: Slot, now: datetime) -> None:
    """The worker lets `slot` go and keeps the place in line; the next one is asked. Twice is once."""
    read_request(session, worker_id, lock=True)
    line = _row(session, worker_id)
    if line is not None and moment_key(slot) not in line.passed:
        line.passed = [*line.passed, moment_key(slot)]
    kept = session.scalars(select(HoldRow).where(HoldRow.worker_id == worker_id, HoldRow.purpose == WAITLIST)).all()
    mine = [hold for hold in kept if slot_of(hold) == slot]
    for hold in mine:
        session.delete(hold)
    session.flush()
    if mine:
        fill_freed(session, slot, now)


def live_offer(session: Session, worker_id: str, now: datetime) -> WaitlistOffer | None:
    """The slot that is kept for this worker, if its time has not run out."""
    query = select(HoldRow).where(HoldRow.worker_id == worker_id, HoldRow.purpose == WAITLIST, HoldRow.expires_at > now)
    row = session.scalars(query).one_or_none()
    return WaitlistOffer(worker_id, slot_of(row), row.expires_at) if row is not None else None


def fill_freed(session: Session, slot: Slot, now: datetime) -> int:
    """After `slot` came free: keep what is now free with that coach on that day for those in line. How many offers."""
    region = session.scalar(select(OfficeRow.region_id).where(OfficeRow.id == slot.office_id))
    day = local(slot.start).date()
    if region is None or slot.start <= now or not _anyone_waits(session, region):
        return 0
    share_coaches(session, [slot.coach_id])

    def read() -> Planning:
        plan = read_planning(session, now, day, day, office_id=slot.office_id)
        return replace(plan, workforce=plan.workforce.only(slot.coach_id))

    return _serve(session, region, read, (day, day), now)


def fill_region(session: Session, region_id: str, now: datetime) -> int:
    """Offer those in line whatever suits them in their region. How many offers."""
    first = local(now).date()
    last = first + timedelta(days=HORIZON_DAYS)
    if not _anyone_waits(session, region_id):
        return 0
    share_coaches(session, _coach_ids(session, region_id))
    return _serve(
        session, region_id, lambda: read_planning(session, now, first, last, region_id=region_id), (first, last), now
    )


def _serve(
    session: Session, region_id: str, read: Callable[[], Planning], days: tuple[date, date], now: datetime
) -> int:
    """Go down the line once; each worker gets at most one offer at a time."""
    spoken = _languages(session, region_id)
    line = select(WaitlistRow).where(WaitlistRow.region_id == region_id)
    waiting = session.scalars(
        line.order_by(WaitlistRow.queued_at, WaitlistRow.id).with_for_update(skip_locked=True)
    ).all()
    plan = read()
    notices = {office.id: office.rules.min_notice for office in plan.workforce.offices.values()}
    offers = 0
    for row in waiting:
        if session.scalar(select(HoldRow.id).where(HoldRow.worker_id == row.worker_id, HoldRow.purpose == WAITLIST)):
            continue
        request = session.get_one(RequestRow, row.worker_id)
        free = free_slots(
            plan,
            now,
            *days,
            kind=wanted_kind(request),
            language=request.language if request.language in spoken else None,
            wishes=read_wishes(row.wishes),
        )
        slot = slot_for_waiter(free, now, row.before, frozenset(row.passed), notices)
        if slot is not None and _keep(session, row, slot, plan, now):
            offers += 1
            plan = read()
    return offers


def _keep(session: Session, row: WaitlistRow, slot: Slot, plan: Planning, now: datetime) -> bool:
    """Hold `slot` for the worker in line and tell them; False if it was taken in between."""
    rules = plan.workforce.offices[slot.office_id].rules
    hold = HoldRow(worker_id=row.worker_id, purpose=WAITLIST, expires_at=kept_until(now, slot, rules.min_notice))
    place(hold, slot, rules, None)
    session.add(hold)
    session.flush()
    if not take(session, hold, now):
        session.delete(hold)
        session.flush()
        return False
    tell_of_waitlist(session, WaitlistOffer(row.worker_id, slot, hold.expires_at), Contact(**row.contact), now=now)
    return True


def drop_lapsed(session: Session, now: datetime) -> int:
    """Let go of holds that ran out. Who left an offer unanswered goes to the end of the line, at last off it."""
    lapsed = session.scalars(select(HoldRow).where(HoldRow.expires_at <= now).with_for_update(skip_locked=True)).all()
    for hold in lapsed:
        line = _row(session, hold.worker_id) if hold.purpose == WAITLIST else None
        if line is not None:
            line.passed = [*line.passed, moment_key(slot_of(hold))]
            line.lapsed += 1
            line.queued_at = now
            if line.lapsed >= MAX_LET_GO:
                session.delete(line)
        session.delete(hold)
    session.flush()
    return len(lapsed)


def _row(session: Session, worker_id: str) -> WaitlistRow | None:
    return session.scalars(select(WaitlistRow).where(WaitlistRow.worker_id == worker_id)).one_or_none()


def _anyone_waits(session: Session, region_id: str) -> bool:
    return session.scalar(select(WaitlistRow.id).where(WaitlistRow.region_id == region_id).limit(1)) is not None


def _coach_ids(session: Session, region_id: str) -> Sequence[str]:
    query = select(AvailabilityRow.coach_id).join(OfficeRow, OfficeRow.id == AvailabilityRow.office_id)
    return sorted(session.scalars(query.where(OfficeRow.region_id == region_id).distinct()))


def _languages(session: Session, region_id: str) -> set[str]:
    known = session.scalars(select(CoachRow.languages).where(CoachRow.id.in_(_coach_ids(session, region_id))))
    return {language for languages in known for language in languages.split(",")}
