"""Brings a database to the present tables with Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"


def config(url: str) -> Config:
    """Alembic's settings for the database at `url`."""
    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS))
    made.attributes["url"] = url
    return made


def migrate(url: str) -> None:
    """Apply every migration that the database at `url` (a SQLAlchemy address) lacks."""
    command.upgrade(config(url), "head")
