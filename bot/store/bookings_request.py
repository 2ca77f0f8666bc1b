"""A worker asks for an intake: where, how, and since when; the norm clock starts with the first time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import local
from bot.intake import Kind, Region, Request, Status, region_of_postcode
from bot.store.booking_tables import AppointmentRow, RequestRow
from bot.store.bookings_rows import request_of
from bot.store.intake_tables import PostcodeRow, RegionRow


@dataclass(frozen=True, slots=True)
class Wish:
    """Who asks, and where: a postcode or a region."""

    worker_id: str
    postcode: str | None
    region_id: str | None
    kind: Kind | None
    language: str


def ask(session: Session, wish: Wish, now: datetime) -> Request:
    """Store or update the request. The clock starts anew only after an intake that the worker attended."""
    row = session.scalars(
        select(RequestRow).where(RequestRow.worker_id == wish.worker_id).with_for_update()
    ).one_or_none()
    if row is None:
        region, known = _region(session, wish)
        row = RequestRow(worker_id=wish.worker_id, region_id=region, postcode_known=known)
        _start_clock(row, now)
        session.add(row)
    else:
        if wish.postcode is not None or wish.region_id is not None:
            row.region_id, row.postcode_known = _region(session, wish)
        if _last_status(session, wish.worker_id) == Status.ATTENDED:
            _start_clock(row, now)
    row.kind = wish.kind
    row.language = wish.language
    session.flush()
    return request_of(row)


def find(session: Session, worker_id: str) -> Request | None:
    row = session.scalars(select(RequestRow).where(RequestRow.worker_id == worker_id)).one_or_none()
    return request_of(row) if row is not None else None


def read_regions(session: Session) -> Sequence[Region]:
    """All regions with their postcodes, by id."""
    ranges: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in session.scalars(select(PostcodeRow).order_by(PostcodeRow.first)):
        ranges[row.region_id].append((row.first, row.last))
    found = session.scalars(select(RegionRow).order_by(RegionRow.id))
    return [Region(row.id, row.name, tuple(ranges[row.id])) for row in found]


def _region(session: Session, wish: Wish) -> tuple[str, bool]:
    if wish.region_id is not None:
        if session.get(RegionRow, wish.region_id) is None:
            msg = f"there is no region {wish.region_id!r}"
            raise LookupError(msg)
        return wish.region_id, True
    if wish.postcode is None:
        msg = "a postcode or a region is needed to ask for an intake"
        raise ValueError(msg)
    match = region_of_postcode(wish.postcode, read_regions(session))
    if match is None:
        msg = "no region has postcodes yet: import the offices first"
        raise LookupError(msg)
    return match.region.id, match.known


def _start_clock(row: RequestRow, now: datetime) -> None:
    row.first_asked = local(now).date()
    row.asked_at = now
    row.nothing_in_norm_at = None


def _last_status(session: Session, worker_id: str) -> str | None:
    newest = select(AppointmentRow.status).where(
        AppointmentRow.worker_id == worker_id, AppointmentRow.kind != Kind.GROUP
    )
    return session.scalar(newest.order_by(AppointmentRow.created_at.desc(), AppointmentRow.id.desc()).limit(1))
