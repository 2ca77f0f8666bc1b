"""Regions, offices and coaches in the database: importing a list, and reading them for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.intake import Availability, Coach, Directory, Fault, Office, Region, read_directory
from bot.store.bookings_request import read_regions
from bot.store.bookings_workforce import new_stamp, read_offices, stamp_regions
from bot.store.database import Database
from bot.store.intake_tables import (
    AvailabilityRow,
    CoachRow,
    OfficeHoursRow,
    OfficeRow,
    OpeningExceptionRow,
    PostcodeRow,
    RegionRow,
)
from bot.store.offices_files import UnreadableFile, read_records


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many of each the file holds, and what is wrong in it. `stored` is False after faults or a dry run."""

    regions: int
    offices: int
    coaches: int
    faults: Sequence[Fault]
    stored: bool


class _DryRun(Exception):
    """Ends the transaction without keeping anything."""


def import_offices(database: Database, path: Path, dry_run: bool = False) -> ImportReport:
    """Store the regions, offices and coaches of a YAML or CSV file; all of it or nothing.

    What the file names is replaced, hours and postcodes included; what it does not name stays. With `dry_run`
    everything is tried and nothing kept. OSError if the file cannot be opened.
    """
    return import_text(database, path.name, path.read_bytes(), dry_run=dry_run)


def import_text(database: Database, name: str, content: bytes, *, dry_run: bool = False) -> ImportReport:
    """The same for the `content` of a file that is called `name`."""
    try:
        records = read_records(name, content)
    except UnreadableFile as error:
        return ImportReport(0, 0, 0, (error.fault,), stored=False)
    with database.read() as session:
        regions = session.scalars(select(RegionRow.id)).all()
        offices = session.scalars(select(OfficeRow.id)).all()
    directory, faults = read_directory(records, regions, offices)
    counts = len(directory.regions), len(directory.offices), len(directory.coaches)
    if faults:
        return ImportReport(*counts, faults, stored=False)
    try:
        with database.write() as session:
            store(session, directory)
            session.flush()
            if dry_run:
                raise _DryRun
    except _DryRun:
        return ImportReport(*counts, (), stored=False)
    return ImportReport(*counts, (), stored=True)


def store(session: Session, directory: Directory) -> None:
    """Add or replace what `directory` holds."""
    stamp_regions(session)
    for region in directory.regions:
        session.merge(RegionRow(id=region.id, name=region.name, stamp=new_stamp()))
    session.flush()
    session.execute(delete(PostcodeRow).where(PostcodeRow.region_id.in_([region.id for region in directory.regions])))
    for region in directory.regions:
        session.add_all(PostcodeRow(first=a, last=b, region_id=region.id) for a, b in region.postcodes)
    for office in directory.offices:
        store_office(session, office)
    for coach in directory.coaches:
        languages = ",".join(sorted(coach.languages))
        known = session.get(CoachRow, coach.id)
        withdrawn = coach.withdrawn_from or (known.withdrawn_from if known is not None else None)
        session.merge(CoachRow(
            id=coach.id, name=coach.name, email=coach.email, languages=languages, withdrawn_from=withdrawn
        ))  # fmt: skip
    session.flush()
    session.execute(delete(AvailabilityRow).where(AvailabilityRow.coach_id.in_([one.id for one in directory.coaches])))
    session.add_all(_availability(each) for each in directory.availability)
    for exception in directory.exceptions:
        session.execute(delete(OpeningExceptionRow).filter_by(office_id=exception.office_id, day=exception.day))
    session.add_all(
        OpeningExceptionRow(
            office_id=each.office_id,
            day=each.day,
            start=each.start,
            end=each.end,
            reason=each.reason,
            coach_ids=",".join(sorted(each.coach_ids)),
        )
        for each in directory.exceptions
    )


def list_offices(database: Database) -> tuple[Sequence[Region], Sequence[Office], Sequence[Coach]]:
    """Everything planned with, by id."""
    with database.read() as session:
        rows = session.scalars(select(CoachRow).order_by(CoachRow.id)).all()
        coaches = [
            Coach(row.id, row.name, row.email, frozenset(row.languages.split(",")), row.withdrawn_from) for row in rows
        ]
        return read_regions(session), read_offices(session), coaches


def store_office(session: Session, office: Office) -> None:
    """Add or replace an office with its hours; `stamp_regions` goes with it."""
    rules = office.rules
    session.merge(
        OfficeRow(
            id=office.id,
            region_id=office.region_id,
            name=office.name,
            address=office.address,
            phone=office.phone,
            email=office.email,
            length_minutes=_minutes(rules.length),
            buffer_minutes=_minutes(rules.buffer),
            grid_minutes=_minutes(rules.grid),
            min_notice_minutes=_minutes(rules.min_notice),
            cancel_deadline_minutes=_minutes(rules.cancel_deadline),
            norm_days=rules.norm_days,
        )
    )
    session.flush()
    session.execute(delete(OfficeHoursRow).where(OfficeHoursRow.office_id == office.id))
    session.add_all(
        OfficeHoursRow(office_id=office.id, weekday=each.weekday, start=each.start, end=each.end)
        for each in office.hours
    )


def _availability(row: Availability) -> AvailabilityRow:
    return AvailabilityRow(
        coach_id=row.coach_id,
        office_id=row.office_id,
        weekday=row.hours.weekday,
        start=row.hours.start,
        end=row.hours.end,
        kinds=",".join(sorted(row.kinds)),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _minutes(duration: timedelta) -> int:
    return int(duration / timedelta(minutes=1))
