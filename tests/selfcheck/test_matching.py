"""Occupations nearby, on a small set worked by hand, and the promises that hold for every set."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest
from scipy import sparse

from bot.selfcheck import Filled, Group, Matcher, Occupation, OccupationSet, SelfCheck

SKILLS = ("cut", "cook", "serve", "drive")


def _kitchen() -> OccupationSet:
    """Four occupations: cook cuts and cooks (serves too), waiter serves (cooks too), driver drives, butcher cuts."""
    names = {"butcher": "7511", "cook": "5120", "driver": "8322", "waiter": "5131"}
    essential = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=float)
    optional = np.array([[0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0]], dtype=float)
    return OccupationSet(
        occupations=tuple(Occupation(name, isco, {"nl": name}) for name, isco in names.items()),
        groups=tuple(Group(name, {"nl": name}) for name in SKILLS),
        essential=sparse.csr_matrix(essential),
        optional=sparse.csr_matrix(optional),
        skill_groups=sparse.csr_matrix(np.eye(4)),
        source="test",
    )


def test_the_likeness_is_the_formula() -> None:
    # cut, cook and serve stand in two of four occupations: idf ln 2; drive in one: ln 4. Nothing asked: confidence .6.
    # skills, cook (1, 1, .5) and butcher (1, 0, 0): cosine 1 / 1.5; groups, roots of those: 1 / sqrt(2.5)
    scores = Matcher(_kitchen()).scores("cook")
    assert scores[0] == pytest.approx(0.5 / 1.5 + 0.5 / sqrt(2.5))
    # waiter (0, .5, 1): 1 / (1.5 * sqrt(1.25)); groups (0, r, 1) with r = sqrt(.5): 2r / (sqrt(2.5) * sqrt(1.5))
    assert scores[3] == pytest.approx(0.5 / (1.5 * sqrt(1.25)) + 0.5 * 2 * sqrt(0.5) / sqrt(3.75))
    assert scores[2] == 0


def test_what_one_can_do_already_is_weighed_by_the_answers() -> None:
    matcher = Matcher(_kitchen())
    found = {match.occupation.id: match for match in matcher.matches("cook", {"serve": 1.0, "cut": 0.25}).all}
    assert found["waiter"].coverage == pytest.approx(1.0)
    assert found["waiter"].gaps == ()
    assert found["butcher"].coverage == pytest.approx(1 / 3)
    assert [group.id for group in found["butcher"].gaps] == ["cut"]
    assert found["butcher"].out_of_ten == 3
    assert "driver" not in found


def test_what_one_can_do_alone_counts_in_full_and_is_never_still_to_learn() -> None:
    matcher = Matcher(_kitchen())
    for level in (0.75, 1.0):
        (butcher,) = [m for m in matcher.matches("cook", {"cut": level}).all if m.occupation.id == "butcher"]
        assert (butcher.out_of_ten, butcher.gaps) == (10, ())
    (butcher,) = [m for m in matcher.matches("cook", {"cut": 0.5}).all if m.occupation.id == "butcher"]
    assert (butcher.out_of_ten, butcher.gaps) == (7, ())  # with a little help: it counts for less, and is no gap
    (butcher,) = [m for m in matcher.matches("cook", {"cut": 0.25}).all if m.occupation.id == "butcher"]
    assert [group.id for group in butcher.gaps] == ["cut"]


def test_the_weight_of_a_rare_skill_is_higher() -> None:
    assert list(_kitchen().idf) == pytest.approx([log(2), log(2), log(2), log(4)])


def test_a_big_step_up_and_the_own_occupation_are_never_shown(check: SelfCheck) -> None:
    for one in check.occupations.occupations:
        for match in check.matcher.matches(one.id).all:
            assert match.occupation.id != one.id
            assert match.level_step < 2
            assert 0 <= match.coverage <= 1


def test_another_direction_is_another_field(check: SelfCheck) -> None:
    for one in check.occupations.occupations:
        found = check.matcher.matches(one.id)
        assert len(found.near) <= 3
        assert len(found.elsewhere) <= 2
        assert all(match.occupation.isco[:2] != one.isco[:2] for match in found.elsewhere)
        assert len({match.occupation.id for match in found.all}) == len(found.all)


def test_reruns_are_the_same_to_the_last_bit(check: SelfCheck) -> None:
    again = SelfCheck(check.occupations)
    for one in check.occupations.occupations[::7]:
        answers = {"v1": 5, "v2": 1, "t1": 3, "z1": 2}
        first, second = (each.result(Filled(one.id, "hbo", "Twente", answers)) for each in (check, again))
        assert first == second
        assert check.matcher.scores(one.id).tobytes() == again.matcher.scores(one.id).tobytes()


@pytest.mark.parametrize("field", ["diploma", "region"])
def test_what_is_not_an_input_never_changes_the_findings(check: SelfCheck, field: str) -> None:
    filled = Filled("welder", "none", "Zeeland", {"v1": 4, "v2": 2, "t1": 5, "z1": 1})
    first = check.result(filled)
    for flipped in (None, "wo", "Drenthe"):
        other = check.result(replace(filled, **{field: flipped}))
        assert (other.findings, other.matches, other.asked) == (first.findings, first.matches, first.asked)


def test_the_order_of_answering_never_changes_the_result(check: SelfCheck) -> None:
    answers = {"v1": 4, "v2": 2, "v3": 5, "t1": 5, "z1": 1}
    backwards = dict(reversed(answers.items()))
    assert check.result(Filled("nurse", answers=answers)) == replace(
        check.result(Filled("nurse", answers=backwards)), filled=Filled("nurse", answers=answers)
    )


def test_an_unknown_occupation_gives_statements_for_everybody_and_no_comparison(check: SelfCheck) -> None:
    found = check.result(Filled("astronaut", answers={"t1": 5}))
    assert not found.likeness_known
    assert found.matches.all == ()
    assert len(found.asked) == 11


def test_nobody_is_pointed_to_an_occupation_with_a_register_of_its_own(check: SelfCheck) -> None:
    set_ = check.occupations
    for one in set_.occupations:
        for match in check.matcher.matches(one.id).all:
            assert match.occupation.asks != "registered", (one.id, match.occupation.id)
    assert any(one.asks == "registered" for one in set_.occupations)


def test_nothing_below_the_least_likeness_of_the_set_is_shown() -> None:
    kitchen = _kitchen()
    near = Matcher(kitchen).matches("cook").all
    assert {match.occupation.id for match in near} == {"butcher", "waiter"}
    assert Matcher(replace(kitchen, least_like=0.7)).matches("cook").all == ()
