"""Wishes for an appointment."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.language import Wishes, read_wishes
from tests.language.forms import HARD_NOW, load_wishes, moment

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("liever niet op woensdag", Wishes(weekdays_not=frozenset({WEDNESDAY}))),
        ("na 15:00", Wishes(earliest=time(15))),
        ("niet voor 10 uur", Wishes(earliest=time(10))),
        ("niet te vroeg", Wishes(earliest=time(10))),
        ("niet na 16:00", Wishes(latest=time(16))),
        ("zo snel mogelijk", Wishes(soon=True)),
        ("dinsdag of donderdag", Wishes(weekdays=frozenset({TUESDAY, THURSDAY}))),
        ("volgende week", Wishes(first_day=date(2026, 11, 23), last_day=date(2026, 11, 29))),
        ("in de ochtend", Wishes(earliest=time(8), latest=time(12))),
        ("tussen 10 en 12", Wishes(earliest=time(10), latest=time(12))),
        ("maandag kan ik niet, verder maakt niet uit", Wishes(weekdays_not=frozenset({MONDAY}))),
        ("elke dag behalve vrijdag", Wishes(weekdays_not=frozenset({FRIDAY}))),
        ("elke dinsdag", Wishes(weekdays=frozenset({TUESDAY}))),
        ("alleen op woensdagmiddag", Wishes(weekdays=frozenset({WEDNESDAY}), earliest=time(12), latest=time(18))),
        ("na 1 december", Wishes(first_day=date(2026, 12, 2))),
        ("uiterlijk vrijdag", Wishes(last_day=date(2026, 11, 27))),
        ("not on fridays please", Wishes(weekdays_not=frozenset({FRIDAY}))),
        ("after 3 pm", Wishes(earliest=time(15))),
        ("as soon as possible", Wishes(soon=True)),
        ("maakt me niet uit", Wishes()),
    ],
)
def test_a_wish_is_read(text: str, wishes: Wishes) -> None:
    assert read_wishes(text, moment()) == wishes


@pytest.mark.parametrize(("text", "wishes"), load_wishes(), ids=[text for text, _ in load_wishes()])
def test_what_workers_ask_for_is_read(text: str, wishes: Wishes) -> None:
    assert read_wishes(text, moment(HARD_NOW)) == wishes


def test_a_week_with_one_day_refused() -> None:
    wishes = read_wishes("volgende week maar niet maandag", moment())
    assert wishes.weekdays_not == {MONDAY}
    assert not wishes.allows(datetime(2026, 11, 23, 10))  # noqa: DTZ001  wall-clock time
    assert wishes.allows(datetime(2026, 11, 24, 10))  # noqa: DTZ001  wall-clock time
    assert not wishes.allows(datetime(2026, 12, 1, 10))  # noqa: DTZ001  wall-clock time


def test_a_named_moment_is_a_wish_for_that_hour() -> None:
    wishes = read_wishes("graag op maandag 30 november om half 3", moment())
    assert wishes.allows(datetime(2026, 11, 30, 14, 30))  # noqa: DTZ001  wall-clock time
    assert not wishes.allows(datetime(2026, 11, 30, 15, 0))  # noqa: DTZ001  wall-clock time
    assert not wishes.allows(datetime(2026, 11, 23, 14, 30))  # noqa: DTZ001  wall-clock time


def test_no_wish_allows_everything() -> None:
    assert read_wishes("", moment()).empty
    assert Wishes().allows(datetime(2026, 11, 30, 14, 30))  # noqa: DTZ001  wall-clock time
