"""Booking on SQLite and PostgreSQL: the storage cases of the booking rulings, by number."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.intake import (
    Appointment,
    GoneReason,
    Hold,
    Kind,
    LinkState,
    OpeningException,
    SlotGone,
    Status,
    Wishes,
)
from bot.store import Database
from bot.store.bookings import NotAsked
from tests.intake.branch import SUMMARY, Branch, at_once, contact, gone, starts
from tests.intake.scene import coach, dutch, weekdays


@pytest.fixture
def branch(database: Database) -> Branch:
    """Monday 1 March 2027, nine o'clock."""
    return Branch(database)


def test_what_is_booked_is_stored_as_it_was_approved(branch: Branch) -> None:
    booked = branch.opens().books("jan", "2027-03-03 10:00")
    assert branch.bookings.by_reference(booked.reference) == booked
    assert branch.bookings.find("jan") == booked
    assert booked.summary == SUMMARY
    assert booked.contact == contact()
    assert (booked.coach.email, booked.office.address) == ("noor@example.org", "Vlinderplein 3, 3500 AB Utrecht")
    assert booked.slot == branch.slot("2027-03-03 10:00")


def test_a_reference_is_found_as_people_type_it(branch: Branch) -> None:
    booked = branch.opens().books("jan", "2027-03-03 10:00")
    typed = booked.reference.lower().replace("-", " ")
    assert branch.bookings.by_reference(typed) == booked
    assert branch.bookings.by_reference("nee") is None


def test_case_04_a_typed_time_that_does_not_exist_gets_the_nearest_real_slots(branch: Branch) -> None:
    """Case 4: a time the clock skips is never offered; typed, it gets the nearest real slots."""
    branch.at("2027-03-20 09:00")
    branch.opens(length=timedelta(minutes=30)).asks()
    branch.bookings.set_opening(OpeningException("utr", date(2027, 3, 28), time(0), time(6)))
    near = branch.bookings.near("jan", date(2027, 3, 28), time(2, 30))
    assert near.shown == 0
    assert not near.exact
    assert starts(near.slots) == ["03-28 03:00", "03-28 01:45", "03-28 03:15"]


def test_case_05_a_typed_time_that_comes_twice_is_not_offered(branch: Branch) -> None:
    """Case 5: a time that comes twice is never offered; stored, its offset is kept."""
    branch.at("2027-10-25 09:00")
    branch.opens(length=timedelta(minutes=30)).asks()
    branch.bookings.set_opening(OpeningException("utr", date(2027, 10, 31), time(0), time(6)))
    near = branch.bookings.near("jan", date(2027, 10, 31), time(2, 30))
    assert near.shown == 2
    assert not near.exact
    assert not [shown for shown in starts(near.slots) if shown.startswith("10-31 02")]


@pytest.mark.parametrize("fold", [0, 1])
def test_case_05_two_moments_with_one_wall_time_are_stored_apart(branch: Branch, fold: int) -> None:
    """Case 5: a time that comes twice is never offered; stored, its offset is kept."""
    branch.opens()
    moment = dutch("2027-10-31 02:30", fold=fold)
    branch.bookings.add_leave("noor", moment, moment + timedelta(minutes=30))
    branch.at("2027-10-30 09:00")
    branch.bookings.set_opening(OpeningException("utr", date(2027, 10, 31), time(0), time(6)))
    branch.asks()
    free = branch.bookings.offer("jan", Wishes(days=frozenset({date(2027, 10, 31)})), limit=50).slots
    hour_later = datetime(2027, 10, 31, 1 + fold, 30, tzinfo=UTC)
    assert moment.astimezone(UTC) == datetime(2027, 10, 31, fold, 30, tzinfo=UTC)
    assert all(slot.end <= moment or slot.start >= hour_later - timedelta(minutes=30) for slot in free)


def test_case_09_a_slot_that_went_stale_is_refused_with_three_fresh_ones(branch: Branch) -> None:
    """Case 9: a slot that went stale is refused with three fresh ones, nothing is stored."""
    branch.at("2027-03-02 08:00")
    branch.opens(min_notice=timedelta(hours=24)).asks()
    offered = branch.bookings.offer("jan").slots[0]
    assert starts([offered]) == ["03-03 09:00"]
    branch.passes(hours=3)
    result = gone(branch.confirms("jan", offered))
    assert result.reason is GoneReason.TOO_SOON
    assert starts(result.fresh.slots) == ["03-03 11:00", "03-03 11:45", "03-03 12:30"]
    assert branch.bookings.find("jan") is None
    assert branch.cells() == 0
    assert branch.told() == []


