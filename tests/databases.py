"""Fixtures that give a test a real, empty database with every table; `database` runs the test on both kinds."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Database, open_engine
from bot.store.tables import metadata
from tests import postgres

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One private server for the whole run; skips where PostgreSQL is not installed."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed")
    with postgres.server("fsync=off", "synchronous_commit=off", "max_connections=120") as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database without tables, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    running: postgres.Server = request.getfixturevalue("postgres_server")
    with running.database(f"test_{os.getpid()}_{next(_numbers)}") as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with every table."""
    engine = open_engine(database_url)
    metadata.create_all(engine)
    yield Database(engine)
    engine.dispose()
