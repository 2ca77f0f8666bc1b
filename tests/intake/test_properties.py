"""Any order of booking, moving, cancelling, leave, sickness and waiting keeps the promises of the intake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select, text

from bot.clock import local
from bot.intake import Appointment, Hold, SlotGone, Status, TooLate, cell_of, holiday_name, midnight
from bot.store import Database
from bot.store.booking_tables import AppointmentRow, CellRow, HoldRow, WaitlistRow
from bot.store.intake_tables import AbsenceRow, CoachRow
from bot.store.outbox_tables import OutboxRow
from bot.store.tables import metadata
from tests.intake.branch import SUMMARY, Branch, contact
from tests.intake.scene import coach, weekdays

WORKERS = ("jan", "els", "bob", "mia", "ali", "ewa")
COACHES = ("noor", "emre", "agata")
BUFFER = timedelta(minutes=15)


def empty(database: Database) -> None:
    with database.write() as session:
        for table in reversed(metadata.sorted_tables):
            session.execute(text(f'DELETE FROM "{table.name}"'))  # noqa: S608 (names of our own tables)


class Intake(RuleBasedStateMachine):
    """What is known outside the database: the day each worker first asked, and what was promised to whom."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        empty(self.database)
        self.branch = Branch(self.database, "2026-12-21 09:00")
        self.branch.opens(
            [coach(name) for name in COACHES],
            hours=weekdays("09:00", "12:00", [0, 1, 2, 3, 4]),
            buffer=BUFFER,
            min_notice=timedelta(hours=12),
            cancel_deadline=timedelta(hours=12),
        )
        self.first_asked: dict[str, date] = {}
        self.promised: dict[str, Appointment] = {}
        self.sequences: dict[str, int] = {}

    def asks(self, worker: str) -> None:
        self.branch.asks(worker)
        self.first_asked.setdefault(worker, local(self.branch.now).date())

    def offered(self, worker: str, number: int) -> str | None:
        slots = self.branch.bookings.offer(worker, limit=8).slots
        return slots[number % len(slots)].id if slots else None

    def keeps(self, result: Appointment | SlotGone | TooLate) -> None:
        if isinstance(result, Appointment):
            self.promised[result.reference] = result

    @rule(worker=st.sampled_from(WORKERS), number=st.integers(0, 7))
    def hold_what_is_offered(self, worker: str, number: int) -> None:
        self.asks(worker)
        slot = self.offered(worker, number)
        if slot is not None:
            result = self.branch.bookings.hold(worker, slot)
            assert isinstance(result, Hold), "what is offered can be held"

    @rule(worker=st.sampled_from(WORKERS))
    def confirm(self, worker: str) -> None:
        self.asks(worker)
        self.keeps(self.branch.confirms(worker))

    @rule(worker=st.sampled_from(WORKERS), number=st.integers(0, 7))
    def confirm_at_once(self, worker: str, number: int) -> None:
        self.asks(worker)
        slot = self.offered(worker, number)
        if slot is not None:
            result = self.branch.bookings.confirm(worker, contact(), SUMMARY, slot)
            assert not isinstance(result, SlotGone), "what is offered can be booked"
            self.keeps(result)

    @rule(
        worker=st.sampled_from(WORKERS), who=st.sampled_from(COACHES), days=st.integers(0, 20), step=st.integers(0, 12)
    )
    def confirm_anything(self, worker: str, who: str, days: int, step: int) -> None:
        """A tap on any old button."""
        self.asks(worker)
        start = midnight(local(self.branch.now).date() + timedelta(days=days)) + timedelta(hours=9, minutes=15 * step)
        slot = self.branch.slot(f"{local(start):%Y-%m-%d %H:%M}", who)
        self.keeps(self.branch.bookings.confirm(worker, contact(), SUMMARY, slot.id))

    @precondition(lambda self: self.promised)
    @rule(data=st.data(), number=st.integers(0, 7))
    def move(self, data: st.DataObject, number: int) -> None:
        one = self.promised[data.draw(st.sampled_from(list(self.promised)))]
        slot = self.offered(one.worker_id, number)
        if slot is not None:
            before = self.branch.bookings.by_reference(one.reference)
            result = self.branch.bookings.move(one.reference, slot)
            if not isinstance(result, Appointment):
                assert self.branch.bookings.by_reference(one.reference) == before
            self.keeps(result)

    @precondition(lambda self: self.promised)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(list(self.promised)))
        result = self.branch.bookings.cancel(reference)
        if isinstance(result, Appointment):
            assert result.status is Status.CANCELLED
            assert self.branch.bookings.cancel(reference) == result

    @rule(who=st.sampled_from(COACHES), days=st.integers(0, 12), length=st.integers(0, 3))
    def fall_ill(self, who: str, days: int, length: int) -> None:
        first = local(self.branch.now).date() + timedelta(days=days)
        listed = self.branch.bookings.report_sick(who, first, first + timedelta(days=length))
        assert {one.status for one in listed} <= {Status.REBOOK}

    @rule(who=st.sampled_from(COACHES), days=st.integers(0, 12), hour=st.integers(8, 11))
    def take_leave(self, who: str, days: int, hour: int) -> None:
        start = midnight(local(self.branch.now).date() + timedelta(days=days)) + timedelta(hours=hour)
        self.branch.bookings.add_leave(who, start, start + timedelta(hours=2))

    @rule(who=st.sampled_from(COACHES), days=st.integers(0, 10))
    def come_back(self, who: str, days: int) -> None:
        self.branch.bookings.end_absence(who, local(self.branch.now).date() + timedelta(days=days))

    @rule(days=st.integers(5, 20))
    def withdraw(self, days: int) -> None:
        self.branch.bookings.withdraw_coach("agata", local(self.branch.now).date() + timedelta(days=days))

    @rule(worker=st.sampled_from(WORKERS))
    def wait(self, worker: str) -> None:
        self.asks(worker)
        self.branch.bookings.join_waitlist(worker, contact())

    @rule(worker=st.sampled_from(WORKERS))
    def stop_waiting(self, worker: str) -> None:
        self.asks(worker)
        self.branch.bookings.leave_waitlist(worker)

    @rule(worker=st.sampled_from(WORKERS))
    def take_the_waitlist_offer(self, worker: str) -> None:
        offer = self.branch.bookings.waitlist_offer(worker)
        if offer is not None:
            result = self.branch.bookings.confirm(worker, contact(), SUMMARY, offer.slot.id)
            assert not isinstance(result, SlotGone), "what is kept for a worker can be booked"
            self.keeps(result)

    @rule(worker=st.sampled_from(WORKERS), takes=st.booleans())
    def answer_the_waitlist_offer(self, worker: str, takes: bool) -> None:
        offer = self.branch.bookings.waitlist_offer(worker)
        if offer is None:
            return
        if takes:
            self.keeps(self.branch.bookings.take_offer(worker, offer.slot.id))
        else:
            self.branch.bookings.decline_offer(worker, offer.slot.id)
            again = self.branch.bookings.waitlist_offer(worker)
            assert again is None or again.slot != offer.slot

    @precondition(lambda self: self.promised)
    @rule(data=st.data(), number=st.integers(0, 7))
    def miss_and_book_again(self, data: st.DataObject, number: int) -> None:
        reference = data.draw(st.sampled_from(list(self.promised)))
        one = self.branch.bookings.by_reference(reference)
        if one is None or one.status not in (Status.BOOKED, Status.PAST) or one.slot.start > self.branch.now:
            return
        self.branch.bookings.mark(reference, Status.MISSED)
        slot = self.offered(one.worker_id, number)
        if slot is not None:
            self.keeps(self.branch.bookings.book_again(reference, slot))

    @rule(minutes=st.sampled_from([1, 9, 11, 60, 300, 1440]))
    def let_time_pass(self, minutes: int) -> None:
        self.branch.passes(minutes=minutes)

    @rule()
    def sweep(self) -> None:
        self.branch.bookings.sweep()

    def rows(self, table: Any) -> Sequence[Any]:
        with self.database.read() as session:
            return session.scalars(select(table).order_by(table.id)).all()

    @invariant()
    def no_coach_is_in_two_places(self) -> None:
        taken: dict[str, list[tuple[datetime, datetime]]] = {}
        for row in self.rows(AppointmentRow):
            if row.status == Status.BOOKED:
                taken.setdefault(row.coach_id, []).append((row.start, row.end + BUFFER))
        for spans in taken.values():
            for (_, end), (start, _) in pairwise(sorted(spans)):
                assert end <= start

    @invariant()
    def what_is_held_is_nobody_elses(self) -> None:
        live = [row for row in self.rows(HoldRow) if row.expires_at > self.branch.now]
        booked = [row for row in self.rows(AppointmentRow) if row.status == Status.BOOKED]
        for held in live:
            for row in (*live, *booked):
                if row is not held and row.coach_id == held.coach_id and held.start < row.end + BUFFER:
                    own = row.worker_id == held.worker_id and isinstance(row, AppointmentRow)
                    assert own or row.start >= held.end + BUFFER or row.end + BUFFER <= held.start

    @invariant()
    def cells_are_what_bookings_and_holds_need(self) -> None:
        def cells(row: AppointmentRow | HoldRow) -> set[tuple[str, int]]:
            return {(row.coach_id, cell) for cell in range(cell_of(row.start), cell_of(row.end + BUFFER))}

        with self.database.read() as session:
            kept = session.scalars(select(CellRow)).all()
        # what was kept is no longer given back once it has gone by
        takes_time = (Status.BOOKED, Status.PAST, Status.ATTENDED, Status.MISSED)
        booked = [row for row in self.rows(AppointmentRow) if row.status in takes_time]
        for row in booked:
            assert {(each.coach_id, each.cell) for each in kept if each.appointment_id == row.id} == cells(row)
        for row in self.rows(HoldRow):
            held = {(each.coach_id, each.cell) for each in kept if each.hold_id == row.id}
            assert held <= cells(row)
        owners = {each.appointment_id for each in kept} | {each.hold_id for each in kept}
        assert owners <= {None, *(row.id for row in booked), *(row.id for row in self.rows(HoldRow))}

    @invariant()
    def nobody_is_expected_when_the_coach_or_the_office_is_away(self) -> None:
        with self.database.read() as session:
            absences = session.scalars(select(AbsenceRow)).all()
            withdrawn = {row.id: row.withdrawn_from for row in session.scalars(select(CoachRow))}
        for row in self.rows(AppointmentRow):
            if row.status != Status.BOOKED or row.start <= self.branch.now:
                continue
            day = local(row.start).date()
            assert not [a for a in absences if a.coach_id == row.coach_id and a.start < row.end and row.start < a.end]
            assert withdrawn[row.coach_id] is None or day < withdrawn[row.coach_id]
            assert holiday_name(day) is None
            assert day.weekday() < 5
            assert time(9) <= local(row.start).time() < local(row.end).time() <= time(12)

    @invariant()
    def each_worker_has_one_intake_at_most(self) -> None:
        active = [row.worker_id for row in self.rows(AppointmentRow) if row.status in (Status.BOOKED, Status.REBOOK)]
        assert len(active) == len(set(active))

    @invariant()
    def the_norm_clock_is_never_reset(self) -> None:
        for worker, day in self.first_asked.items():
            request = self.branch.bookings.request(worker)
            assert request is not None
            assert request.first_asked == day
        for row in self.rows(AppointmentRow):
            assert row.first_asked == self.first_asked[row.worker_id]
            assert row.within_norm == (local(row.start).date() <= row.first_asked + timedelta(days=14))

    @invariant()
    def what_was_promised_is_stored_and_told(self) -> None:
        stored = {row.reference: row for row in self.rows(AppointmentRow)}
        assert stored.keys() == self.promised.keys()
        told = [row.key for row in self.rows(OutboxRow)]
        assert len(told) == len(set(told))
        for reference, row in stored.items():
            assert f"appointment:{reference}:0:booked" in told
            assert row.uid == self.promised[reference].uid
            assert row.sequence >= self.sequences.get(reference, 0)
            self.sequences[reference] = row.sequence
            if row.status == Status.REBOOK:
                assert f"appointment:{reference}:{row.sequence}:rebook" in told

    @invariant()
    def the_line_is_served_at_most_once_each(self) -> None:
        kept = [row.worker_id for row in self.rows(HoldRow) if row.purpose == "waitlist"]
        assert len(kept) == len(set(kept))
        for row in self.rows(WaitlistRow):
            offer = self.branch.bookings.waitlist_offer(row.worker_id)
            assert offer is None or row.before is None or offer.slot.start < row.before


def test_any_order_of_events_keeps_every_promise(database: Database) -> None:
    machine = type("IntakeHere", (Intake,), {"database": database})
    few = database.engine.dialect.name != "sqlite"
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10 if few else 25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
