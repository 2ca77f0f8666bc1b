"""The real law and the real texts, read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.law import Law
from bot.wording import Catalogue
from tests.law.lines import Calculator

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def law() -> Law:
    return Law.load(DATA / "law")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load(DATA / "text")


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def calculator(law: Law, catalogue: Catalogue, today: date) -> Calculator:
    return Calculator(law, catalogue, today)
