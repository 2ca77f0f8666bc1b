"""What is shipped: every occupation whole, every kind of help dated and sourced, every sentence there and plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest
import yaml

from bot.facilities import Facilities, Provider
from bot.selfcheck import COMMON, DIPLOMAS, SelfCheck
from bot.settings import ROOT
from bot.wording import Catalogue
from tests.selfcheck.conftest import TODAY

FEWEST_OCCUPATIONS = 150
ON_AVERAGE, AT_MOST = 15, 20
_END = re.compile(r"(?<=[.!?:])\s+|\n+")


def test_at_least_150_occupations_each_with_titles_and_five_to_eight_things_to_do(check: SelfCheck) -> None:
    found = check.occupations
    assert len(found.occupations) >= FEWEST_OCCUPATIONS
    for row, one in enumerate(found.occupations):
        assert one.titles["nl"], one.id
        assert one.titles["en"], one.id
        assert one.also, one.id
        assert re.fullmatch(r"\d{4}", one.isco), one.id
        for lang, opening in (("nl", "U "), ("en", "You ")):
            assert one.tasks[lang].startswith(opening), one.id
            assert 5 <= len(one.tasks[lang].split()) <= 14, one.id
        assert 5 <= found.weights[row].nnz <= 8, one.id
        assert 4 <= found.essential[row].nnz <= 6, one.id


def test_every_occupation_gets_its_statements_and_most_find_another_nearby(check: SelfCheck) -> None:
    near = 0
    for one in check.occupations.occupations:
        assert 5 <= len(check.trade(one.id)) <= 6, one.id
        near += len(check.matcher.matches(one.id).all) >= 3
    assert near >= 0.9 * len(check.occupations.occupations)


def test_every_title_finds_its_own_occupation_first(check: SelfCheck) -> None:
    for one in check.occupations.occupations:
        for title in one.titles.values():
            assert check.titles.find(title)[0] is one, title
        for title in one.also:
            assert one in check.titles.find(title), title


def test_no_two_groups_have_the_same_name(check: SelfCheck) -> None:
    for lang in ("nl", "en"):
        names = [group.name(lang) for group in check.occupations.groups]
        assert len(names) == len(set(names))


def test_every_kind_of_help_is_dated_and_sourced(facilities: Facilities) -> None:
    for entry in facilities:
        assert entry.source, entry.name
        assert date(2026, 1, 1) <= entry.checked_on <= TODAY, entry.name
        assert entry.valid_from <= TODAY, entry.name
        assert entry.holds_on(TODAY) is not entry.ended, entry.name


def test_everyone_who_helps_is_in_the_catalogue(facilities: Facilities) -> None:
    assert {entry.by for entry in facilities} == set(Provider)
    assert {"stap", "mobility_teams", "training_vouchers", "bridge_ww"} <= {e.name for e in facilities if e.ended}


def test_every_sentence_that_data_and_rules_name_is_there(facilities: Facilities, catalogue: Catalogue) -> None:
    wanted = {f"facilities.{entry.name}{end}" for entry in facilities for end in ("", "_what")}
    wanted |= {f"facilities.why_{rule.reason}" for entry in facilities for rule in entry.rules}
    wanted |= {f"facilities.cost_{entry.cost}" for entry in facilities}
    wanted |= {f"selfcheck.{kind}_{name}" for name in COMMON for kind in ("ask", "name", "own")}
    wanted |= {f"selfcheck.diploma_{name}" for name in DIPLOMAS}
    for lang in ("nl", "en"):
        assert wanted - catalogue.keys(lang) == set()


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    for file in ("selfcheck", "facilities"):
        nl, en = (yaml.safe_load((ROOT / f"data/text/{lang}/{file}.yml").read_text()) for lang in ("nl", "en"))
        assert set(nl) == set(en)
        for name, text in nl.items():
            assert _fields(text) == _fields(en[name]), name


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_sentences_are_short(lang: str) -> None:
    lengths = {sentence: len(sentence.split()) for sentence in _sentences(lang)}
    too_long = [sentence for sentence, words in lengths.items() if words > AT_MOST]
    assert too_long == []
    assert sum(lengths.values()) / len(lengths) <= ON_AVERAGE


def test_the_self_check_is_never_called_a_test_except_to_deny_it() -> None:
    for sentence in _sentences("nl"):
        if re.search(r"\btest\b", sentence):
            assert "geen test" in sentence


def _fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _sentences(lang: str) -> Iterator[str]:
    for file in ("selfcheck", "facilities"):
        for text in yaml.safe_load((ROOT / f"data/text/{lang}/{file}.yml").read_text()).values():
            yield from (part for part in _END.split(text) if len(part.split()) > 2)
    for file, told in (("competences", "example"), ("occupations", "task")):
        for entry in yaml.safe_load((ROOT / f"data/selfcheck/{file}.yml").read_text()).values():
            yield entry[f"{told}_{lang}"]
