"""The migrations lead to exactly the tables that the code knows, on both databases."""

from __future__ import annotations

from alembic import command
from sqlalchemy import inspect

from bot.store.database import open_engine
from bot.store.migrate import config, migrate
from bot.store.tables import metadata


def test_migrations_make_every_table(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    try:
        assert set(metadata.tables) <= set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_nothing_is_left_to_migrate(database_url: str) -> None:
    migrate(database_url)
    command.check(config(database_url))


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    before = inspect(open_engine(database_url)).get_table_names()
    migrate(database_url)
    assert inspect(open_engine(database_url)).get_table_names() == before
