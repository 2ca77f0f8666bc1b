"""When reminders go out."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import AMSTERDAM, local
from bot.desk.planning import after_quiet_hours, may_disturb, reminders


def dutch(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


EARLY = dutch("2026-11-20T10:00")


@pytest.mark.parametrize(
    ("start", "day", "hours"),
    [
        ("2026-12-01T14:00", "2026-11-30T14:00", "2026-12-01T12:00"),
        ("2026-12-01T09:00", "2026-11-30T09:00", "2026-12-01T08:00"),
        ("2026-12-01T08:30", "2026-11-30T08:30", "2026-12-01T08:00"),
        ("2026-12-01T20:30", "2026-11-30T20:00", "2026-12-01T18:30"),
        ("2027-03-28T13:00", "2027-03-27T13:00", "2027-03-28T11:00"),
        ("2027-10-31T10:00", "2027-10-30T10:00", "2027-10-31T08:00"),
    ],
)
def test_a_day_and_two_hours_before_outside_the_quiet_hours(start: str, day: str, hours: str) -> None:
    planned = {one.name: local(one.at) for one in reminders(dutch(start), EARLY)}
    assert planned == {"day": dutch(day), "hours": dutch(hours)}


def test_no_reminder_comes_so_late_that_it_only_startles() -> None:
    assert [one.name for one in reminders(dutch("2026-12-01T08:15"), EARLY)] == ["day"]


def test_a_talk_booked_for_tomorrow_reminds_only_of_what_is_still_ahead() -> None:
    planned = reminders(dutch("2026-12-01T14:00"), dutch("2026-11-30T16:00"))
    assert [one.name for one in planned] == ["hours"]


def test_a_talk_that_begins_soon_gets_no_reminder() -> None:
    assert reminders(dutch("2026-12-01T14:00"), dutch("2026-12-01T13:00")) == []


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("2026-12-01T20:59", "2026-12-01T20:59"),
        ("2026-12-01T21:00", "2026-12-02T08:00"),
        ("2026-12-02T03:00", "2026-12-02T08:00"),
        ("2026-12-02T08:00", "2026-12-02T08:00"),
        ("2027-03-27T23:00", "2027-03-28T08:00"),
    ],
)
def test_what_falls_in_the_night_waits_for_the_morning(moment: str, then: str) -> None:
    assert after_quiet_hours(dutch(moment)) == dutch(then)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.integers(0, 20 * 24 * 60),
)
def test_no_reminder_ever_disturbs_the_night_or_comes_too_late(now: datetime, minutes: int) -> None:
    here = now.replace(tzinfo=AMSTERDAM)
    start = datetime.fromtimestamp(here.timestamp() + minutes * 60, AMSTERDAM)
    for one in reminders(start, here):
        assert may_disturb(one.at)
        assert here < one.at < start