def test_case_12_the_buffer_keeps_cells_too(branch: Branch) -> None:
    """Case 12: a buffer is kept after and before a talk."""
    branch.opens(buffer=timedelta(minutes=15)).books("jan", "2027-03-03 10:00")
    branch.asks("els")
    free = branch.bookings.offer("els", Wishes(days=frozenset({date(2027, 3, 3)})), limit=99).slots
    assert "03-03 09:15" not in starts(free)
    assert "03-03 10:45" not in starts(free)
    assert {"03-03 09:00", "03-03 11:00"} <= set(starts(free))
    assert branch.cells() == 12


def test_case_14_one_slot_and_ten_who_want_it(branch: Branch) -> None:
    """Case 14: ten confirm one slot at once: one booking."""
    branch.opens([coach("noor")])
    workers = [branch.asks(f"w{n}") for n in range(10)]
    slot = branch.slot("2027-03-03 10:00")
    results = at_once(*(lambda who=who: branch.confirms(who, slot) for who in workers))
    assert len([one for one in results if isinstance(one, Appointment)]) == 1
    refused = [one for one in results if isinstance(one, SlotGone)]
    assert len(refused) == 9
    assert {one.reason for one in refused} == {GoneReason.TAKEN}
    assert {len(one.fresh.slots) for one in refused} == {3}
    assert all(slot not in one.fresh.slots for one in refused)
    assert len(branch.on_day("2027-03-03")) == 1
    assert len(branch.told(what="booked")) == 1


def test_case_14_with_holds_first(branch: Branch) -> None:
    """Case 14: ten confirm one slot at once: one booking."""
    branch.opens()
    workers = [branch.asks(f"w{n}") for n in range(10)]
    slot = branch.slot("2027-03-03 10:00")
    results = at_once(*(lambda who=who: branch.bookings.hold(who, slot.id) for who in workers))
    assert len([one for one in results if isinstance(one, Hold)]) == 1
    assert branch.cells() == 9


def test_case_15_two_coaches_free_and_two_workers_who_do_not_mind(branch: Branch) -> None:
    """Case 15: two coaches, two workers at once: two bookings."""
    branch.opens([coach("noor"), coach("emre")])
    for worker in ("jan", "els"):
        branch.asks(worker)
    slot = branch.slot("2027-03-03 10:00")
    results = at_once(lambda: branch.confirms("jan", slot), lambda: branch.confirms("els", slot))
    assert {one.coach.id for one in results} == {"noor", "emre"}
    assert {one.slot.start for one in results} == {slot.start}


def test_case_15_the_colleague_must_speak_the_same_languages(branch: Branch) -> None:
    """Case 15: two coaches, two workers at once: two bookings."""
    branch.opens([coach("emre", ["nl", "tr"]), coach("noor", ["nl"])])
    branch.books("jan", "2027-03-03 10:00", "emre")
    branch.asks("elif", language="tr")
    result = gone(branch.confirms("elif", branch.slot("2027-03-03 10:00", "emre")))
    assert {slot.coach_id for slot in result.fresh.slots} == {"emre"}


def test_case_16_the_same_confirmation_twice_is_one_booking(branch: Branch) -> None:
    """Case 16: a confirmation that comes twice is one booking."""
    branch.opens().asks()
    branch.bookings.hold("jan", branch.slot("2027-03-03 10:00").id)
    first, second = branch.confirms(), branch.confirms()
    assert first == second
    assert len(branch.on_day("2027-03-03")) == 1
    assert len(branch.told(what="booked")) == 1


def test_case_16_also_when_both_arrive_at_the_same_moment(branch: Branch) -> None:
    """Case 16: a confirmation that comes twice is one booking."""
    branch.opens([coach("noor"), coach("emre")]).asks()
    branch.bookings.hold("jan", branch.slot("2027-03-03 10:00").id)
    results = at_once(*[branch.confirms] * 6)
    assert len({one.reference for one in results}) == 1
    assert len(branch.on_day("2027-03-03")) == 1
    assert len(branch.told(what="booked")) == 1


def test_case_16_two_different_slots_at_the_same_moment_leave_one_intake(branch: Branch) -> None:
    """Case 16: a confirmation that comes twice is one booking."""
    branch.opens().asks()
    slots = [branch.slot(f"2027-03-03 {hour}:00") for hour in (10, 12, 14)]
    results = at_once(*(lambda slot=slot: branch.confirms("jan", slot) for slot in slots))
    assert len({one.reference for one in results}) == 1
    assert len(branch.on_day("2027-03-03")) == 1
    assert branch.cells() == 9


