"""The table in docs/law.md: every article, and only code and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

from bot.law import Law

ROOT = Path(__file__).resolve().parents[2]


def rows() -> list[list[str]]:
    """The cells of each row of the last table."""
    table = (ROOT / "docs" / "law.md").read_text(encoding="utf-8").rsplit("## Every article", 1)[1]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")
    ][1:]


def test_every_article_stands_in_the_table(law: Law) -> None:
    articles = {entry.citation.article for name in law.names for entry in law.history(name)}
    assert {row[0] for row in rows()} == articles


def test_code_and_tests_of_the_table_exist_and_use_the_article(law: Law) -> None:
    for article, _, values, code, tests in rows():
        names = {name for name in law.names if law.history(name)[-1].citation.article == article}
        assert all((ROOT / "data" / "law" / file).exists() for file in values.split(", "))
        for file in code.split(", "):
            source = (ROOT / "bot" / file).read_text(encoding="utf-8")
            assert any(f'"{name}"' in source for name in names), (article, file)
        for file in tests.split(", "):
            assert re.search(r"def test_", (ROOT / "tests" / "law" / file).read_text(encoding="utf-8")), (article, file)
