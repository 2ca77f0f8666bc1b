"""`make start`: everything from a fresh checkout to a running assistant."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

from sqlalchemy import select

from bot.run.supervisor import StartFailed, Supervisor, parts
from bot.run.training import TrainingFailed, train_if_needed
from bot.settings import Settings
from bot.store import Database, open_engine
from bot.store.intake_tables import OfficeRow
from bot.store.migrate import migrate
from bot.store.offices import import_offices

Say = Callable[[str], None]


def start_all(settings: Settings, say: Say) -> int:
    """Prepare and run; the exit status: 0 after Ctrl-C, 1 when something could not start or died."""
    settings = with_secrets(settings, say)
    try:
        prepare_database(settings, say)
        model = train_if_needed(settings, say)
        say("Starting the processes (about 15 seconds) ...")
        Supervisor(settings, say).run(parts(settings, model), lambda: _tell_ready(settings, say))
    except (StartFailed, TrainingFailed) as problem:
        say(f"STOP: {problem}")
        return 1
    say("All processes have stopped.")
    return 0


def prepare_database(settings: Settings, say: Say) -> None:
    """Bring the tables up to date, and fill an empty database with the demo offices."""
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database)
    database = Database(open_engine(settings.database))
    with database.read() as session:
        empty = session.scalar(select(OfficeRow.id).limit(1)) is None
    if empty:
        import_offices(database, settings.data_dir / "offices" / "demo.yml", dry_run=False)
        say("The database is empty: demo offices and coaches were loaded.")
    database.engine.dispose()


def with_secrets(settings: Settings, say: Say) -> Settings:
    """For a trial run: secrets that are not set are made once and kept in `var/secrets.env`, readable by you alone."""
    kept = settings.var_dir / "secrets.env"
    known = dict(line.split("=", 1) for line in kept.read_text().splitlines()) if kept.exists() else {}
    for name, value, length in (
        ("SECRET_KEY", settings.secret_key, 32),
        ("DESK_PASSWORD", settings.desk_password, 9),
    ):
        if value.get_secret_value():
            continue
        known.setdefault(name, secrets.token_urlsafe(length))
        os.environ.update({name: known[name]})
    if known:
        settings.var_dir.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text("".join(f"{name}={value}\n" for name, value in known.items()))
        say(f"Secrets that are not set were made for this trial; they are in {kept}.")
    return Settings()


def _tell_ready(settings: Settings, say: Say) -> None:
    say(f"Ready. The demo page: {settings.base_url}/")
    say(f"The coach's desk: {settings.base_url}/coach (user {settings.desk_user}, password in DESK_PASSWORD)")
    if not settings.smtp_url:
        say(f"No SMTP_URL is set: mail is written to {settings.var_dir / 'mail'}.")
    say("Press Ctrl-C to stop.")
