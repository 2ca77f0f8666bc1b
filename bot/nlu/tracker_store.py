"""Rasa's conversation store: SQL, with what points at one person taken out before a row is written."""

import copy
import itertools
from typing import Any, Iterator  # noqa: UP035

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot.privacy import redact
from bot.settings import Settings


class RedactingTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Keeps events in the project's PostgreSQL, or in a SQLite file of its own (one writer each)."""

    def __init__(self, domain: Domain, event_broker: EventBroker | None = None, **_: Any) -> None:
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

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Event]:
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
