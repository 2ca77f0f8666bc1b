"""The two-week norm and the waitlist, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.intake import Appointment, Hold, NotAPostcode, Status, Wishes
from bot.store import Database
from tests.intake.branch import SUMMARY, Branch, contact, gone, starts
from tests.intake.scene import coach, dutch, weekdays


@pytest.fixture
def branch(database: Database) -> Branch:
    """Monday 14 December 2026; one coach with two slots a week, on Tuesday."""
    return Branch(database, "2026-12-14 09:00")


def tuesdays(branch: Branch) -> Branch:
    return branch.opens(hours=weekdays("09:00", "10:30", [1]), grid=timedelta(minutes=45))


def fill(branch: Branch, *days: str) -> list[Appointment]:
    """Book both slots on each of `days`."""
    return [branch.books(f"w-{day}-{at}", f"{day} {at}") for day in days for at in ("09:00", "09:45")]


def test_the_clock_starts_with_the_first_request_and_is_never_reset(branch: Branch) -> None:
    tuesdays(branch).asks()
    branch.at("2026-12-20 23:30")
    again = branch.bookings.ask("jan", postcode="3512 AB", language="en")
    assert again.first_asked == date(2026, 12, 14)
    assert again.deadline == date(2026, 12, 28)
    assert again.language == "en"


def test_the_day_of_the_request_is_the_dutch_day(branch: Branch) -> None:
    branch.at("2026-12-15 00:30")
    tuesdays(branch)
    assert branch.bookings.ask("jan", postcode="3512").first_asked == date(2026, 12, 15)


def test_an_unknown_postcode_is_said_to_be_unknown(branch: Branch) -> None:
    tuesdays(branch)
    assert branch.bookings.ask("jan", postcode="3512").postcode_known
    assert not branch.bookings.ask("els", postcode="9999 AA").postcode_known
    with pytest.raises(NotAPostcode):
        branch.bookings.ask("bob", postcode="Utrecht")
    with pytest.raises(LookupError, match="region"):
        branch.bookings.ask("bob", region_id="atlantis")
    assert branch.bookings.request("bob") is None


def test_case_25_the_last_day_of_the_norm_counts(branch: Branch) -> None:
    """Case 25: day fourteen meets the norm, day fifteen does not."""
    branch.opens(hours=weekdays("09:00", "09:45", [0])).asks()
    first = branch.bookings.offer("jan", Wishes(earliest=date(2026, 12, 15)), limit=1)
    assert starts(first.slots) == ["12-21 09:00"]
    branch.books("els", "2026-12-21 09:00")
    offer = branch.bookings.offer("jan", Wishes(earliest=date(2026, 12, 15)))
    assert starts(offer.slots) == ["12-28 09:00"]
    assert not offer.beyond_norm
    booked = branch.confirms("jan", offer.slots[0])
    assert booked.within_norm


def test_case_26_one_day_later_is_said_flagged_and_the_planner_warned(branch: Branch) -> None:
    """Case 26: later than two weeks: said, flagged, waitlist offered."""
    tuesdays(branch)
    fill(branch, "2026-12-15", "2026-12-22")
    branch.asks()
    offer = branch.bookings.offer("jan")
    assert starts(offer.slots) == ["12-29 09:00", "12-29 09:45", "01-05 09:00"]
    assert offer.beyond_norm
    assert offer.deadline == date(2026, 12, 28)
    assert branch.bookings.norm_report("midden").nothing_in_norm == 1
    place = branch.bookings.join_waitlist("jan", contact())
    assert (place.position, place.before) == (1, offer.slots[0].start)
    branch.bookings.offer("jan")
    warnings = branch.told("norm_warning")
    assert [(one["region"], one["emails"]) for one in warnings] == [("Midden", ["utrecht@example.org"])]
    assert branch.confirms("jan", offer.slots[0]).within_norm is False


def test_case_26_the_next_day_the_planner_reads_how_many_wait(branch: Branch) -> None:
    """Case 26: later than two weeks: said, flagged, waitlist offered."""
    tuesdays(branch)
    fill(branch, "2026-12-15", "2026-12-22")
    for who in ("jan", "els"):
        branch.asks(who)
        branch.bookings.offer(who)
        branch.bookings.join_waitlist(who, contact())
    branch.passes(days=1)
    branch.bookings.offer("els")
    assert [one["waiting"] for one in branch.told("norm_warning")] == [0, 2]


def test_case_27_a_full_region_is_never_a_dead_end(branch: Branch) -> None:
    """Case 27: nothing in fourteen days: never a dead end."""
    tuesdays(branch)
    fill(branch, "2026-12-15", "2026-12-22", "2026-12-29", "2027-01-05")
    branch.asks()
    offer = branch.bookings.offer("jan")
    assert starts(offer.slots)[0] == "01-12 09:00"
    assert offer.phone == "030 000 00 00"
    assert branch.bookings.join_waitlist("jan", contact()).position == 1
    report = branch.bookings.norm_report("midden")
    assert (report.waiting, report.without_appointment, report.within_norm, report.beyond_norm) == (1, 1, 4, 4)


def test_case_27_with_nothing_at_all_there_is_still_a_number_and_the_waitlist(branch: Branch) -> None:
    """Case 27: nothing in fourteen days: never a dead end."""
    tuesdays(branch)
    branch.bookings.withdraw_coach("noor", date(2026, 12, 14))
    branch.asks()
    offer = branch.bookings.offer("jan")
    assert offer.slots == ()
    assert offer.phone == "030 000 00 00"
    assert branch.bookings.join_waitlist("jan", contact()).before is None
    assert len(branch.told("norm_warning")) == 1


def test_later_slots_come_only_after_the_last_in_time(branch: Branch) -> None:
    tuesdays(branch).asks()
    shown, after, beyond = [], None, []
    for _ in range(3):
        offer = branch.bookings.offer("jan", limit=2, after=after)
        assert offer.more
        shown.append(starts(offer.slots))
        beyond.append(offer.beyond_norm)
        after = offer.slots[-1]
    assert shown == [["12-15 09:00", "12-15 09:45"], ["12-22 09:00", "12-22 09:45"], ["12-29 09:00", "12-29 09:45"]]
    assert beyond == [False, False, True]


def test_wishes_that_lead_past_the_norm_show_what_would_be_in_time(branch: Branch) -> None:
    branch.opens(hours=weekdays("09:00", "10:00", [1]) + weekdays("16:00", "17:00", [3])).asks()
    branch.books("els", "2026-12-17 16:00")
    branch.books("bob", "2026-12-24 16:00")
    offer = branch.bookings.offer("jan", Wishes(not_before=time(15)))
    assert starts(offer.slots)[0] == "12-31 16:00"
    assert offer.beyond_norm
    assert starts(offer.within_norm_otherwise)[0] == "12-15 09:00"
    assert branch.told("norm_warning") == []


def test_case_30_next_week_said_on_sunday_27_december(branch: Branch) -> None:
    """Case 30: next week, said on a Sunday, is the week that begins the next day."""
    branch.at("2026-12-27 12:00")
    branch.opens(length=timedelta(minutes=60), grid=timedelta(minutes=60)).asks()
    week = Wishes(earliest=date(2026, 12, 28), latest=date(2027, 1, 3))
    days = branch.bookings.free_days("jan", week)
    assert list(days) == [date(2026, 12, 28) + timedelta(days=n) for n in range(4)]
    assert dict(branch.bookings.offer("jan", week, limit=99).closed_days) == {date(2027, 1, 1): "Nieuwjaarsdag"}


def test_the_offices_own_norm_is_measured_beside_the_national_one(branch: Branch) -> None:
    branch.opens(hours=weekdays("09:00", "10:30", [1]), grid=timedelta(minutes=45), norm_days=7)
    fill(branch, "2026-12-15")
    late = branch.books("jan", "2026-12-22 09:00")
    assert late.within_norm
    assert not late.within_office_norm
    report = branch.bookings.norm_report("midden")
    assert (report.within_office_norm, report.beyond_office_norm, report.beyond_norm) == (2, 1, 0)


def test_moving_keeps_the_first_day_and_measures_again(branch: Branch) -> None:
    booked = tuesdays(branch).books("jan", "2026-12-22 09:00")
    branch.at("2026-12-20 09:00")
    moved = branch.bookings.move(booked.reference, branch.slot("2026-12-29 09:00").id)
    assert isinstance(moved, Appointment)
    assert moved.first_asked == date(2026, 12, 14)
    assert not moved.within_norm


def test_a_new_intake_after_an_attended_one_has_a_clock_of_its_own(branch: Branch) -> None:
    booked = tuesdays(branch).books("jan", "2026-12-15 09:00")
    branch.at("2026-12-15 11:00")
    branch.bookings.mark(booked.reference, Status.ATTENDED)
    branch.at("2027-02-01 09:00")
    assert branch.bookings.ask("jan").first_asked == date(2027, 2, 1)


def waiting(branch: Branch, *names: str) -> list[Appointment]:
    """Both slots of 15 and 22 December are booked; `names` wait, in that order. Gives the four bookings."""
    tuesdays(branch)
    booked = fill(branch, "2026-12-15", "2026-12-22")
    for name in names:
        branch.asks(name)
        branch.bookings.join_waitlist(name, contact(name))
        branch.passes(minutes=1)
    return booked


def test_a_freed_slot_is_kept_for_the_first_in_line(branch: Branch) -> None:
    booked = waiting(branch, "jan", "els")
    branch.bookings.cancel(booked[2].reference)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    assert offer.slot == booked[2].slot
    assert offer.expires_at == branch.now + timedelta(hours=4)
    assert branch.bookings.waitlist_offer("els") is None
    assert [one["slot_id"] for one in branch.told("waitlist_offer")] == [booked[2].slot.id]
    branch.asks("new")
    assert booked[2].slot not in branch.bookings.offer("new").slots
    taken = branch.confirms("jan", offer.slot)
    assert taken.slot == booked[2].slot
    assert branch.bookings.join_waitlist("els", contact()).position == 1


def test_two_freed_slots_go_to_the_first_two(branch: Branch) -> None:
    booked = waiting(branch, "jan", "els", "bob")
    branch.bookings.cancel(booked[2].reference)
    branch.bookings.cancel(booked[3].reference)
    slots = [branch.bookings.waitlist_offer(who) for who in ("jan", "els", "bob")]
    assert [one.slot if one else None for one in slots] == [booked[2].slot, booked[3].slot, None]


def test_an_unanswered_offer_goes_to_the_next_in_line(branch: Branch) -> None:
    booked = waiting(branch, "jan", "els")
    branch.bookings.cancel(booked[2].reference)
    branch.passes(hours=5)
    assert branch.bookings.waitlist_offer("jan") is None
    assert branch.bookings.sweep() == 1
    offer = branch.bookings.waitlist_offer("els")
    assert offer is not None
    assert offer.slot == booked[2].slot
    assert branch.bookings.join_waitlist("jan", contact()).position == 2
    branch.passes(hours=5)
    assert branch.bookings.sweep() == 0
    branch.asks("new")
    assert branch.bookings.offer("new").slots[0] == booked[2].slot


def test_who_lets_three_offers_go_by_leaves_the_line(branch: Branch) -> None:
    tuesdays(branch)
    booked = fill(branch, "2026-12-15", "2026-12-22", "2026-12-29")
    branch.asks("jan")
    branch.bookings.join_waitlist("jan", contact())
    counted = []
    for freed in booked[2:5]:
        branch.bookings.cancel(freed.reference)
        offer = branch.bookings.waitlist_offer("jan")
        assert offer is not None
        assert offer.slot == freed.slot
        branch.passes(hours=5)
        branch.bookings.sweep()
        counted.append(branch.bookings.norm_report("midden").waiting)
    assert counted == [1, 1, 0]


def test_an_offer_made_in_the_evening_waits_for_the_morning(branch: Branch) -> None:
    booked = waiting(branch, "jan")
    branch.at("2026-12-18 22:15")
    branch.bookings.cancel(booked[2].reference)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    assert offer.expires_at == dutch("2026-12-19 12:00")


def test_an_offer_never_outlasts_the_slots_own_notice(branch: Branch) -> None:
    branch.opens(
        hours=weekdays("09:00", "10:30", [1]),
        grid=timedelta(minutes=45),
        min_notice=timedelta(hours=24),
        cancel_deadline=timedelta(0),
    )
    booked = fill(branch, "2026-12-22")
    branch.at("2026-12-15 12:00")
    branch.asks()
    branch.bookings.join_waitlist("jan", contact())
    branch.at("2026-12-21 08:00")
    branch.bookings.cancel(booked[0].reference)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    assert offer.expires_at == dutch("2026-12-21 09:00")


def test_a_slot_that_leaves_no_time_to_answer_is_free_for_all(branch: Branch) -> None:
    branch.opens(
        hours=weekdays("09:00", "10:30", [1]),
        grid=timedelta(minutes=45),
        min_notice=timedelta(hours=24),
        cancel_deadline=timedelta(0),
    )
    booked = fill(branch, "2026-12-22")
    branch.at("2026-12-15 12:00")
    branch.asks()
    branch.bookings.join_waitlist("jan", contact())
    branch.at("2026-12-21 08:45")
    branch.bookings.cancel(booked[0].reference)
    assert branch.bookings.waitlist_offer("jan") is None
    branch.asks("els")
    assert branch.bookings.offer("els").slots[0] == booked[0].slot


def test_wishes_hold_on_the_waitlist_too(branch: Branch) -> None:
    tuesdays(branch)
    booked = fill(branch, "2026-12-15", "2026-12-22")
    for who, wishes in (("jan", Wishes(not_before=time(9, 30))), ("els", Wishes())):
        branch.asks(who)
        branch.bookings.join_waitlist(who, contact(), wishes)
    branch.bookings.cancel(booked[2].reference)
    assert branch.bookings.waitlist_offer("jan") is None
    assert branch.bookings.waitlist_offer("els") is not None


def test_who_booked_later_than_the_norm_may_wait_for_something_earlier(branch: Branch) -> None:
    booked = waiting(branch)
    late = branch.books("jan", "2026-12-29 09:00")
    branch.bookings.join_waitlist("jan", contact())
    branch.bookings.cancel(booked[2].reference)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    moved = branch.bookings.move(late.reference, offer.slot.id)
    assert isinstance(moved, Appointment)
    assert (moved.reference, moved.slot) == (late.reference, booked[2].slot)
    assert branch.bookings.norm_report("midden").waiting == 0


def test_a_kept_slot_can_be_held_while_confirming(branch: Branch) -> None:
    booked = waiting(branch, "jan")
    branch.bookings.cancel(booked[2].reference)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    held = branch.bookings.hold("jan", offer.slot.id)
    assert isinstance(held, Hold)
    assert held.expires_at == offer.expires_at
    assert branch.confirms("jan").slot == offer.slot


def test_leaving_the_line_lets_go_of_the_kept_slot(branch: Branch) -> None:
    booked = waiting(branch, "jan", "els")
    branch.bookings.cancel(booked[2].reference)
    branch.bookings.leave_waitlist("jan")
    assert branch.bookings.waitlist_offer("jan") is None
    assert branch.bookings.sweep() == 1
    assert branch.bookings.waitlist_offer("els") is not None


def test_a_moved_appointment_frees_its_slot_for_the_line(branch: Branch) -> None:
    booked = waiting(branch, "jan")
    branch.bookings.move(booked[2].reference, branch.slot("2026-12-29 09:45").id)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    assert offer.slot == booked[2].slot


def test_without_anyone_in_line_the_language_of_the_region_decides(branch: Branch) -> None:
    branch.opens([coach("noor", ["nl"])]).asks("ali", language="ar")
    offer = branch.bookings.offer("ali")
    assert offer.slots
    assert not offer.language_met
    branch.opens([coach("noor", ["nl"]), coach("amal", ["nl", "ar"])])
    offer = branch.bookings.offer("ali")
    assert offer.language_met
    assert {slot.coach_id for slot in offer.slots} == {"amal"}


def test_a_taken_offer_is_gone_for_who_comes_late(branch: Branch) -> None:
    booked = waiting(branch, "jan")
    branch.bookings.cancel(booked[2].reference)
    offer = branch.bookings.waitlist_offer("jan")
    assert offer is not None
    branch.passes(hours=5)
    branch.asks("mia")
    assert isinstance(branch.bookings.confirm("mia", contact(), SUMMARY, offer.slot.id), Appointment)
    assert gone(branch.confirms("jan", offer.slot)).fresh.slots
