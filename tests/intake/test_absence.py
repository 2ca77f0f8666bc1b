"""Sickness, leave, closed days and coaches who leave: what was booked is set to be rebooked, told once."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.intake import Appointment, Hold, Kind, OpeningException, SlotGone, Status, Wishes
from bot.store import Database
from tests.intake.branch import Branch, gone, starts
from tests.intake.scene import coach, dutch


@pytest.fixture
def branch(database: Database) -> Branch:
    """Monday 1 March 2027; two coaches."""
    return Branch(database).opens([coach("noor"), coach("emre")])


def test_case_28_a_withdrawn_coach_leaves_a_list_and_each_worker_is_told_once(branch: Branch) -> None:
    """Case 28: a withdrawn coach: all listed, told once, the norm clock keeps its day."""
    before = branch.books("jan", "2027-03-03 10:00")
    hit = [branch.books(who, f"2027-03-0{day} 11:00") for who, day in (("els", 4), ("bob", 5))]
    other = branch.books("mia", "2027-03-05 11:00", "emre")
    listed = branch.bookings.withdraw_coach("noor", date(2027, 3, 4))
    assert [one.reference for one in listed] == [one.reference for one in hit]
    assert {one.status for one in listed} == {Status.REBOOK}
    assert branch.bookings.withdraw_coach("noor", date(2027, 3, 4)) == listed
    assert [one["reference"] for one in branch.told(what="rebook")] == [one.reference for one in hit]
    assert branch.bookings.find("jan") == before
    assert branch.bookings.find("mia") == other


def test_case_28_the_norm_clock_keeps_its_first_day(branch: Branch) -> None:
    """Case 28: a withdrawn coach: all listed, told once, the norm clock keeps its day."""
    booked = branch.books("jan", "2027-03-12 10:00")
    branch.at("2027-03-11 09:00")
    branch.bookings.report_sick("noor", date(2027, 3, 12), date(2027, 3, 12))
    moved = branch.bookings.move(booked.reference, branch.slot("2027-03-16 10:00", "emre").id)
    assert isinstance(moved, Appointment)
    assert moved.first_asked == date(2027, 3, 1)
    assert not moved.within_norm
    assert (moved.status, moved.uid, moved.sequence) == (Status.BOOKED, booked.uid, 1)


def test_who_must_rebook_may_do_so_after_the_deadline(branch: Branch) -> None:
    booked = branch.opens([coach("noor"), coach("emre")], cancel_deadline=timedelta(hours=24)).books(
        "jan", "2027-03-03 12:00"
    )
    branch.at("2027-03-03 08:00")
    branch.bookings.report_sick("noor", date(2027, 3, 3), date(2027, 3, 5))
    branch.at("2027-03-03 13:00")
    assert branch.bookings.by_token(booked.token) == branch.bookings.find("jan")
    moved = branch.bookings.move(booked.reference, branch.slot("2027-03-04 12:00", "emre").id)
    assert isinstance(moved, Appointment)
    assert branch.cells() == 9


def test_a_sick_coach_is_not_offered_and_holds_are_let_go(branch: Branch) -> None:
    branch.asks()
    held = branch.slot("2027-03-03 09:00")
    assert isinstance(branch.bookings.hold("jan", held.id), Hold)
    branch.bookings.report_sick("noor", date(2027, 3, 3), date(2027, 3, 3))
    day = Wishes(days=frozenset({date(2027, 3, 3)}))
    assert {slot.coach_id for slot in branch.bookings.offer("jan", day, limit=99).slots} == {"emre"}
    branch.bookings.report_sick("emre", date(2027, 3, 3), date(2027, 3, 3))
    assert branch.bookings.offer("jan", day).slots == ()
    assert gone(branch.confirms()).fresh.slots


def test_a_coach_who_is_back_is_offered_again(branch: Branch) -> None:
    branch.asks()
    for who in ("noor", "emre"):
        branch.bookings.report_sick(who, date(2027, 3, 2), date(2027, 3, 12))
    branch.bookings.end_absence("noor", date(2027, 3, 4))
    branch.at("2027-03-02 08:00")
    offer = branch.bookings.offer("jan")
    assert starts(offer.slots)[0] == "03-04 09:00"
    assert {slot.coach_id for slot in offer.slots} == {"noor"}


def test_what_has_begun_is_not_rebooked(branch: Branch) -> None:
    early, late = branch.books("jan", "2027-03-03 09:00"), branch.books("els", "2027-03-03 14:00")
    branch.at("2027-03-03 09:10")
    listed = branch.bookings.report_sick("noor", date(2027, 3, 3), date(2027, 3, 3))
    assert [one.reference for one in listed] == [late.reference]
    assert branch.bookings.find("jan") == early


def test_leave_of_an_afternoon_hits_only_that_afternoon(branch: Branch) -> None:
    morning, noon = branch.books("jan", "2027-03-03 09:00"), branch.books("els", "2027-03-03 12:30")
    listed = branch.bookings.add_leave("noor", dutch("2027-03-03 13:00"), dutch("2027-03-03 18:00"))
    assert [one.reference for one in listed] == [noon.reference]
    assert branch.bookings.find("jan") == morning


def test_a_closed_day_lists_what_was_booked_and_offers_nothing(branch: Branch) -> None:
    booked = branch.books("jan", "2027-03-03 10:00")
    listed = branch.bookings.set_opening(OpeningException("utr", date(2027, 3, 3), reason="verbouwing"))
    assert [one.reference for one in listed] == [booked.reference]
    branch.asks("els")
    assert branch.bookings.offer("els", Wishes(days=frozenset({date(2027, 3, 3)}))).slots == ()


def test_shorter_hours_hit_only_what_falls_outside(branch: Branch) -> None:
    inside, outside = branch.books("jan", "2027-03-03 10:00"), branch.books("els", "2027-03-03 14:00")
    listed = branch.bookings.set_opening(OpeningException("utr", date(2027, 3, 3), time(9), time(12)))
    assert [one.reference for one in listed] == [outside.reference]
    assert branch.bookings.find("jan") == inside


def test_cancelling_what_had_to_be_rebooked_is_possible(branch: Branch) -> None:
    booked = branch.books("jan", "2027-03-03 10:00")
    branch.bookings.report_sick("noor", date(2027, 3, 3), date(2027, 3, 3))
    cancelled = branch.bookings.cancel(booked.reference)
    assert isinstance(cancelled, Appointment)
    assert cancelled.status is Status.CANCELLED


def test_an_absence_that_ends_before_it_starts_or_of_nobody_is_refused(branch: Branch) -> None:
    with pytest.raises(ValueError, match="before it starts"):
        branch.bookings.report_sick("noor", date(2027, 3, 5), date(2027, 3, 3))
    with pytest.raises(LookupError, match="no coach"):
        branch.bookings.report_sick("niemand", date(2027, 3, 3), date(2027, 3, 3))


def test_the_desk_lists_by_day_office_coach_and_status(branch: Branch) -> None:
    first, second = branch.books("jan", "2027-03-03 10:00"), branch.books("els", "2027-03-03 10:00", "emre")
    later = branch.books("bob", "2027-03-05 10:00")
    branch.bookings.cancel(later.reference)
    listed = branch.bookings.list_for_desk
    week = date(2027, 3, 1), date(2027, 3, 7)
    assert [one.reference for one in listed(*week)][:2] == [second.reference, first.reference]
    assert len(listed(*week)) == 3
    assert [one.worker_id for one in listed(*week, coach_id="emre")] == ["els"]
    assert [one.worker_id for one in listed(*week, statuses=[Status.CANCELLED])] == ["bob"]
    assert len(listed(*week, region_id="midden", office_id="utr")) == 3
    assert listed(*week, region_id="noord") == []
    assert listed(date(2027, 3, 4), date(2027, 3, 4)) == []


def test_a_colleague_is_not_taken_for_a_group_or_another_kind(branch: Branch) -> None:
    branch.asks()
    assert isinstance(branch.bookings.hold("jan", branch.slot("2027-03-03 10:00", kind=Kind.GROUP).id), SlotGone)
