"""The outbox: a message is written with the change it tells of, and handed out to workers until it is delivered.

What happens to an intake is announced through `bot.store.outbox_events`, which calls `add` here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store.database import Database
from bot.store.outbox_tables import OutboxRow

LEASE = timedelta(minutes=5)
"""How long a worker may hold a row; after that another takes it for lost."""

_GIVEN_UP = "given up after"
_INSERT = {
    name: dialect.insert(OutboxRow.__table__).on_conflict_do_nothing(index_elements=["key"]).returning(OutboxRow.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
"""Put into words once; the ORM's own insert would be worked out anew each time."""


@dataclass(frozen=True)
class Delivery:
    """A claimed row. `attempt` is 1 the first time; more means that an earlier try may have got through."""

    id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    created_at: datetime
    attempt: int
    claimed_until: datetime


@dataclass(frozen=True)
class GivenUp:
    """A message that is no longer tried, and why."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    created_at: datetime
    error: str


def add(
    session: Session,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    not_before: datetime | None = None,
    *,
    now: datetime,
) -> bool:
    """Put a message in the outbox within the caller's transaction.

    `kind` chooses how it is delivered; `payload` is plain JSON (references, no personal details where a reference
    will do); `not_before` and `now` are aware. True if it was added; False if `key` was there already, which
    changes nothing.
    """
    row = {
        "kind": kind,
        "key": key,
        "payload": dict(payload),
        "created_at": now,
        "not_before": not_before,
        "attempts": 0,
        "next_try_at": not_before or now,
    }
    return session.execute(_INSERT[session.get_bind().dialect.name], row).first() is not None


class Outbox:
    """Hands waiting messages to workers, each to one worker at a time."""

    def __init__(self, database: Database, clock: Clock, lease: timedelta = LEASE) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease

    def due(self, limit: int = 20) -> Sequence[Delivery]:
        """Claim at most `limit` messages whose time has come, oldest first; the attempt is counted before it is made.

        A row that a worker leaves unfinished comes back when its lease has passed.
        """
        now = self._clock()
        until = now + self._lease
        free = OutboxRow.claimed_until.is_(None) | (OutboxRow.claimed_until <= now)
        waiting = select(OutboxRow).where(*_open_rows(), OutboxRow.next_try_at <= now, free)
        with self._database.read() as session:  # an idle worker takes no write lock
            if session.scalars(waiting.limit(1)).first() is None:
                return []
        with self._database.write() as session:
            first = waiting.order_by(OutboxRow.next_try_at, OutboxRow.id).limit(limit)
            rows = session.scalars(first.with_for_update(skip_locked=True)).all()
            for row in rows:
                row.claimed_until = until
                row.attempts += 1
            return [
                Delivery(row.id, row.kind, row.key, dict(row.payload), row.created_at, row.attempts, until)
                for row in rows
            ]

    def still_mine(self, delivery: Delivery) -> bool:
        """Whether the claim holds: nobody else took the row over, and it was not delivered or withdrawn."""
        with self._database.read() as session:
            found = session.scalar(
                select(OutboxRow.id).where(
                    OutboxRow.id == delivery.id, OutboxRow.attempts == delivery.attempt, *_open_rows()
                )
            )
        return found is not None and self._clock() < delivery.claimed_until

    def delivered(self, delivery: Delivery) -> None:
        """Mark as delivered: it never goes out again, also when another worker took the row over meanwhile."""
        sent = update(OutboxRow).where(OutboxRow.id == delivery.id, OutboxRow.delivered_at.is_(None))
        with self._database.write() as session:
            session.execute(sent.values(delivered_at=self._clock(), dropped_at=None, last_error=None))

    def dropped(self, delivery: Delivery, reason: str) -> None:
        """Mark as no longer needed; `reason` is kept."""
        self._end(delivery, dropped_at=self._clock(), last_error=reason)

    def given_up(self, delivery: Delivery, error: str) -> None:
        """Stop trying; `error` is kept, and `retry_given_up` starts again."""
        self._end(delivery, dropped_at=self._clock(), last_error=f"{_GIVEN_UP} {delivery.attempt} attempts: {error}")

    def postponed(self, delivery: Delivery, until: datetime, error: str | None = None) -> None:
        """Release the row to be tried again at `until` (aware); `error` is what went wrong, if anything."""
        self._end(delivery, next_try_at=until, claimed_until=None, last_error=error)

    def retry_given_up(self, row_id: int | None = None) -> int:
        """Let every message that was given up, or only row `row_id`, wait again, from the first attempt; how many."""
        again = update(OutboxRow).where(OutboxRow.dropped_at.is_not(None), OutboxRow.last_error.startswith(_GIVEN_UP))
        if row_id is not None:
            again = again.where(OutboxRow.id == row_id)
        fresh = {"dropped_at": None, "claimed_until": None, "attempts": 0, "next_try_at": self._clock()}
        with self._database.write() as session:
            return len(session.execute(again.values(fresh).returning(OutboxRow.id)).all())

    def given_up_rows(self, limit: int = 100) -> Sequence[GivenUp]:
        """Messages that are no longer tried, the latest first."""
        lost = select(OutboxRow).where(OutboxRow.dropped_at.is_not(None), OutboxRow.last_error.startswith(_GIVEN_UP))
        with self._database.read() as session:
            rows = session.scalars(lost.order_by(OutboxRow.dropped_at.desc(), OutboxRow.id.desc()).limit(limit))
            return [GivenUp(row.id, row.kind, dict(row.payload), row.created_at, row.last_error or "") for row in rows]

    def failing(self) -> int:
        """How many messages failed at least once and are tried again."""
        with self._database.read() as session:
            failed = select(func.count()).where(*_open_rows(), OutboxRow.last_error.is_not(None))
            return session.scalar(failed) or 0

    def waiting(self) -> int:
        """How many messages have neither been delivered nor dropped, those with a later `not_before` included."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).select_from(OutboxRow).where(*_open_rows())) or 0

    def purge(self, before: datetime) -> int:
        """Delete messages that were delivered or dropped before `before` (aware); how many."""
        ended = (OutboxRow.delivered_at < before) | (OutboxRow.dropped_at < before)
        with self._database.write() as session:
            return len(session.execute(delete(OutboxRow).where(ended).returning(OutboxRow.id)).all())

    def _end(self, delivery: Delivery, **values: Any) -> None:
        # Only while no other worker took the row over: its claim counts the attempt up.
        mine = (OutboxRow.id == delivery.id, OutboxRow.attempts == delivery.attempt, *_open_rows())
        with self._database.write() as session:
            session.execute(update(OutboxRow).where(*mine).values(**values))


def _open_rows() -> tuple[Any, ...]:
    return (OutboxRow.delivered_at.is_(None), OutboxRow.dropped_at.is_(None))
