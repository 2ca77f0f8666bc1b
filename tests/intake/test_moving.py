"""Moving and cancelling on SQLite and PostgreSQL: the storage cases of the booking rulings, by number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.intake import (
    Appointment,
    Hold,
    LinkState,
    SlotGone,
    Status,
    TooLate,
    Wishes,
)
from bot.store import Database
from tests.intake.branch import Branch, at_once, gone, starts


@pytest.fixture
def branch(database: Database) -> Branch:
    """Monday 1 March 2027, nine o'clock."""
    return Branch(database)


def test_case_19_when_the_new_slot_is_lost_the_old_appointment_stands(branch: Branch) -> None:
    """Case 19: the old appointment stands until the new one is stored."""
    branch.opens()
    old = branch.books("jan", "2027-03-04 10:00")
    branch.books("els", "2027-03-04 14:00")
    result = gone(branch.bookings.move(old.reference, branch.slot("2027-03-04 14:00").id))
    assert len(result.fresh.slots) == 3
    assert branch.bookings.find("jan") == old
    assert branch.told(what="moved") == []
    branch.asks("bob")
    assert isinstance(branch.bookings.hold("bob", branch.slot("2027-03-04 10:00").id), SlotGone)


def test_case_19_two_who_want_to_move_to_the_same_slot(branch: Branch) -> None:
    """Case 19: the old appointment stands until the new one is stored."""
    branch.opens()
    old = [branch.books(who, f"2027-03-04 {hour}:00") for who, hour in (("jan", 10), ("els", 12), ("bob", 15))]
    target = branch.slot("2027-03-04 14:00")
    results = at_once(*(lambda one=one: branch.bookings.move(one.reference, target.id) for one in old))
    moved = [one for one in results if isinstance(one, Appointment)]
    assert len(moved) == 1
    day = branch.on_day("2027-03-04")
    assert len(day) == 3
    assert {one.slot.start for one in day} == {target.start} | {
        one.slot.start for one in old if one.reference != moved[0].reference
    }
    assert branch.cells() == 27


def test_case_20_moving_half_an_hour_within_ones_own_time(branch: Branch) -> None:
    """Case 20: a worker may move within the time of the own appointment."""
    old = branch.opens().books("jan", "2027-03-04 10:00")
    moved = branch.bookings.move(old.reference, branch.slot("2027-03-04 10:15").id)
    assert isinstance(moved, Appointment)
    assert (moved.reference, moved.uid, moved.sequence) == (old.reference, old.uid, old.sequence + 1)
    assert moved.slot == branch.slot("2027-03-04 10:15")
    assert branch.cells() == 9
    assert branch.told(what="moved")[0]["previous"]["slot_id"] == old.slot.id


def test_case_20_such_a_slot_can_be_held_first(branch: Branch) -> None:
    """Case 20: a worker may move within the time of the own appointment."""
    old = branch.opens().books("jan", "2027-03-04 10:00")
    held = branch.bookings.hold("jan", branch.slot("2027-03-04 10:15").id)
    assert isinstance(held, Hold)
    assert branch.bookings.find("jan") == old
    branch.asks("els")
    for start in ("09:45", "10:00", "10:45"):
        assert isinstance(branch.bookings.hold("els", branch.slot(f"2027-03-04 {start}").id), SlotGone)
    moved = branch.bookings.move(old.reference, held.slot.id)
    assert isinstance(moved, Appointment)
    assert branch.cells() == 9


def test_a_hold_over_ones_own_appointment_that_runs_out_leaves_the_appointment(branch: Branch) -> None:
    old = branch.opens().books("jan", "2027-03-04 10:00")
    branch.bookings.hold("jan", branch.slot("2027-03-04 10:15").id)
    branch.passes(minutes=11)
    branch.bookings.sweep()
    assert branch.bookings.find("jan") == old
    assert branch.cells() == 9


def test_moving_to_where_it_is_changes_nothing(branch: Branch) -> None:
    old = branch.opens().books("jan", "2027-03-04 10:00")
    assert branch.bookings.move(old.reference, old.slot.id) == old
    assert branch.told(what="moved") == []


def test_the_slot_of_the_standing_appointment_is_not_offered_for_moving(branch: Branch) -> None:
    branch.opens().books("jan", "2027-03-01 09:00")
    assert starts(branch.bookings.offer("jan").slots) == ["03-01 09:15", "03-01 10:00", "03-01 10:45"]


def test_case_21_a_cancelled_slot_is_offered_at_once(branch: Branch) -> None:
    """Case 21: a cancelled slot is free at once; cancelling again changes nothing; the calendar hears."""
    booked = branch.opens(cancel_deadline=timedelta(0)).books("jan", "2027-03-03 09:00")
    branch.asks("els")
    day = Wishes(days=frozenset({date(2027, 3, 3)}))
    assert booked.slot not in branch.bookings.offer("els", day, limit=99).slots
    cancelled = branch.bookings.cancel(booked.reference)
    assert isinstance(cancelled, Appointment)
    assert cancelled.status is Status.CANCELLED
    assert (cancelled.uid, cancelled.sequence) == (booked.uid, booked.sequence + 1)
    assert branch.bookings.offer("els", day).slots[0] == booked.slot
    branch.passes(minutes=1)
    assert branch.bookings.cancel(booked.reference) == cancelled
    assert len(branch.told(what="cancelled")) == 1
    assert branch.bookings.find("jan") is None


def test_case_22_three_hours_before_the_worker_is_led_to_a_person(branch: Branch) -> None:
    """Case 22: after the deadline a person helps, and the coach knows."""
    booked = branch.opens(cancel_deadline=timedelta(hours=24)).books("jan", "2027-03-03 12:00")
    branch.at("2027-03-03 09:00")
    for result in (
        branch.bookings.cancel(booked.reference),
        branch.bookings.cancel(booked.reference),
        branch.bookings.move(booked.reference, branch.slot("2027-03-05 10:00").id),
    ):
        assert isinstance(result, TooLate)
        assert result.phone == "030 000 00 00"
        assert not result.started
    assert branch.bookings.find("jan") == booked
    assert len(branch.told(what="too_late")) == 1
    assert isinstance(branch.bookings.cancel(booked.reference, by_staff=True), Appointment)


def test_case_23_a_link_works_until_the_start(branch: Branch) -> None:
    """Case 23: a link works until the start, not after."""
    booked = branch.opens(cancel_deadline=timedelta(0)).books("jan", "2027-03-03 12:00")
    branch.at("2027-03-03 11:59")
    assert branch.bookings.by_token(booked.token) == booked
    branch.at("2027-03-03 12:00")
    assert branch.bookings.by_token(booked.token) is LinkState.EXPIRED
    assert branch.bookings.by_token("x" * 32) is LinkState.UNKNOWN
    result = branch.bookings.cancel(booked.reference)
    assert isinstance(result, TooLate)
    assert result.started
    assert branch.bookings.move(booked.reference, branch.slot("2027-03-05 10:00").id) == result


def test_case_23_on_the_day_itself_cancelling_works_where_the_office_allows_it(branch: Branch) -> None:
    """Case 23: a link works until the start, not after."""
    booked = branch.opens(cancel_deadline=timedelta(0)).books("jan", "2027-03-03 12:00")
    branch.at("2027-03-03 09:00")
    assert isinstance(branch.bookings.cancel(booked.reference), Appointment)


def test_links_cannot_be_guessed(branch: Branch) -> None:
    branch.opens()
    tokens = {branch.books(f"w{n}", f"2027-03-03 {10 + n}:00").token for n in range(5)}
    assert len(tokens) == 5
    assert all(len(token) >= 32 for token in tokens)
