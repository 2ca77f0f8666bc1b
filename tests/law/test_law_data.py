"""The dated values: as of a day, last known, gaps, findings, and files that are wrong."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.contracts.law_check import law_check_lines
from bot.law import Law, UnknownLaw
from bot.wording import Catalogue

FILE = """
url: https://example.org/law
values:
  rate:
    article: artikel 1 lid 2 Voorbeeldwet
    history:
      - {value: 1, valid_from: 2024-01-01, valid_to: 2024-12-31, checked_on: 2024-06-01}
      - {value: 2, valid_from: 2025-01-01, valid_to: 2026-12-31, checked_on: 2026-06-01}
  rule:
    article: artikel 2 Voorbeeldwet
    history:
      - {value: true, valid_from: 2020-01-01, checked_on: 2024-01-01}
"""


@pytest.fixture
def small(tmp_path: Path) -> Law:
    (tmp_path / "one.yml").write_text(FILE, encoding="utf-8")
    return Law.load(tmp_path)


@pytest.mark.parametrize(
    ("on", "value", "last_known"),
    [("2024-01-01", 1, False), ("2024-12-31", 1, False), ("2025-01-01", 2, False), ("2027-01-01", 2, True)],
)
def test_the_value_of_a_day(small: Law, on: str, value: int, last_known: bool) -> None:
    found = small.value("rate", date.fromisoformat(on))
    assert (found.value, found.last_known) == (value, last_known)
    assert found.citation.article == "artikel 1 lid 2 Voorbeeldwet"


def test_no_value_before_the_first(small: Law) -> None:
    with pytest.raises(UnknownLaw, match="2024-01-01"):
        small.value("rate", date(2023, 12, 31))
    with pytest.raises(UnknownLaw, match="nothing"):
        small.value("nothing", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-06-01", []),
        ("2026-06-01", [("rule", "old")]),
        ("2026-10-01", [("rate", "ends_soon"), ("rule", "old")]),
        ("2027-01-01", [("rate", "ended"), ("rule", "old")]),
        ("2027-07-01", [("rate", "ended"), ("rate", "old"), ("rule", "old")]),
    ],
)
def test_what_wants_looking_after(small: Law, today: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.code) for one in small.check(date.fromisoformat(today))] == expected


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (FILE.replace("article: artikel 2 Voorbeeldwet", "artikle: x"), "rule"),
        (FILE.replace("valid_from: 2020-01-01", "valid_from: soon"), "rule"),
        (FILE.replace("valid_from: 2025-01-01", "valid_from: 2024-06-01"), "rate"),
        (FILE.replace("valid_to: 2024-12-31, ", ""), "rate"),
        (FILE.replace("checked_on: 2024-01-01", "checked: 2024-01-01"), "rule"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, broken: str, named: str) -> None:
    (tmp_path / "one.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(ValueError, match=f"one.yml: .*{named}"):
        Law.load(tmp_path)


def test_two_files_may_not_name_the_same_value(tmp_path: Path) -> None:
    for name in ("one.yml", "two.yml"):
        (tmp_path / name).write_text(FILE, encoding="utf-8")
    with pytest.raises(ValueError, match=r"two\.yml"):
        Law.load(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no law"):
        Law.load(tmp_path)


def test_every_value_has_an_article_and_an_official_address(law: Law) -> None:
    for name in law.names:
        for entry in law.history(name):
            assert re.match(r"artikel |UWV, ", entry.citation.article), name
            assert re.match(r"https://(wetten\.overheid\.nl/BWBR\d{7}/\d{4}-\d{2}-\d{2}#Artikel\d+[a-z]?|www\.uwv\.nl/)",
                            entry.citation.url), name  # fmt: skip


def test_the_address_fits_the_article(law: Law) -> None:
    for name in law.names:
        entry = law.history(name)[-1]
        number = re.match(r"artikel (?:7:)?(\d+[a-z]?)", entry.citation.article)
        if number:
            assert entry.citation.url.endswith(f"#Artikel{number[1]}"), name


def test_every_value_is_used(law: Law) -> None:
    root = Path(__file__).resolve().parents[2]
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "bot").rglob("*.py"))
    unused = [name for name in law.names if f'"{name}"' not in code]
    assert unused == []


def test_law_check_in_words(law: Law, catalogue: Catalogue) -> None:
    lines, fine = law_check_lines(law, date(2026, 11, 22), catalogue)
    assert not fine
    assert any("maximum_daily_wage" in line and "30 juni 2026" in line for line in lines)
    old, _ = law_check_lines(law, date(2028, 1, 1), catalogue, "en")
    assert len(old) > len(law.names)


def test_articles_in_english(law: Law) -> None:
    citation = law.value("court_months", date(2026, 1, 1)).citation
    assert citation.written("en") == "article 7:686a paragraph 4 under a BW"
    assert citation.written("nl") == citation.article