def test_holding_twice_is_holding_once_and_another_choice_lets_go_of_the_first(branch: Branch) -> None:
    branch.opens().asks()
    first = branch.bookings.hold("jan", branch.slot("2027-03-03 10:00").id)
    branch.passes(minutes=2)
    assert branch.bookings.hold("jan", branch.slot("2027-03-03 10:00").id) == first
    branch.bookings.hold("jan", branch.slot("2027-03-03 14:00").id)
    branch.asks("els")
    assert isinstance(branch.bookings.hold("els", branch.slot("2027-03-03 10:00").id), Hold)
    assert branch.cells() == 18


def test_a_hold_that_fails_keeps_the_one_before(branch: Branch) -> None:
    branch.opens().books("els", "2027-03-03 14:00")
    branch.asks()
    branch.bookings.hold("jan", branch.slot("2027-03-03 10:00").id)
    gone(branch.bookings.hold("jan", branch.slot("2027-03-03 14:00").id))
    assert branch.confirms("jan").slot == branch.slot("2027-03-03 10:00")


def test_case_17_a_hold_lasts_ten_minutes(branch: Branch) -> None:
    """Case 17: a hold lasts ten minutes, then the slot is anyone's."""
    branch.opens([coach("noor")])
    for worker in ("anna", "bert"):
        branch.asks(worker)
    slot = branch.slot("2027-03-03 09:00")
    day = Wishes(days=frozenset({date(2027, 3, 3)}))
    branch.bookings.hold("anna", slot.id)
    branch.passes(minutes=5)
    assert slot not in branch.bookings.offer("bert", day, limit=99).slots
    branch.passes(minutes=6)
    assert slot in branch.bookings.offer("bert", day, limit=99).slots
    assert isinstance(branch.bookings.hold("bert", slot.id), Hold)
    branch.passes(minutes=1)
    result = gone(branch.confirms("anna"))
    assert len(result.fresh.slots) == 3
    assert slot not in result.fresh.slots
    assert isinstance(branch.confirms("bert"), Appointment)


def test_case_17_late_but_nobody_took_it(branch: Branch) -> None:
    """Case 17: a hold lasts ten minutes, then the slot is anyone's."""
    branch.opens().asks("anna")
    branch.bookings.hold("anna", branch.slot("2027-03-03 09:00").id)
    branch.passes(minutes=12)
    assert branch.confirms("anna").slot == branch.slot("2027-03-03 09:00")


def test_a_hold_taken_in_time_outlives_the_notice(branch: Branch) -> None:
    branch.at("2027-03-02 08:58")
    branch.opens(min_notice=timedelta(hours=24)).asks()
    assert isinstance(branch.bookings.hold("jan", branch.slot("2027-03-03 09:00").id), Hold)
    branch.passes(minutes=5)
    assert isinstance(branch.confirms(), Appointment)


def test_case_18_when_storing_fails_nothing_is_said_to_be_booked(branch: Branch) -> None:
    """Case 18: when storing fails nothing is said to be booked."""
    branch.opens().asks()
    branch.bookings.hold("jan", branch.slot("2027-03-03 10:00").id)
    cells = branch.cells()

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO outbox"):
            raise OperationalError(statement, {}, Exception("disk is full"))

    event.listen(branch.database.engine, "before_cursor_execute", fail)
    with pytest.raises(OperationalError, match="disk is full"):
        branch.confirms()
    event.remove(branch.database.engine, "before_cursor_execute", fail)
    assert branch.bookings.find("jan") is None
    assert branch.told() == []
    assert branch.cells() == cells
    assert isinstance(branch.confirms(), Appointment)


def test_case_24_the_message_can_name_the_holiday(branch: Branch) -> None:
    """Case 24: nothing on a national holiday, and the message names it."""
    branch.at("2027-03-26 12:00")
    branch.opens(hours=weekdays("09:00", "10:00")).asks()
    offer = branch.bookings.offer("jan", Wishes(earliest=date(2027, 3, 29)), limit=2)
    assert starts(offer.slots)[0] == "03-30 09:00"
    assert offer.closed_days == ((date(2027, 3, 29), "Tweede paasdag"),)


