"""Group meetings: as many guests as seats, whoever comes at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from bot.intake import Appointment, GoneReason, Hold, Kind, SlotGone, Status
from bot.store import Database
from bot.store.bookings import NewMeeting
from tests.intake.branch import Branch, gone
from tests.intake.scene import coach, dutch


@pytest.fixture
def branch(database: Database) -> Branch:
    return Branch(database).opens([coach("noor")])


def evening(branch: Branch, seats: int = 3, audience: str = "") -> int:
    return branch.bookings.plan_meeting(
        NewMeeting("utr", "noor", dutch("2027-03-03 15:00"), dutch("2027-03-03 17:00"), seats, "Wat nu?", audience)
    )


def seat(branch: Branch) -> Any:
    return branch.slot("2027-03-03 15:00", kind=Kind.GROUP, minutes=120)


def test_a_meeting_takes_its_coachs_time(branch: Branch) -> None:
    evening(branch)
    branch.asks()
    held = branch.bookings.hold("jan", branch.slot("2027-03-03 15:30").id)
    assert isinstance(held, SlotGone)
    before = branch.bookings.hold("jan", branch.slot("2027-03-03 14:15").id)
    assert isinstance(before, Hold)
    assert before.slot.coach_id == "noor"
    with pytest.raises(ValueError, match="already booked"):
        evening(branch)
    branch.books("els", "2027-03-04 15:00")
    with pytest.raises(ValueError, match="already booked"):
        branch.bookings.plan_meeting(
            NewMeeting("utr", "noor", dutch("2027-03-04 15:30"), dutch("2027-03-04 17:00"), 3, "Wat nu?")
        )


@pytest.mark.parametrize(
    ("start", "end", "seats"), [("15:00", "15:00", 3), ("15:02", "16:00", 3), ("15:00", "16:00", 0)]
)
def test_a_meeting_that_makes_no_sense_is_refused(branch: Branch, start: str, end: str, seats: int) -> None:
    moments = dutch(f"2027-03-03 {start}"), dutch(f"2027-03-03 {end}")
    with pytest.raises(ValueError, match="meeting"):
        branch.bookings.plan_meeting(NewMeeting("utr", "noor", *moments, seats, "Wat nu?"))


def test_twelve_at_once_for_three_seats(branch: Branch) -> None:
    number = evening(branch)
    workers = [branch.asks(f"w{n}") for n in range(12)]
    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(lambda who: branch.confirms(who, seat(branch)), workers))
    assert len([one for one in results if isinstance(one, Appointment)]) == 3
    assert {one.reason for one in results if isinstance(one, SlotGone)} == {GoneReason.TAKEN}
    assert len(branch.bookings.guests(number)) == 3


def test_a_freed_seat_can_be_taken_again(branch: Branch) -> None:
    number = evening(branch, seats=1)
    branch.asks("jan")
    branch.asks("els")
    first = branch.confirms("jan", seat(branch))
    assert gone(branch.confirms("els", seat(branch))).reason is GoneReason.TAKEN
    branch.bookings.cancel(first.reference)
    assert isinstance(branch.confirms("els", seat(branch)), Appointment)
    assert [one.worker_id for one in branch.bookings.guests(number)] == ["els"]


def test_a_meeting_stands_beside_an_intake(branch: Branch) -> None:
    evening(branch)
    intake = branch.books("jan", "2027-03-04 10:00")
    guest = branch.confirms("jan", seat(branch))
    assert guest.kind is Kind.GROUP
    assert branch.confirms("jan", seat(branch)) == guest
    assert branch.bookings.find("jan") == intake


def test_a_meeting_for_one_firm_needs_its_code(branch: Branch) -> None:
    evening(branch, audience="bakkerij")
    branch.asks()
    assert branch.bookings.offer("jan", kind=Kind.GROUP).slots == ()
    assert gone(branch.bookings.hold("jan", seat(branch).id)).reason is GoneReason.NOT_OFFERED
    assert branch.bookings.offer("jan", kind=Kind.GROUP, audience="bakkerij").slots == (seat(branch),)
    branch.bookings.hold("jan", seat(branch).id, audience="bakkerij")
    assert isinstance(branch.confirms(), Appointment)


def test_when_the_leader_falls_ill_every_guest_is_told(branch: Branch) -> None:
    evening(branch)
    for who in ("jan", "els"):
        branch.asks(who)
        branch.confirms(who, seat(branch))
    listed = branch.bookings.report_sick("noor", date(2027, 3, 3), date(2027, 3, 3))
    assert {one.worker_id for one in listed} == {"jan", "els"}
    assert {one.status for one in listed} == {Status.REBOOK}
    branch.asks("bob")
    assert branch.bookings.offer("bob", kind=Kind.GROUP).slots == ()
