"""Workers who gave consent: their contact details, kept apart from the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.store.database import Database
from bot.store.worker_tables import WorkerRow


@dataclass(frozen=True)
class Worker:
    """Contact details of one worker; empty texts mean: not given. Moments are aware UTC."""

    id: str
    name: str
    email: str
    phone: str
    language: str
    channel: str
    consented_at: datetime


class Workers:
    """Stores contact details, only after consent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def consent(self, worker_id: str, language: str, channel: str) -> None:
        """The worker agrees that details are stored (AVG art. 6 lid 1 a). Repeating keeps the first moment."""
        with self._database.write() as session:
            row = session.get(WorkerRow, worker_id)
            if row is None:
                now = self._clock()
                session.add(WorkerRow(id=worker_id, language=language, channel=channel, consented_at=now, seen_at=now))

    def update(self, worker_id: str, **details: str) -> None:
        """Set `name`, `email`, `phone`, `language` or `channel`. Raises LookupError without consent."""
        with self._database.write() as session:
            row = session.get(WorkerRow, worker_id)
            if row is None:
                msg = "nothing is stored about a worker without consent"
                raise LookupError(msg)
            for name, value in details.items():
                setattr(row, name, value)
            row.seen_at = self._clock()

    def find(self, worker_id: str) -> Worker | None:
        """The worker's details, or None without consent."""
        with self._database.read() as session:
            row = session.get(WorkerRow, worker_id)
            if row is None:
                return None
            return Worker(row.id, row.name, row.email, row.phone, row.language, row.channel, row.consented_at)

    def forget(self, worker_id: str) -> bool:
        """Remove the details. False if there were none."""
        with self._database.write() as session:
            row = session.get(WorkerRow, worker_id)
            if row is not None:
                session.delete(row)
            return row is not None
