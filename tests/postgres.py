"""A private PostgreSQL server for tests: in a temporary folder, without a network port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

_PROGRAMS = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version first; None where there is none."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


class Server:
    """A running server; `database` makes an empty database in it."""

    def __init__(self, socket: Path, user: str) -> None:
        self._socket = socket
        self._user = user

    def url(self, name: str) -> str:
        """SQLAlchemy's address of a database on this server."""
        address = URL.create(
            "postgresql+psycopg2", username=self._user, database=name, query={"host": str(self._socket)}
        )
        return address.render_as_string(hide_password=False)

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """An empty database; yields its address and drops it afterwards."""
        self._run(f'CREATE DATABASE "{name}"')
        try:
            yield self.url(name)
        finally:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, command: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(command))
        engine.dispose()


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    """Start a server with `settings` ('fsync=off'), stop it afterwards. RuntimeError where there is no program.

    The program refuses to run as root; then it runs as the user postgres.
    """
    folder = programs()
    if folder is None:
        msg = "PostgreSQL's programs are not installed"
        raise RuntimeError(msg)
    home = Path(tempfile.mkdtemp(prefix="vw-pg-"))
    as_root = os.geteuid() == 0
    owner = "postgres" if as_root else pwd.getpwuid(os.geteuid()).pw_name
    if as_root:
        shutil.chown(home, owner)
    home.chmod(0o755)

    def run(*command: str) -> None:
        prefix = ["runuser", "-u", owner, "--"] if as_root else []
        subprocess.run([*prefix, *command], check=True, capture_output=True, cwd=home, timeout=120)

    data = home / "data"
    chosen = " ".join(
        f"-c {setting}" for setting in ("listen_addresses=''", f"unix_socket_directories={home}", *settings)
    )
    try:
        run(str(folder / "initdb"), "-D", str(data), "-U", owner, "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        run(str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", chosen, "start")
        try:
            yield Server(home, owner)
        finally:
            run(str(folder / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
