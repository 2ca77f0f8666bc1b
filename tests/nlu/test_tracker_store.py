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


def test_a_talk_outlives_a_restart(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if database_url.startswith("sqlite"):  # without an address, Rasa's events go to a file of their own
        monkeypatch.setenv("VAR_DIR", str(tmp_path))
        monkeypatch.delenv("DATABASE_URL", raising=False)
    else:
        monkeypatch.setenv("DATABASE_URL", database_url)
    domain = Domain.from_dict({"slots": {"language": {"type": "text", "mappings": [{"type": "custom"}]}}})
    tracker = DialogueStateTracker("worker-1", domain.slots)
    tracker.update(UserUttered("mijn mail is amina@example.org", {"name": "inform"}))
    tracker.update(SlotSet("language", "en"))
    asyncio.run(RedactingTrackerStore(domain).save(tracker))

    later = asyncio.run(remembered(RedactingTrackerStore(domain), "worker-1"))
    assert later.get_slot("language") == "en"
    assert later.latest_message is not None
    assert "amina@example.org" not in str(later.latest_message.text)
