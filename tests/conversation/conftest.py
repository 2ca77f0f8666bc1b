"""A talk on a fresh database with the demo offices, on the day of the issue's case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.clock import AMSTERDAM
from bot.intake import Kind
from bot.settings import ROOT, Settings
from bot.store.migrate import migrate
from bot.store.offices import import_offices
from tests.conversation.harness import Conversation
from tests.conversation.town import EVERY_DAY, MONDAYS, Town
from tests.conversation.words import understand
from tests.intake.scene import coach

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    settings = Settings(_env_file=None, var_dir=tmp_path, database_url="", secret_key="a-key-for-tests-only")
    migrate(settings.database)
    made = App.build(settings, clock=lambda: NOW)
    import_offices(made.database, ROOT / "data" / "offices" / "demo.yml", dry_run=False)
    yield made
    made.database.engine.dispose()


@pytest.fixture
def talk(app: App) -> Conversation:
    return Conversation(app, understand)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    settings = Settings(_env_file=None, var_dir=tmp_path, database_url="", secret_key="a-key-for-tests-only")
    migrate(settings.database)
    made: list[Town] = []
    app = App.build(settings, clock=lambda: made[0].now)
    made.append(Town(app))
    yield made[0]
    app.database.engine.dispose()


@pytest.fixture
def narrow(town: Town) -> Town:
    """One moment a week."""
    return town.opens((coach("noor"),), MONDAYS, (Kind.OFFICE,))


@pytest.fixture
def wide(town: Town) -> Town:
    return town.opens(
        (coach("noor"), coach("ayse", ("nl", "tr"))), EVERY_DAY, (Kind.OFFICE, Kind.TELEPHONE, Kind.VIDEO)
    )
