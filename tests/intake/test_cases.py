"""The cases of planning that are tested without a database in test_slots, here from office list to offer on both;
and the check that all 32 are tested. Each test names its case in its docstring."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.intake import Appointment, Kind, OpeningException, Slot, Wishes
from bot.store import Database
from tests.intake.branch import Branch, starts
from tests.intake.scene import coach, dutch, weekdays

_NAMED = re.compile(r'def (test_case_\w+)\([^"]*?:\s*(?:#[^\n]*)?\n    """(Case [^:]+):')
HERE = Path(__file__).resolve().parents[1]


def opened(database: Database, now: str, **rules: object) -> Branch:
    made = Branch(database, now).opens(**rules)  # type: ignore[arg-type]
    made.asks("jan")
    return made


def on(branch: Branch, day: str, limit: int = 100) -> list[Slot]:
    wished = Wishes(days=frozenset({date.fromisoformat(day)}))
    return list(branch.bookings.offer("jan", wished, limit).slots)


@pytest.mark.parametrize(
    ("now", "first", "second"),
    [("2027-03-22 09:00", "2027-03-26", "2027-03-30"), ("2027-10-25 09:00", "2027-10-29", "2027-11-01")],
)
def test_case_01_and_02_hours_hold_over_a_clock_change(database: Database, now: str, first: str, second: str) -> None:
    """Case 1 and 2: the first slot is at 09:00 Dutch time on both sides, and both days have as many slots."""
    branch = opened(database, now)
    before, after = on(branch, first), on(branch, second)
    assert (starts(before)[0][-5:], starts(after)[0][-5:]) == ("09:00", "09:00")
    assert len(before) == len(after)
    assert abs(before[0].start.hour - after[0].start.hour) == 1


def test_case_03_and_04_a_special_opening_on_the_sunday_of_the_change(database: Database) -> None:
    """Case 3 and 4: 13:00 to 17:00 stays so, and nothing starts in the hour that is skipped."""
    branch = opened(database, "2027-03-22 09:00")
    day = date(2027, 3, 28)
    branch.bookings.set_opening(OpeningException("utr", day, *_hours("13:00", "17:00")))
    slots = on(branch, "2027-03-28")
    assert f"{slots[0].start:%H:%M}Z" == "11:00Z"
    assert f"{max(slot.end for slot in slots):%H:%M}Z" == "15:00Z"
    branch.bookings.set_opening(OpeningException("utr", day, *_hours("01:00", "05:00")))
    assert "02:30" not in {text[-5:] for text in starts(on(branch, "2027-03-28"))}


def _hours(start: str, end: str):  # type: ignore[no-untyped-def]
    (span,) = weekdays(start, end, [6])
    return span.start, span.end


def test_case_05_the_hour_that_comes_twice_is_not_offered(database: Database) -> None:
    """Case 5: on the Sunday in October no slot starts between two and three."""
    branch = opened(database, "2027-10-25 09:00")
    branch.bookings.set_opening(OpeningException("utr", date(2027, 10, 31), *_hours("01:00", "06:00")))
    shown = {text[-5:-3] for text in starts(on(branch, "2027-10-31"))}
    assert "02" not in shown
    assert {"01", "03"} <= shown


def test_case_06_notice_counts_elapsed_hours(database: Database) -> None:
    """Case 6: 24 hours from Saturday 10:00 is Sunday 11:00 when the clock goes forward between."""
    branch = opened(database, "2027-03-27 10:00", min_notice=timedelta(hours=24))
    branch.bookings.set_opening(OpeningException("utr", date(2027, 3, 28), *_hours("09:00", "17:00")))
    assert starts(on(branch, "2027-03-28"))[0] == "03-28 11:00"


@pytest.mark.parametrize("notice", [0, 30, 45, 120, 600, 1440])
def test_case_07_what_is_offered_can_be_booked_at_once(database: Database, notice: int) -> None:
    """Case 7: one rule for offering and accepting."""
    branch = opened(database, "2027-03-23 12:00", min_notice=timedelta(minutes=notice))
    for number, slot in enumerate(branch.bookings.offer("jan", limit=4).slots):
        branch.asks(f"worker-{number}")
        assert isinstance(branch.confirms(f"worker-{number}", slot), Appointment)


