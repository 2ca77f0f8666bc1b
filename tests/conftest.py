"""Fixtures for every test: see `tests/databases.py` for `database`, on SQLite and on PostgreSQL."""

from tests.databases import database, database_url, postgres_engine, postgres_server

__all__ = ["database", "database_url", "postgres_engine", "postgres_server"]
