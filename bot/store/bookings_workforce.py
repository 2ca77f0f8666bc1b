"""Offices, coaches and weekly hours as read from the database, kept in memory until they change."""

from __future__ import annotations

import secrets
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from threading import Lock

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from bot.intake import Availability, Coach, Hours, Kind, Office, Rules, Workforce
from bot.store.intake_tables import AvailabilityRow, CoachRow, OfficeHoursRow, OfficeRow, RegionRow

_KEPT = 64


_REGION = select(RegionRow.id, RegionRow.stamp).where(RegionRow.id == bindparam("region"))
_REGION_OF = (
    select(RegionRow.id, RegionRow.stamp)
    .join(OfficeRow, OfficeRow.region_id == RegionRow.id)
    .where(OfficeRow.id == bindparam("office"))
)


class _Kept:
    """Workforces by the stamp of their region. A stamp is never used twice, so what is kept cannot be out of date."""

    def __init__(self) -> None:
        self._by_stamp: OrderedDict[str, Workforce] = OrderedDict()
        self._lock = Lock()

    def get(self, stamp: str) -> Workforce | None:
        with self._lock:
            return self._by_stamp.get(stamp)

    def keep(self, stamp: str, workforce: Workforce) -> None:
        with self._lock:
            self._by_stamp[stamp] = workforce
            while len(self._by_stamp) > _KEPT:
                self._by_stamp.popitem(last=False)


_kept = _Kept()


def new_stamp() -> str:
    """Marks a state of a region's offices, coaches and weekly hours."""
    return secrets.token_hex(12)


def stamp_regions(session: Session) -> None:
    """Say that offices, coaches or weekly hours changed; to be called in the transaction that changes them."""
    session.execute(update(RegionRow).values(stamp=new_stamp() + RegionRow.id))


def read_workforce(session: Session, *, region_id: str | None = None, office_id: str | None = None) -> Workforce:
    """The offices of a region, or one office, with the coaches who work there; empty when there is no such place."""
    if office_id is not None:
        found = session.execute(_REGION_OF, {"office": office_id}).one_or_none()
    else:
        found = session.execute(_REGION, {"region": region_id}).one_or_none()
    if found is None:
        return Workforce((), (), ())
    name, stamp = found
    workforce = _kept.get(stamp)
    if workforce is None:
        workforce = _read(session, name)
        _kept.keep(stamp, workforce)
    return workforce if office_id is None else workforce.at(office_id)


def read_offices(session: Session, *, region_id: str | None = None, office_id: str | None = None) -> Sequence[Office]:
    """Offices of a region, or one office, or all, by id."""
    query = select(OfficeRow).order_by(OfficeRow.id)
    if region_id is not None:
        query = query.where(OfficeRow.region_id == region_id)
    if office_id is not None:
        query = query.where(OfficeRow.id == office_id)
    rows = session.scalars(query).all()
    opening: dict[str, list[Hours]] = defaultdict(list)
    wanted = OfficeHoursRow.office_id.in_([row.id for row in rows])
    for line in session.scalars(select(OfficeHoursRow).where(wanted).order_by(OfficeHoursRow.id)):
        opening[line.office_id].append(Hours(line.weekday, line.start, line.end))
    return [office_of(row, opening[row.id]) for row in rows]


def office_of(row: OfficeRow, hours: Sequence[Hours] = ()) -> Office:
    """The office that `row` and its `hours` describe."""
    return Office(row.id, row.region_id, row.name, row.address, row.phone, row.email, tuple(hours), rules_of(row))


def rules_of(row: OfficeRow) -> Rules:
    """The planning rules kept with an office."""
    return Rules(
        length=timedelta(minutes=row.length_minutes),
        buffer=timedelta(minutes=row.buffer_minutes),
        grid=timedelta(minutes=row.grid_minutes),
        min_notice=timedelta(minutes=row.min_notice_minutes),
        cancel_deadline=timedelta(minutes=row.cancel_deadline_minutes),
        norm_days=row.norm_days,
    )


def _read(session: Session, region_id: str) -> Workforce:
    offices = read_offices(session, region_id=region_id)
    rows = session.scalars(
        select(AvailabilityRow)
        .where(AvailabilityRow.office_id.in_([office.id for office in offices]))
        .order_by(AvailabilityRow.id)
    ).all()
    at_work = sorted({row.coach_id for row in rows})
    coaches = session.scalars(select(CoachRow).where(CoachRow.id.in_(at_work)).order_by(CoachRow.id))
    return Workforce(
        offices,
        [
            Coach(row.id, row.name, row.email, frozenset(row.languages.split(",")), row.withdrawn_from)
            for row in coaches
        ],
        [
            Availability(
                row.coach_id,
                row.office_id,
                Hours(row.weekday, row.start, row.end),
                frozenset(Kind(kind) for kind in row.kinds.split(",")),
                row.valid_from,
                row.valid_until,
            )
            for row in rows
        ],
    )
