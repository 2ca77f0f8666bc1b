"""Rasa's conversation store: SQL, with what points at one person taken out before a row is written."""

import copy
import itertools
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Iterator  # noqa: UP035

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot.privacy import redact
from bot.settings import Settings

KEPT = 300
"""So many of the latest talks stay in memory as well: reading all events of a talk again at every turn costs most of it."""


@dataclass(frozen=True)
class Kept:
    """A talk in memory as it was when it was last saved: how many events it had, and how many rows were stored."""

    tracker: DialogueStateTracker
    events: int
    rows: int


class RedactingTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Keeps events in the project's PostgreSQL, or in a SQLite file of its own (one writer each).

    The copy in memory counts only while the rows are still as it left them: what is wiped stays wiped.
    """

    def __init__(self, domain: Domain, event_broker: EventBroker | None = None, **_: Any) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        url = make_url(Settings().conversation_database)
        if url.get_backend_name() == "sqlite":
            super().__init__(
                domain=domain, dialect="sqlite", db=url.database, query={}, event_broker=event_broker
            )  # without `query` SQLAlchemy refuses the address, and Rasa quietly keeps talks in memory only
        else:
            super().__init__(
                domain=domain,
                dialect="postgresql+psycopg2",
                host=url.host,
                port=url.port,
                db=url.database,
                username=url.username,
                password=url.password,
                query=dict(url.query),
                event_broker=event_broker,
            )

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The talk since its last session began; from memory where nothing has changed since it was saved."""
        kept = self._kept.get(sender_id)
        if kept is not None:
            if len(kept.tracker.events) == kept.events and self._rows(sender_id) == kept.rows:
                self._kept.move_to_end(sender_id)
                return kept.tracker
            del self._kept[sender_id]
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new, redacted, and keeps the talk in memory."""
        await super().save(tracker)
        self._kept[tracker.sender_id] = Kept(tracker, len(tracker.events), self._rows(tracker.sender_id))
        self._kept.move_to_end(tracker.sender_id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _rows(self, sender_id: str) -> int:
        with self.session_scope() as session:
            counted = session.query(func.count(self.SQLEvent.id)).filter(self.SQLEvent.sender_id == sender_id)
            return int(counted.scalar() or 0)

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Event]:
        kept = self._kept.get(tracker.sender_id)
        if kept is not None and kept.tracker is tracker:
            stored = kept.events
        else:
            stored = self._event_query(session, tracker.sender_id, fetch_events_from_all_sessions=False).count()
        return (redacted(event) for event in itertools.islice(tracker.events, stored, None))


def redacted(event: Event) -> Event:
    """A copy of `event` whose texts are redacted; replies also lose the parts from which they were made."""
    if isinstance(event, UserUttered):
        event = copy.deepcopy(event)
        event.text = _redact(event.text)
        event.parse_data["text"] = _redact(event.parse_data.get("text"))
        event.parse_data["text_tokens"] = []
    elif isinstance(event, BotUttered):
        event = copy.deepcopy(event)
        event.text = _redact(event.text)
        event.metadata = {"utter_action": event.metadata.get("utter_action")}
    return event


def _redact(text: str | None) -> str | None:
    return redact(text) if text else text
