"""What is free: the domain cases of the booking rulings, by their number."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.clock import local
from bot.intake import (
    Absence,
    FreeSlots,
    Hours,
    Kind,
    Meeting,
    OpeningException,
    Planning,
    Slot,
    Wishes,
    Workforce,
    accepts,
    free_slots,
    holiday_name,
    moments_of,
)
from tests.intake.scene import clock_times, coach, day, dutch, office, planning, taken, weekdays


def on(plan: Planning, text: str, now: str = "2026-01-01 08:00", **wanted: object) -> FreeSlots:
    return free_slots(plan, dutch(now), day(text), day(text), **wanted)  # type: ignore[arg-type]


def test_case_01_office_opens_at_nine_before_and_after_the_clock_goes_forward() -> None:
    """Case 1: opening hours hold before and after the clock goes forward."""
    before, after = (list(on(planning(), text)) for text in ("2027-03-26", "2027-03-30"))
    assert before[0].start == datetime(2027, 3, 26, 8, tzinfo=UTC)
    assert after[0].start == datetime(2027, 3, 30, 7, tzinfo=UTC)
    assert clock_times([before[0], after[0]]) == ["09:00", "09:00"]


def test_case_02_office_opens_at_nine_before_and_after_the_clock_goes_back() -> None:
    """Case 2: opening hours hold before and after the clock goes back."""
    before, after = (list(on(planning(), text)) for text in ("2027-10-29", "2027-11-01"))
    assert before[0].start == datetime(2027, 10, 29, 7, tzinfo=UTC)
    assert after[0].start == datetime(2027, 11, 1, 8, tzinfo=UTC)
    assert len(before) == len(after) == 30


def test_case_03_special_opening_on_the_sunday_the_clock_goes_forward() -> None:
    """Case 3: a special opening on the Sunday the clock goes forward keeps its hours."""
    special = OpeningException("utr", date(2027, 3, 28), time(13), time(17), "open zondag")
    slots = list(on(planning(exceptions=[special]), "2027-03-28"))
    assert slots[0].start == datetime(2027, 3, 28, 11, tzinfo=UTC)
    assert slots[-1].end == datetime(2027, 3, 28, 15, tzinfo=UTC)
    assert clock_times([slots[0]]) == ["13:00"]


def night() -> Planning:
    return planning(office(weekdays("00:00", "06:00", range(7)), length=timedelta(minutes=30)))


def night_opening(text: str) -> Planning:
    plan = night()
    return planning(plan.workforce.offices["utr"], exceptions=[OpeningException("utr", day(text), time(0), time(6))])


def test_case_04_a_time_that_does_not_exist_is_never_offered() -> None:
    """Case 4: a time the clock skips is never offered; typed, it gets the nearest real slots."""
    slots = list(on(night_opening("2027-03-28"), "2027-03-28"))
    assert not [shown for shown in clock_times(slots) if "02:00" <= shown < "03:00"]
    assert "01:45" in clock_times(slots)
    assert "03:00" in clock_times(slots)
    assert moments_of(date(2027, 3, 28), time(2, 30)) == ()


def test_case_05_a_time_that_comes_twice_is_never_offered() -> None:
    """Case 5: a time that comes twice is never offered; stored, its offset is kept."""
    slots = list(on(night(), "2027-10-31"))
    assert not [shown for shown in clock_times(slots) if "02:00" <= shown < "03:00"]
    assert all(slot.end == slot.start + timedelta(minutes=30) for slot in slots)
    assert moments_of(date(2027, 10, 31), time(2, 30)) == (
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("start", [dutch("2027-10-31 02:30"), dutch("2027-10-31 02:30", fold=1)])
def test_case_05_a_time_that_comes_twice_is_not_accepted_either(start: datetime) -> None:
    """Case 5: a time that comes twice is never offered; stored, its offset is kept."""
    moment = start.astimezone(UTC)
    slot = Slot("utr", "noor", Kind.OFFICE, moment, moment + timedelta(minutes=30))
    assert not accepts(night(), slot, dutch("2026-01-01 08:00"))


def test_case_06_notice_counts_elapsed_hours_over_the_clock_change() -> None:
    """Case 6: minimum notice counts elapsed hours."""
    special = OpeningException("utr", date(2027, 3, 28), time(8), time(17))
    plan = planning(office(min_notice=timedelta(hours=24)), exceptions=[special])
    slots = list(on(plan, "2027-03-28", now="2027-03-27 10:00"))
    assert slots[0].start == datetime(2027, 3, 28, 9, tzinfo=UTC)
    assert clock_times(slots[:1]) == ["11:00"]


@pytest.mark.parametrize("notice", [0, 30, 45, 120, 600, 1440])
@pytest.mark.parametrize("now", ["2027-03-25 09:07", "2027-03-27 10:00", "2027-10-29 16:59", "2027-10-31 02:30"])
def test_case_07_every_free_slot_is_accepted_at_once(notice: int, now: str) -> None:
    """Case 7: every slot that is offered is accepted: one rule."""
    plan = planning(
        office(min_notice=timedelta(minutes=notice), buffer=timedelta(minutes=10)),
        [coach("noor"), coach("emre", ["nl", "tr"])],
        taken={"noor": [taken("2027-03-30 10:00", "2027-03-30 10:45", 10)]},
        absences=[Absence("emre", dutch("2027-03-30 09:00"), dutch("2027-03-30 13:10"))],
    )
    first = dutch(now).date()
    free = list(free_slots(plan, dutch(now), first, first + timedelta(days=7)))
    assert free
    assert [slot for slot in free if not accepts(plan, slot, dutch(now))] == []


@pytest.mark.parametrize("kind", [None, *Kind])
def test_case_07_holds_for_every_kind(kind: Kind | None) -> None:
    """Case 7: every slot that is offered is accepted: one rule."""
    plan = planning(
        office(grid=timedelta(minutes=50), length=timedelta(minutes=50)),
        hours=(Hours(1, time(9), time(12)),),
        kinds=[Kind.OFFICE, Kind.TELEPHONE],
        meetings=[meeting()],
    )
    place = plan.workforce.offices["utr"]
    more = planning(place, hours=(Hours(1, time(12), time(17)),), kinds=[Kind.TELEPHONE, Kind.VIDEO])
    rows = [*plan.workforce.availability, *more.workforce.availability]
    plan = Planning(Workforce([place], [coach()], rows), meetings=plan.meetings)
    now = dutch("2027-03-29 09:00")
    free = list(free_slots(plan, now, day("2027-03-30"), day("2027-03-30"), kind=kind))
    assert free
    assert all(accepts(plan, slot, now) for slot in free)


def test_case_08_first_start_after_the_notice() -> None:
    """Case 8: the first slot after the notice lies on the grid."""
    place = office(weekdays("12:00", "15:00"), min_notice=timedelta(minutes=45), length=timedelta(minutes=30))
    assert clock_times(on(planning(place), "2027-03-30", now="2027-03-30 12:00"))[0] == "12:45"


def test_case_10_the_whole_appointment_fits_before_closing() -> None:
    """Case 10: the last start leaves room for the whole talk."""
    shown = clock_times(on(planning(), "2027-03-30"))
    assert shown[-1] == "16:15"
    assert "16:30" not in shown


def test_case_11_without_buffer_the_next_starts_when_the_last_ends() -> None:
    """Case 11: without a buffer the next talk starts when the last ends."""
    plan = planning(taken={"noor": [taken("2027-03-30 10:00", "2027-03-30 10:45")]})
    shown = clock_times(on(plan, "2027-03-30"))
    assert "10:45" in shown
    assert "10:30" not in shown
    assert [time for time in shown if time < "10:45"][-1] == "09:15"


def test_case_12_the_buffer_is_kept_on_both_sides() -> None:
    """Case 12: a buffer is kept after and before a talk."""
    place = office(buffer=timedelta(minutes=15))
    plan = planning(place, taken={"noor": [taken("2027-03-30 10:00", "2027-03-30 10:45", 15)]})
    slots = list(on(plan, "2027-03-30"))
    assert min(slot.local_start.time() for slot in slots if slot.local_start.time() > time(10)) == time(11)
    assert max(local(slot.end).time() for slot in slots if slot.local_start.time() < time(10)) == time(9, 45)


def test_case_13_overlapping_hours_give_each_start_once() -> None:
    """Case 13: overlapping hours give each start once."""
    hours = (Hours(1, time(11), time(12)), Hours(1, time(11, 20), time(12, 40)))
    place = office(hours, length=timedelta(minutes=20), grid=timedelta(minutes=20))
    assert clock_times(on(planning(place), "2027-03-30")) == ["11:00", "11:20", "11:40", "12:00", "12:20"]


def test_case_20_without_its_own_booking_a_worker_may_move_half_an_hour() -> None:
    """Case 20: a worker may move within the time of the own appointment."""
    others = planning(taken={"noor": []})
    with_own = planning(taken={"noor": [taken("2027-03-30 10:00", "2027-03-30 10:45")]})
    start = dutch("2027-03-30 10:15").astimezone(UTC)
    slot = Slot("utr", "noor", Kind.OFFICE, start, start + timedelta(minutes=45))
    assert accepts(others, slot, dutch("2027-03-29 10:00"))
    assert not accepts(with_own, slot, dutch("2027-03-29 10:00"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-12-25", "Eerste kerstdag"),
        ("2026-12-26", "Tweede kerstdag"),
        ("2027-01-01", "Nieuwjaarsdag"),
        ("2027-03-29", "Tweede paasdag"),
        ("2027-04-27", "Koningsdag"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2027-05-17", "Tweede pinksterdag"),
    ],
)
def test_case_24_nothing_on_a_national_holiday_and_its_name_is_known(text: str, name: str) -> None:
    """Case 24: nothing on a national holiday, and the message names it."""
    plan = planning(office(weekdays(days=range(7))))
    assert not on(plan, text)
    assert holiday_name(day(text)) == name
    assert holiday_name(day(text), "en") not in (None, name)


def test_good_friday_and_the_day_after_a_holiday_are_open() -> None:
    assert on(planning(), "2027-03-26")
    assert on(planning(), "2027-03-30")


def test_a_closed_day_has_no_slots_and_the_days_beside_it_do() -> None:
    closed = OpeningException("utr", date(2027, 3, 31), reason="studiedag")
    plan = planning(exceptions=[closed])
    assert [bool(on(plan, text)) for text in ("2027-03-30", "2027-03-31", "2027-04-01")] == [True, False, True]


def test_a_special_opening_may_name_who_works() -> None:
    special = OpeningException("utr", date(2027, 4, 3), time(10), time(12), coach_ids=frozenset({"emre"}))
    plan = planning(coaches=[coach("noor"), coach("emre")], exceptions=[special])
    assert {slot.coach_id for slot in on(plan, "2027-04-03")} == {"emre"}


def test_an_absent_or_withdrawn_coach_is_not_offered() -> None:
    people = [coach("noor"), coach("emre"), coach("agata", withdrawn_from=date(2027, 3, 30))]
    away = Absence("noor", dutch("2027-03-30 00:00"), dutch("2027-03-31 00:00"))
    plan = planning(coaches=people, absences=[away])
    assert {slot.coach_id for slot in on(plan, "2027-03-29")} == set()
    assert {slot.coach_id for slot in on(plan, "2027-03-30")} == {"emre"}
    assert {slot.coach_id for slot in on(plan, "2027-03-31")} == {"emre", "noor"}


def test_language_and_kind_narrow_the_choice() -> None:
    plan = planning(coaches=[coach("noor"), coach("emre", ["nl", "tr"])], kinds=[Kind.OFFICE, Kind.VIDEO])
    assert {slot.coach_id for slot in on(plan, "2027-03-30", language="tr")} == {"emre"}
    assert {slot.kind for slot in on(plan, "2027-03-30", kind=Kind.VIDEO)} == {Kind.VIDEO}
    assert {slot.kind for slot in on(plan, "2027-03-30")} == {Kind.OFFICE}
    assert not on(plan, "2027-03-30", kind=Kind.TELEPHONE)


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(weekdays_unwanted=frozenset({2})),
        Wishes(weekdays_wanted=frozenset({1, 3})),
        Wishes(not_before=time(15)),
        Wishes(not_after=time(12), weekdays_unwanted=frozenset({0})),
        Wishes(earliest=date(2027, 4, 1), latest=date(2027, 4, 2)),
        Wishes(days=frozenset({date(2027, 3, 30), date(2027, 4, 5)}), not_before=time(10), not_after=time(11)),
    ],
)
def test_wishes_keep_exactly_the_slots_that_suit(wishes: Wishes) -> None:
    everything = free_slots(planning(), dutch("2027-03-25 09:00"), day("2027-03-25"), day("2027-04-09"))
    wished = free_slots(planning(), dutch("2027-03-25 09:00"), day("2027-03-25"), day("2027-04-09"), wishes=wishes)
    assert list(wished) == [slot for slot in everything if wishes.allow(slot.start, slot.end)]
    assert wished
    assert len(wished) < len(everything)


def meeting(seats_left: int = 3, audience: str = "") -> Meeting:
    start = dutch("2027-03-30 19:00").astimezone(UTC)
    return Meeting(1, "utr", "noor", start, start + timedelta(hours=2), 20, "Voorlichting", audience, seats_left)


def test_a_group_meeting_is_offered_while_it_has_seats() -> None:
    for left, expected in ((3, ["19:00"]), (0, [])):
        plan = planning(meetings=[meeting(left)])
        assert clock_times(on(plan, "2027-03-30", kind=Kind.GROUP)) == expected
    assert "19:00" not in clock_times(on(planning(meetings=[meeting()]), "2027-03-30"))


def test_a_meeting_for_one_firm_is_only_for_its_workers() -> None:
    plan = planning(meetings=[meeting(audience="bakkerij")])
    assert not on(plan, "2027-03-30", kind=Kind.GROUP)
    assert not on(plan, "2027-03-30", kind=Kind.GROUP, audience="garage")
    assert on(plan, "2027-03-30", kind=Kind.GROUP, audience="bakkerij")


def test_a_few_at_a_time_do_not_overlap_and_go_on_after_the_last() -> None:
    free = free_slots(planning(), dutch("2027-03-30 07:00"), day("2027-03-30"), day("2027-03-30"))
    first = free.pick(3)
    assert clock_times(first) == ["09:00", "09:45", "10:30"]
    assert clock_times(free.pick(3, after=first[-1].start)) == ["10:45", "11:30", "12:15"]
    assert free.later_than(first[-1].start)


def test_when_few_are_left_overlapping_ones_are_shown_too() -> None:
    busy = {"noor": [taken("2027-03-30 10:00", "2027-03-30 17:00")]}
    assert clock_times(on(planning(taken=busy), "2027-03-30").pick(3)) == ["09:00", "09:15"]


def test_two_coaches_at_one_moment_count_as_one_choice_the_least_busy_first() -> None:
    busy = {"emre": [taken("2027-03-30 15:00", "2027-03-30 17:00")]}
    free = on(planning(coaches=[coach("emre"), coach("noor")], taken=busy), "2027-03-30")
    assert free.pick(1)[0].coach_id == "noor"
    assert [slot.coach_id for slot in free.at(dutch("2027-03-30 09:00"))] == ["noor", "emre"]


def test_days_tell_how_many_moments_are_free() -> None:
    free = free_slots(planning(), dutch("2027-03-30 07:00"), day("2027-03-30"), day("2027-04-04"))
    assert free.days() == {day("2027-03-30") + timedelta(days=n): 30 for n in range(4)}


def test_the_same_day_reads_alike_alone_and_within_a_month_with_a_clock_change() -> None:
    """Days are copied over a long period; each must equal that day worked out alone."""
    place = office(weekdays("08:30", "17:00", range(7)), grid=timedelta(minutes=20), buffer=timedelta(minutes=5))
    busy = {"noor": [taken("2027-10-27 10:00", "2027-10-27 10:45", 5), taken("2027-11-03 09:10", "2027-11-03 09:55")]}
    plan = planning(place, taken=busy, exceptions=[OpeningException("utr", date(2027, 10, 30), time(11), time(13))])
    now = dutch("2027-10-20 09:00")
    month = list(free_slots(plan, now, day("2027-10-20"), day("2027-11-20")))
    alone = [
        slot
        for n in range(32)
        for each in [day("2027-10-20") + timedelta(days=n)]
        for slot in free_slots(plan, now, each, each)
    ]
    assert month == alone
