"""Fixtures that give a test a real, empty database with every table; `database` runs the test on both kinds."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.store import Database, open_engine
from bot.store.tables import metadata
from tests import postgres

_numbers = itertools.count(1)
_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One private server for the whole run; skips where PostgreSQL is not installed."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed")
    with postgres.server("fsync=off", "synchronous_commit=off", "max_connections=120") as running:
        yield running


@pytest.fixture(scope="session")
def postgres_engine(postgres_server: postgres.Server) -> Iterator[Engine]:
    """A database with every table, shared by the tests, each of which empties it: far quicker than a new one."""
    with postgres_server.database(f"shared_{os.getpid()}") as url:
        engine = open_engine(url)
        metadata.create_all(engine)
        yield engine
        engine.dispose()


@pytest.fixture(params=_BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database without tables, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    running: postgres.Server = request.getfixturevalue("postgres_server")
    with running.database(f"test_{os.getpid()}_{next(_numbers)}") as url:
        yield url


@pytest.fixture(params=_BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with every table, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'test.db'}")
        metadata.create_all(engine)
        yield Database(engine)
        engine.dispose()
        return
    shared: Engine = request.getfixturevalue("postgres_engine")
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with shared.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    yield Database(shared)
