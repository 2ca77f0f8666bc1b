"""One Telegram worker at a time: two would each send every answer. The lock goes with the process that holds it."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.store.chat_types import ChatsUnavailable
from bot.store.database import Database

_NUMBER = 7_305_101
"""Names the lock among PostgreSQL's advisory locks."""


class WorkerLock:
    """Held by `take` until `release`, or until the process ends in whatever way."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._file: IO[bytes] | None = None
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Whether the lock is now (or still) ours; False while another process holds it. Raises ChatsUnavailable."""
        if self._engine.dialect.name == "sqlite":
            return self._file is not None or self._take_file()
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))  # a lock ends with its connection
                return True
            return self._take_number()
        except DBAPIError as error:
            self.release()
            raise ChatsUnavailable(str(error)) from error

    def release(self) -> None:
        """Let another worker begin."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _take_file(self) -> bool:
        path = Path(f"{self._engine.url.database}.telegram-lock")
        file = path.open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def _take_number(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": _NUMBER}):
            self._connection = connection
            return True
        connection.close()
        return False