def test_case_31_what_is_ahead_survives_the_retention_job(branch: Branch) -> None:
    """Case 31: retention leaves what is ahead alone."""
    branch.opens()
    past, ahead = branch.books("jan", "2027-03-03 09:00"), branch.books("els", "2027-05-04 09:00")
    branch.at("2027-04-20 09:00")
    assert branch.bookings.purge(retention_days=28) == 1
    assert branch.bookings.by_reference(past.reference) is None
    assert branch.bookings.by_token(ahead.token) == ahead
    branch.at("2027-06-10 09:00")
    assert branch.bookings.purge(retention_days=28) == 1
    assert branch.bookings.by_token(ahead.token) is LinkState.UNKNOWN
    assert branch.bookings.request("els") is None
    assert branch.cells() == 0


def test_a_worker_can_be_forgotten_once_nothing_is_ahead(branch: Branch) -> None:
    booked = branch.opens().books("jan", "2027-03-04 09:00")
    with pytest.raises(ValueError, match="ahead"):
        branch.bookings.forget("jan")
    branch.bookings.cancel(booked.reference)
    branch.bookings.forget("jan")
    assert branch.bookings.by_reference(booked.reference) is None
    assert branch.bookings.request("jan") is None


def test_marking_waits_for_the_start_and_missing_is_told_once(branch: Branch) -> None:
    booked = branch.opens().books("jan", "2027-03-03 09:00")
    with pytest.raises(ValueError, match="not begun"):
        branch.bookings.mark(booked.reference, Status.MISSED)
    branch.at("2027-03-03 10:00")
    with pytest.raises(ValueError, match="attended or missed"):
        branch.bookings.mark(booked.reference, Status.CANCELLED)
    for _ in range(2):
        assert branch.bookings.mark(booked.reference, Status.MISSED).status is Status.MISSED
    assert len(branch.told(what="missed")) == 1
    assert branch.bookings.mark(booked.reference, Status.ATTENDED).status is Status.ATTENDED


def test_an_appointment_that_went_by_unmarked_makes_room_for_the_next(branch: Branch) -> None:
    first = branch.opens().books("jan", "2027-03-03 09:00")
    branch.at("2027-03-05 09:00")
    second = branch.books("jan", "2027-03-08 09:00")
    assert second.reference != first.reference
    assert branch.bookings.mark(first.reference, Status.ATTENDED).status is Status.ATTENDED
    assert branch.bookings.find("jan") == second


def test_confirming_without_having_chosen_shows_what_is_free(branch: Branch) -> None:
    branch.opens().asks()
    result = gone(branch.confirms())
    assert result.reason is GoneReason.NO_HOLD
    assert len(result.fresh.slots) == 3


@pytest.mark.parametrize("slot_id", ["", "onzin", "utr.noor.o" + "z" * 6 + ".19", "x.y.o2aaaaa.19"])
def test_a_slot_that_never_was_is_refused_with_real_ones(branch: Branch, slot_id: str) -> None:
    branch.opens().asks()
    result = gone(branch.bookings.hold("jan", slot_id))
    assert result.reason is GoneReason.NOT_OFFERED
    assert len(result.fresh.slots) == 3


def test_a_slot_off_the_grid_or_of_another_length_is_refused(branch: Branch) -> None:
    branch.opens().asks()
    for slot in (branch.slot("2027-03-03 09:05"), branch.slot("2027-03-03 09:00", minutes=90)):
        assert gone(branch.bookings.hold("jan", slot.id)).reason is GoneReason.NOT_OFFERED
    assert gone(branch.bookings.hold("jan", branch.slot("2027-03-03 09:00", kind=Kind.VIDEO).id))


def test_asking_comes_first(branch: Branch) -> None:
    branch.opens()
    with pytest.raises(NotAsked):
        branch.bookings.offer("nobody")
    with pytest.raises(LookupError):
        branch.bookings.cancel("K7-QM4P")


def test_confirming_another_slot_moves_the_intake(branch: Branch) -> None:
    old = branch.opens().books("jan", "2027-03-03 10:00")
    branch.bookings.hold("jan", branch.slot("2027-03-05 11:00").id)
    moved = branch.confirms()
    assert (moved.reference, moved.sequence) == (old.reference, 1)
    assert moved.slot == branch.slot("2027-03-05 11:00")
    assert branch.cells() == 9


def test_a_reference_that_exists_already_makes_way_for_another(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.opens()
    first = branch.books("jan", "2027-03-24 09:00")
    drawn = iter([first.reference, "ZZ-ZZZZ"])
    monkeypatch.setattr("bot.store.bookings_rows.new_reference", lambda: next(drawn))
    assert branch.books("piet", "2027-03-24 10:00").reference == "ZZ-ZZZZ"
