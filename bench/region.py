"""A large region to measure on: offices, coaches and appointments, written straight into the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from bot.clock import local
from bot.intake import Availability, Coach, Directory, Hours, Kind, Office, Region, Rules, cell_of, free_slots
from bot.store import Database, open_engine
from bot.store.booking_tables import AppointmentRow, CellRow
from bot.store.bookings_planning import read_planning
from bot.store.offices import store
from bot.store.tables import metadata
from tests import postgres

NOW = datetime(2027, 2, 1, 7, tzinfo=UTC)
RULES = Rules(length=timedelta(minutes=45), buffer=timedelta(minutes=15), min_notice=timedelta(hours=24))


@contextmanager
def address(kind: str) -> Iterator[str]:
    """The address of an empty database of this kind, with its durability as in production."""
    if kind == "sqlite":
        with TemporaryDirectory(prefix="vw-bench-") as folder:
            yield f"sqlite:///{Path(folder) / 'bench.db'}"
        return
    with postgres.server("max_connections=120") as server, server.database("bench") as url:
        yield url


def open_database(url: str, *, create: bool = False) -> Database:
    engine = open_engine(url)
    if create:
        metadata.create_all(engine)
    return Database(engine)


def build(database: Database, offices: int, coaches: int, seed: int = 1) -> None:
    """One region; every coach has weekly hours of their own, so that no two are worked out alike."""
    rng = random.Random(seed)
    week = tuple(Hours(day, time(8), time(18)) for day in range(5))
    places = [
        Office(f"o{n}", "bench", f"Werkplein {n}", f"Straat {n}", "000", f"o{n}@example.org", week, RULES)
        for n in range(offices)
    ]
    people = [Coach(f"c{n}", f"Coach {n}", f"c{n}@example.org", frozenset({"nl"})) for n in range(coaches)]
    weeks = [
        Availability(
            person.id,
            f"o{n % offices}",
            Hours(day, time(8 + rng.randint(0, 1), rng.choice((0, 15, 30, 45))), time(16, rng.choice((0, 15, 30, 45)))),
            frozenset({Kind.OFFICE, Kind.VIDEO} if rng.random() < 0.5 else {Kind.OFFICE}),
        )
        for n, person in enumerate(people)
        for day in range(5)
    ]
    with database.write() as session:
        store(session, Directory([Region("bench", "Bench", ((1000, 9999),))], places, people, weeks))


def book(database: Database, count: int, days: int, seed: int = 2) -> int:
    """Fill free slots at random with `count` appointments; how many fitted."""
    rng = random.Random(seed)
    first = local(NOW).date()
    last = first + timedelta(days=days)
    with database.read() as session:
        planning = read_planning(session, NOW, first, last, region_id="bench")
    slots = list(free_slots(planning, NOW, first, last, kind=Kind.OFFICE))
    rng.shuffle(slots)
    taken: set[tuple[str, int]] = set()
    rows, cells = [], []
    for slot in slots:
        span = range(cell_of(slot.start), cell_of(slot.end + RULES.buffer))
        keys = {(slot.coach_id, cell) for cell in span}
        if len(rows) == count or keys & taken:
            continue
        taken |= keys
        number = len(rows) + 1
        rows.append(
            {
                "id": number, "reference": f"B{number}", "uid": f"b{number}", "sequence": 0, "worker_id": f"b{number}",
                "status": "booked", "contact": {}, "summary": {}, "office_id": slot.office_id,
                "coach_id": slot.coach_id, "kind": slot.kind, "start": slot.start, "end": slot.end,
                "first_cell": span.start, "end_cell": span.stop, "meeting_id": None, "first_asked": date(2027, 1, 30),
                "within_norm": True, "within_office_norm": True, "cancel_before": slot.start, "token": f"b{number}",
                "created_at": NOW, "changed_at": NOW,
            }
        )  # fmt: skip
        cells += [
            {"coach_id": slot.coach_id, "cell": cell, "hold_id": None, "appointment_id": number, "meeting_id": None}
            for cell in span
        ]
    with database.write() as session:
        session.execute(insert(AppointmentRow), rows)
        session.execute(insert(CellRow), cells)
    return len(rows)