def test_case_08_and_10_first_and_last_start(database: Database) -> None:
    """Case 8 and 10: 12:00 with 45 minutes' notice gives 12:45; the last talk of 45 minutes starts at 16:15."""
    branch = opened(database, "2027-03-23 12:00", min_notice=timedelta(minutes=45))
    shown = starts(on(branch, "2027-03-23"))
    assert (shown[0], shown[-1]) == ("03-23 12:45", "03-23 16:15")


def test_case_11_and_12_with_and_without_a_buffer(database: Database) -> None:
    """Case 11 and 12: after a talk until 10:45 the next starts at 10:45, with a buffer of 15 minutes at 11:00."""
    branch = opened(database, "2027-03-22 09:00")
    branch.books("els", "2027-03-24 10:00")
    assert {"03-24 09:15", "03-24 10:45"} <= set(starts(on(branch, "2027-03-24")))
    branch = Branch(database, "2027-03-22 09:00").opens(buffer=timedelta(minutes=15))
    branch.books("bob", "2027-03-25 10:00")
    shown = starts(on(branch, "2027-03-25"))
    assert "03-25 10:45" not in shown
    assert "03-25 09:15" not in shown
    assert {"03-25 09:00", "03-25 11:00"} <= set(shown)


def test_case_13_overlapping_hours_give_each_start_once(database: Database) -> None:
    """Case 13: 11:00-12:00 and 11:20-12:40 with talks of 20 minutes."""
    hours = (*weekdays("11:00", "12:00", [2]), *weekdays("11:20", "12:40", [2]))
    branch = opened(database, "2027-03-22 09:00", hours=hours, length=timedelta(minutes=20), grid=timedelta(minutes=20))
    assert starts(on(branch, "2027-03-24")) == [f"03-24 {at}" for at in ("11:00", "11:20", "11:40", "12:00", "12:20")]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-12-21 09:00", "2026-12-25"),
        ("2026-12-28 09:00", "2027-01-01"),
        ("2027-03-22 09:00", "2027-03-29"),
        ("2027-04-20 09:00", "2027-04-27"),
        ("2027-04-28 09:00", "2027-05-06"),
        ("2027-05-10 09:00", "2027-05-17"),
    ],
)
def test_case_24_a_holiday_has_no_slots_and_a_name(database: Database, now: str, day: str) -> None:
    """Case 24: none on the day, and the offer names the holiday."""
    branch = opened(database, now)
    offer = branch.bookings.offer("jan", Wishes(days=frozenset({date.fromisoformat(day)})))
    assert offer.slots == ()
    assert [closed.day.isoformat() for closed in offer.closed_days] == [day]
    assert offer.closed_days[0].holiday


def test_case_20_moving_within_ones_own_time(database: Database) -> None:
    """Case 20: 10:00 to 10:15 with the same coach."""
    branch = opened(database, "2027-03-22 09:00")
    booked = branch.books("jan", "2027-03-24 10:00")
    moved = branch.bookings.move(booked.reference, branch.slot("2027-03-24 10:15").id)
    assert isinstance(moved, Appointment)
    assert moved.slot.local_start == dutch("2027-03-24 10:15")


def test_each_kind_is_offered_alike(database: Database) -> None:
    branch = opened(
        database, "2027-03-22 09:00", coaches=[coach("noor")], kinds=(Kind.OFFICE, Kind.TELEPHONE, Kind.VIDEO)
    )
    shown = {kind: starts(branch.bookings.offer("jan", kind=kind, limit=5).slots) for kind in Kind if kind != "group"}
    assert len({tuple(found) for found in shown.values()}) == 1


def test_all_32_cases_are_tested_and_each_test_names_its_case() -> None:
    named: set[int] = set()
    for path in sorted(HERE.glob("*/test_*.py")):
        for name, doc in re.findall(
            r'def (test_case_\w+)\([^"]*?:\s*(?:#[^\n]*)?\n    """(Case [^:]+):', path.read_text()
        ):
            numbers = {int(one) for one in re.findall(r"\d+", doc)}
            assert int(name.split("_")[2]) in numbers, (path.name, name)
            named |= numbers
    assert named == set(range(1, 33))
