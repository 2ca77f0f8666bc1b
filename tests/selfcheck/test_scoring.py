"""Scoring, against cases worked by hand."""

from __future__ import annotations

import pytest

from bot.selfcheck import COMMON, Band, Part
from bot.selfcheck.scoring import findings, value

ALL = ("v1", "v2", "v3", *COMMON)


@pytest.mark.parametrize(("answer", "expected"), [(1, 0.0), (2, 0.25), (3, 0.5), (4, 0.75), (5, 1.0)])
def test_an_answer_becomes_a_number_from_zero_to_one(answer: int, expected: float) -> None:
    assert value(answer) == expected


@pytest.mark.parametrize("answer", [0, 6, -1])
def test_another_answer_is_refused(answer: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        value(answer)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1, 2, 3, 3), Band.HELP),  # 0, .25, .5, .5: mean .3125
        ((2, 2, 3, 3), Band.UNDER_WAY),  # .25, .25, .5, .5: mean .375, the border itself
        ((3, 4, 4, 4), Band.UNDER_WAY),  # .5, .75, .75, .75: mean .6875
        ((4, 4, 4, 4), Band.STRONG),  # mean .75
    ],
)
def test_the_name_of_a_part_follows_from_its_mean(given: tuple[int, ...], expected: Band) -> None:
    found = findings(COMMON, dict(zip(("z1", "z2", "z3", "z4"), given, strict=True)))
    assert found.bands[Part.SEARCH] is expected


def test_a_part_is_named_from_two_thirds_answered_on() -> None:
    assert Part.GENERAL not in findings(COMMON, {"t1": 5, "t2": 5, "t3": 5}).bands
    assert findings(COMMON, {"t1": 5, "t2": 5, "t3": 5, "t4": 5}).bands[Part.GENERAL] is Band.STRONG


def test_arranging_things_looks_at_planning_the_computer_and_offices() -> None:
    assert findings(COMMON, {"t1": 1, "t6": 2, "r1": 1}).bands[Part.ARRANGE] is Band.HELP
    assert Part.ARRANGE not in findings(COMMON, {"r1": 1}).bands


def test_a_skipped_answer_is_not_a_zero() -> None:
    found = findings(COMMON, {"z1": 5, "z2": 5, "z3": 5})
    assert found.bands[Part.SEARCH] is Band.STRONG
    assert found.answered == 3 / 11


def test_three_strengths_in_order_and_equal_ones_in_the_order_asked() -> None:
    found = findings(ALL, {"v1": 3, "v2": 5, "t3": 4, "t1": 4, "z1": 2, "z2": 1, "z3": 1})
    assert found.strengths == ("v2", "t1", "t3")
    assert found.to_learn == ("z2", "z3")


def test_nothing_below_the_middle_is_called_a_strength() -> None:
    assert findings(ALL, {"v1": 1, "v2": 2, "t1": 3}).strengths == ("t1",)


def test_the_same_answer_everywhere_gives_no_order() -> None:
    found = findings(ALL, dict.fromkeys(ALL, 4))
    assert found.flat
    assert found.strengths == ()
    assert found.to_learn == ()
    # fourteen answers, one of them a step higher: spread .25 * sqrt(13) / 14 = .064
    assert findings(ALL, {**dict.fromkeys(ALL, 4), "t1": 5}).flat
    # two of fourteen two steps lower: spread .5 * sqrt(24) / 14 = .175
    assert not findings(ALL, {**dict.fromkeys(ALL, 4), "t1": 2, "t2": 2}).flat


def test_without_answers_there_is_nothing_to_tell() -> None:
    found = findings(ALL, {})
    assert (found.bands, found.strengths, found.to_learn, found.flat, found.answered) == ({}, (), (), False, 0.0)
