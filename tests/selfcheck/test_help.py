"""Which help fits: the employer first, urgent things never pushed out, nothing that does not exist on the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.facilities import MOST, Facilities, Provider, Situation, UnusableEntry, help_for
from tests.selfcheck.conftest import TODAY


def _names(facilities: Facilities, situation: Situation, day: date = TODAY) -> list[str]:
    return [one.entry.name for one in help_for(situation, day, facilities)]


def test_the_employers_help_goes_first(facilities: Facilities) -> None:
    found = help_for(Situation(route="employer_notice", weeks_left=20), TODAY, facilities)
    assert found[0].entry.by is Provider.EMPLOYER
    kinds = [one.entry.by is Provider.EMPLOYER for one in found]
    assert kinds == sorted(kinds, reverse=True)


def test_a_bankrupt_employer_is_not_asked_for_help(facilities: Facilities) -> None:
    found = help_for(Situation(route="bankruptcy", weeks_left=3), TODAY, facilities)
    assert found[0].entry.name == "wage_guarantee"
    assert all(one.entry.by is not Provider.EMPLOYER for one in found)


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        (Situation(low=frozenset({"z2"})), "cv_help"),
        (Situation(low=frozenset({"t6"})), "library_digital"),
        (Situation(trade_strong=True, diploma="none"), "proof_of_skills"),
        (Situation(needs=frozenset({"money"})), "money_help"),
        (Situation(needs=frozenset({"distress"})), "someone_to_talk_to"),
        (Situation(needs=frozenset({"business"})), "own_business"),
        (Situation(route="settlement"), "legal_desk"),
        (Situation(dismissal_size=20), "social_plan"),
        (Situation("fixed_term_end", weeks_left=17), "uwv_early"),
        (Situation(needs=frozenset({"sick"})), "sick_leave"),
        (Situation(needs=frozenset({"money"})), "top_up"),
        (Situation(needs=frozenset({"language"})), "language_house"),
        (Situation(needs=frozenset({"lawyer"})), "legal_aid"),
        (Situation(low=frozenset({"z3"}), weeks_left=0), "trial_placement"),
        (Situation(outlook="gone"), "training_advice"),
        (Situation(), "werkcentrum"),
    ],
)
def test_help_fits_the_situation(facilities: Facilities, situation: Situation, expected: str) -> None:
    assert expected in _names(facilities, situation)


def test_one_desk_is_named_once(facilities: Facilities) -> None:
    found = help_for(Situation(low=frozenset({"z1", "z2", "z4"}), diploma="none", outlook="gone"), TODAY, facilities)
    assert sum("werkcentrum.nl" in one.entry.url for one in found) == 1


def test_what_is_not_known_gives_no_reason(facilities: Facilities) -> None:
    assert _names(facilities, Situation()) == ["werkcentrum"]
    assert "social_plan" not in _names(facilities, Situation(route="employer_notice", dismissal_size=19))
    assert "uwv_early" not in _names(facilities, Situation("fixed_term_end", weeks_left=18))
    assert "uwv_early" not in _names(facilities, Situation("fixed_term_end", weeks_left=0))
    assert "uwv_early" not in _names(facilities, Situation("worker_notice", weeks_left=10))


def test_wages_that_are_not_paid_lead_to_the_wage_guarantee_only_where_the_employer_cannot_pay(
    facilities: Facilities,
) -> None:
    unpaid = help_for(Situation(needs=frozenset({"unpaid_wage"})), TODAY, facilities)
    assert unpaid[0].entry.name == "legal_desk"
    assert {one.entry.name: one.reason for one in unpaid}["wage_guarantee"] == "cannot_pay"


def test_urgent_help_is_never_pushed_out(facilities: Facilities) -> None:
    needs = frozenset({"money", "distress", "unpaid_wage"})
    low = frozenset({"z1", "z2", "t6"})
    found = _names(facilities, Situation("employer_notice", weeks_left=30, gap_to_close=True, needs=needs, low=low))
    assert {"money_help", "someone_to_talk_to", "legal_desk"} <= set(found)
    assert len(found) == MOST


def test_ended_schemes_are_never_advised_and_name_what_came_instead(facilities: Facilities) -> None:
    entry = facilities.named_in("kan ik nog stap budget krijgen")
    assert entry is not None
    assert entry.ended
    for name in entry.instead:
        assert facilities.get(name).holds_on(TODAY)
    assert facilities.named_in("wat is de volgende stap") is None


def test_help_that_does_not_exist_yet_is_not_advised(facilities: Facilities) -> None:
    assert "werkcentrum" not in _names(facilities, Situation(), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("source: ''", "source is empty"),
        ("cost: cheap", "cost must be one of"),
        ("checked_on: soon", "date is not a day"),
        ("rules: [{weight: 1, reason: x, when: {shoe_size: 42}}]", "unknown condition"),
        ("rules: []", "no rules"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, change: str, said: str) -> None:
    good = {"by": "public", "cost": "free", "valid_from": "2024-01-01", "source": "a page", "checked_on": "2026-11-22"}
    good["rules"] = "[{weight: 1, reason: x, when: {}}]"
    name, _, value = change.partition(": ")
    lines = "".join(f"  {key}: {told}\n" for key, told in {**good, name: value}.items())
    (tmp_path / "one.yml").write_text(f"thing:\n{lines}", encoding="utf-8")
    with pytest.raises(UnusableEntry, match=f"thing.*{said}"):
        Facilities.load(tmp_path)
