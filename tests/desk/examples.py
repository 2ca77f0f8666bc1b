"""An appointment to write about, and the parts that deliver."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.intake import Appointment, CoachCard, Contact, Kind, OfficeCard, Section, Slot, Status, Summary
from bot.wording import Catalogue

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
START = datetime(2026, 12, 1, 13, 0, tzinfo=UTC)
BASE_URL = "https://vroegwijzer.example"
SENDER = "Vroegwijzer <post@vroegwijzer.example>"
FATIMA = CoachCard("fatima", "Fatima el Idrissi", "fatima@werk.example")
BRAM = CoachCard("bram", "Bram de Wit", "bram@werk.example")
WORKER = Contact("Jan de Vries", "jan@post.example", "0612345678", "nl", "web", "web-1")
TOLD = Summary("nl", (Section("Ontslag", ("Laatste werkdag: 28 februari 2027", "Functie: lasser")),))


@cache
def catalogue() -> Catalogue:
    return Catalogue.load(ROOT / "data" / "text")


def slot(start: datetime = START, coach: CoachCard = FATIMA, kind: Kind = Kind.OFFICE) -> Slot:
    return Slot("adam", coach.id, kind, start, start + timedelta(minutes=45))


def appointment(**changes: Any) -> Appointment:
    usual = Appointment(
        reference="K7M2QX",
        uid="8c1f-intake@vroegwijzer",
        sequence=0,
        worker_id="web-1",
        slot=slot(),
        office=OfficeCard("adam", "Werkcentrum Amsterdam", "Voorbeeldstraat 1, Amsterdam", "020 123 45 67", ""),
        coach=FATIMA,
        kind=Kind.OFFICE,
        status=Status.BOOKED,
        contact=WORKER,
        summary=TOLD,
        bring_key="bring.office",
        first_asked=date(2026, 11, 22),
        within_norm=True,
        within_office_norm=True,
        token="t0ken-that-nobody-guesses",
        token_expires=START,
        cancel_before=START - timedelta(hours=24),
        created_at=NOW,
        changed_at=NOW,
    )
    return replace(usual, **changes)


class StoppedClock:
    """A clock that a test sets."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)
