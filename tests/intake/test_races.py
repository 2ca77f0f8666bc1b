"""Everything at once: workers who book, move and cancel while coaches fall ill, in threads, on both databases."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.intake import Appointment, Hold, Status, cell_of
from bot.store import Database
from bot.store.booking_tables import AppointmentRow, CellRow, HoldRow
from bot.store.intake_tables import AbsenceRow
from tests.intake.branch import SUMMARY, Branch, at_once, contact
from tests.intake.scene import coach

COACHES = ("noor", "emre", "agata")
BUFFER = timedelta(minutes=15)


@pytest.fixture
def branch(database: Database) -> Branch:
    return Branch(database).opens([coach(name) for name in COACHES], buffer=BUFFER, cancel_deadline=timedelta(0))


def check(branch: Branch) -> list[AppointmentRow]:
    """What is booked does not overlap, falls in no absence, and has exactly its own cells."""
    with branch.database.read() as session:
        rows = list(session.scalars(select(AppointmentRow).where(AppointmentRow.status == Status.BOOKED)))
        holds = list(session.scalars(select(HoldRow)))
        absences = session.scalars(select(AbsenceRow)).all()
        cells = session.scalars(select(CellRow)).all()
    for name in COACHES:
        spans = sorted((row.start, row.end + BUFFER) for row in rows if row.coach_id == name)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for row in rows:
        assert not [a for a in absences if a.coach_id == row.coach_id and a.start < row.end and row.start < a.end]
    for row in rows:
        mine = {(cell.coach_id, cell.cell) for cell in cells if cell.appointment_id == row.id}
        assert mine == _cells(row)
    for hold in holds:
        held = {(cell.coach_id, cell.cell) for cell in cells if cell.hold_id == hold.id}
        assert held <= _cells(hold)
    assert {cell.appointment_id for cell in cells} <= {None, *(row.id for row in rows)}
    active = [row.worker_id for row in rows]
    assert len(active) == len(set(active))
    return rows


def _cells(row: AppointmentRow | HoldRow) -> set[tuple[str, int]]:
    return {(row.coach_id, cell) for cell in range(cell_of(row.start), cell_of(row.end + BUFFER))}


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_booked_with_a_coach_who_reports_sick_meanwhile(branch: Branch, seed: int) -> None:
    rng = random.Random(seed)
    workers = [branch.asks(f"w{n}") for n in range(10)]
    slots = [branch.slot(f"2027-03-03 {9 + n // 2:02}:00", rng.choice(COACHES)) for n in range(10)]
    booking = [lambda who=who, slot=slot: branch.confirms(who, slot) for who, slot in zip(workers, slots, strict=True)]
    sick = [lambda: branch.bookings.report_sick("noor", date(2027, 3, 3), date(2027, 3, 3))]
    at_once(*booking[:5], *sick, *booking[5:])
    assert all(row.coach_id != "noor" for row in check(branch))


@pytest.mark.parametrize("seed", range(2))
def test_any_mix_of_changes_at_once(branch: Branch, seed: int) -> None:
    workers = [branch.asks(f"w{n}") for n in range(8)]

    def live(number: int) -> int:
        rng = random.Random(f"{seed}-{number}")
        done = 0
        for _ in range(12):
            worker = rng.choice(workers)
            standing = branch.bookings.find(worker)
            slots = branch.bookings.offer(worker, limit=6).slots
            slot = rng.choice(slots).id
            match rng.randrange(6):
                case 0:
                    result: object = branch.bookings.hold(worker, slot)
                case 1 | 2:
                    result = branch.bookings.confirm(worker, contact(), SUMMARY, slot)
                case 3 if standing:
                    result = branch.bookings.move(standing.reference, slot)
                case 4 if standing:
                    result = branch.bookings.cancel(standing.reference)
                case _:
                    result = branch.bookings.join_waitlist(worker, contact())
            done += isinstance(result, Appointment | Hold)
        return done

    done = at_once(*(lambda number=number: live(number) for number in range(5)))
    assert sum(int(str(each)) for each in done) > 10
    branch.bookings.sweep()
    check(branch)
