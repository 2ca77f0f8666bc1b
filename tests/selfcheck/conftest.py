"""The occupations and the help that come with the assistant, and a talk about them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.facilities import Facilities
from bot.selfcheck import SelfCheck, read_shipped
from bot.settings import ROOT
from bot.wording import Catalogue
from tests.conversation.conftest import app, talk

__all__ = ["app", "talk"]

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def check() -> SelfCheck:
    return SelfCheck(read_shipped(ROOT / "data" / "selfcheck"))


@pytest.fixture(scope="session")
def facilities() -> Facilities:
    return Facilities.load(ROOT / "data" / "facilities")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load(ROOT / "data" / "text")
