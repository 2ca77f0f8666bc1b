"""What Rasa remembers of a talk: it outlives a restart, and names nobody."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.tracker_store import RedactingTrackerStore


async def remembered(store: RedactingTrackerStore, worker_id: str) -> DialogueStateTracker:
    found = await store.retrieve(worker_id)
    assert found is not None
    return found


@pytest.fixture
def domain(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Domain:
    if database_url.startswith("sqlite"):  # without an address, Rasa's events go to a file of their own
        monkeypatch.setenv("VAR_DIR", str(tmp_path))
        monkeypatch.delenv("DATABASE_URL", raising=False)
    else:
        monkeypatch.setenv("DATABASE_URL", database_url)
    return Domain.from_dict({"slots": {"language": {"type": "text", "mappings": [{"type": "custom"}]}}})


def talk(domain: Domain) -> DialogueStateTracker:
    tracker = DialogueStateTracker("worker-1", domain.slots)
    tracker.update(UserUttered("mijn mail is amina@example.org", {"name": "inform"}))
    tracker.update(SlotSet("language", "en"))
    return tracker


def stored_texts(store: RedactingTrackerStore) -> list[str]:
    with store.session_scope() as session:
        return [str(row.data) for row in session.query(store.SQLEvent).order_by(store.SQLEvent.id)]


def test_a_talk_outlives_a_restart_and_names_nobody(domain: Domain) -> None:
    asyncio.run(RedactingTrackerStore(domain).save(talk(domain)))
    later = asyncio.run(remembered(RedactingTrackerStore(domain), "worker-1"))
    assert later.get_slot("language") == "en"
    assert later.latest_message is not None
    assert "amina@example.org" not in str(later.latest_message.text)


def test_turn_after_turn_every_event_is_stored_once_and_redacted(domain: Domain) -> None:
    store = RedactingTrackerStore(domain)
    asyncio.run(store.save(talk(domain)))
    for number in (2, 3):
        again = asyncio.run(remembered(store, "worker-1"))
        again.update(UserUttered(f"bericht {number} van amina@example.org", {"name": "inform"}))
        asyncio.run(store.save(again))
    rows = stored_texts(store)
    assert len(rows) == 4
    assert not any("amina@example.org" in row for row in rows)
    assert [number for number in (2, 3) for row in rows if f"bericht {number}" in row] == [2, 3]


def test_what_was_wiped_does_not_come_back_from_memory(domain: Domain) -> None:
    store = RedactingTrackerStore(domain)
    asyncio.run(store.save(talk(domain)))
    with store.session_scope() as session:
        session.query(store.SQLEvent).delete()
        session.commit()
    assert asyncio.run(store.retrieve("worker-1")) is None


def test_a_turn_that_broke_off_before_it_was_saved_leaves_no_trace(domain: Domain) -> None:
    store = RedactingTrackerStore(domain)
    asyncio.run(store.save(talk(domain)))
    broken = asyncio.run(remembered(store, "worker-1"))
    broken.update(SlotSet("language", "nl"))
    assert asyncio.run(remembered(store, "worker-1")).get_slot("language") == "en"
