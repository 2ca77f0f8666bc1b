"""An office in a database, a clock that the test sets, and workers who book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from bot.intake import (
    Appointment,
    Availability,
    Coach,
    Contact,
    Directory,
    Hours,
    Kind,
    Region,
    Section,
    Slot,
    SlotGone,
    Summary,
)
from bot.store import Database
from bot.store.booking_tables import CellRow
from bot.store.bookings import Bookings
from bot.store.offices import store
from bot.store.outbox_tables import OutboxRow
from tests.intake.scene import coach, dutch, office, weekdays

SUMMARY = Summary("nl", (Section("Uw situatie", ("U werkt in een bakkerij.", "Uw laatste dag is 31 maart.")),))


def contact(name: str = "Jan Bakker") -> Contact:
    return Contact(name, "jan@example.org", "06 00 00 00 00", "nl", "mail", "jan@example.org")


class Branch:
    """`now` is the time everybody reads; set it to let time pass."""

    def __init__(self, database: Database, now: str = "2027-03-01 09:00") -> None:
        self.database = database
        self.now = dutch(now)
        self.bookings = Bookings(database, lambda: self.now)

    def opens(
        self,
        coaches: Iterable[Coach] = (coach(),),
        hours: tuple[Hours, ...] = weekdays(),
        kinds: Iterable[Kind] = (Kind.OFFICE,),
        office_id: str = "utr",
        **rules: Any,
    ) -> Branch:
        """An office in the region 'midden' where every coach works all opening hours."""
        people = list(coaches)
        place = office(hours, office_id, **rules)
        rows = [Availability(person.id, place.id, each, frozenset(kinds)) for person in people for each in hours]
        region = Region("midden", "Midden", ((3400, 3599),))
        with self.database.write() as session:
            store(session, Directory([region], [place], people, rows))
        return self

    def at(self, text: str) -> None:
        self.now = dutch(text)

    def passes(self, **amount: float) -> None:
        self.now = self.now + timedelta(**amount)

    def asks(self, worker: str = "jan", **wish: Any) -> str:
        self.bookings.ask(worker, **{"postcode": "3512 AB", **wish})
        return worker

    def slot(self, start: str, who: str = "noor", kind: Kind = Kind.OFFICE, minutes: int = 45) -> Slot:
        begin = dutch(start).astimezone(UTC)
        return Slot("utr", who, kind, begin, begin + timedelta(minutes=minutes))

    def books(self, worker: str, start: str, who: str = "noor", **slot: Any) -> Appointment:
        """Ask, hold and confirm; fails the test if the slot is gone."""
        self.asks(worker)
        result = self.bookings.confirm(worker, contact(), SUMMARY, self.slot(start, who, **slot).id)
        assert isinstance(result, Appointment), result
        return result

    def confirms(self, worker: str = "jan", slot: Slot | None = None) -> Any:
        return self.bookings.confirm(worker, contact(), SUMMARY, slot.id if slot else None)

    def told(self, kind: str = "", what: str = "") -> list[dict[str, Any]]:
        """Payloads in the outbox, in order."""
        with self.database.read() as session:
            rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all()
        return [row.payload for row in rows if kind in ("", row.kind) and what in ("", row.payload.get("what", ""))]

    def cells(self) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(CellRow)) or 0

    def on_day(self, text: str) -> list[Appointment]:
        day = date.fromisoformat(text)
        return list(self.bookings.list_for_desk(day, day))


def starts(slots: Iterable[Slot]) -> list[str]:
    """'03-30 09:00', Dutch time."""
    return [f"{slot.local_start:%m-%d %H:%M}" for slot in slots]


def gone(result: object) -> SlotGone:
    assert isinstance(result, SlotGone), result
    return result


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Run everything at the same moment, each in a thread of its own."""
    gate = Barrier(len(work))

    def one(task: Callable[[], Any]) -> Any:
        gate.wait()
        return task()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))
