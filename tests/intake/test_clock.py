"""Dutch time wherever the machine or the worker is, and no reading of the real clock."""

from __future__ import annotations

import ast
import time as system_time
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.intake import Appointment, Wishes
from bot.store import Database
from bot.wording import write_value
from tests.intake.branch import Branch, starts

ROOT = Path(__file__).parents[2]
READERS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
READERS |= {("time", name) for name in ("time", "localtime", "gmtime", "monotonic")}


@pytest.fixture(params=["America/Sao_Paulo", "Asia/Tokyo"])
def far_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in another time zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        system_time.tzset()
        yield
    system_time.tzset()


@pytest.mark.usefixtures("far_away")
def test_case_29_dutch_time_wherever_the_machine_stands(database: Database) -> None:
    """Case 29: Dutch time everywhere, wherever the machine stands."""
    branch = Branch(database).opens()
    booked = branch.books("jan", "2027-03-30 14:00")
    stored = branch.bookings.by_reference(booked.reference)
    assert isinstance(stored, Appointment)
    assert f"{stored.slot.local_start:%H:%M}" == "14:00"
    assert "14:00" in write_value(stored.slot.start, "time", "nl")
    branch.asks("els")
    afternoon = Wishes(days=frozenset({date(2027, 3, 30)}), not_before=time(16))
    assert starts(branch.bookings.offer("els", afternoon).slots) == ["03-30 16:00", "03-30 16:15"]


@pytest.mark.parametrize("folder", ["bot/intake", "bot/store", "tests/intake"])
def test_case_32_nothing_here_reads_the_real_clock(folder: str) -> None:
    """Case 32: no test reads the real clock."""
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    found = [f"{path.name}:{node.lineno}" for path in files for node in _reads(path)]
    assert found == []


def _reads(path: Path) -> Iterator[ast.Attribute]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        if (node.value.id, node.attr) in READERS:
            yield node
