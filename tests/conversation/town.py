"""One office with coaches, for talks about the intake, and what a worker does in such a talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.app import App
from bot.clock import AMSTERDAM
from bot.intake import Appointment, Availability, Coach, Contact, Directory, Hours, Kind, Region, Summary
from bot.store.offices import store
from tests.conversation.harness import Conversation
from tests.conversation.words import understand
from tests.intake.scene import office

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)
MONDAYS = (Hours(0, time(9), time(9, 45)),)
EVERY_DAY = tuple(Hours(day, time(9), time(17)) for day in range(5))


@dataclass
class Town:
    """One office; `now` is set by the test."""

    app: App
    now: datetime = SUNDAY

    def opens(self, coaches: tuple[Coach, ...], hours: tuple[Hours, ...], kinds: tuple[Kind, ...]) -> Town:
        place = office(hours, cancel_deadline=timedelta(hours=24))
        rows = [Availability(one.id, place.id, each, frozenset(kinds)) for one in coaches for each in hours]
        with self.app.database.write() as session:
            region = Region("midden", "Midden", ((3400, 3599),))
            store(session, Directory([region], [place], list(coaches), rows))
        return self

    def talk(self, worker: str = "worker-1") -> Conversation:
        return Conversation(self.app, understand, worker_id=worker)

    def fill(self, days: int, but: int = 0) -> list[Appointment]:
        """Others book everything in the coming `days`, but for the last `but` moments."""
        booked: list[Appointment] = []
        until = self.now + timedelta(days=days)
        for number in range(500):
            name = f"other-{number}-{self.now:%d%H}"
            self.app.bookings.ask(name, postcode="3512")
            free = [slot for slot in self.app.bookings.offer(name, limit=but + 1).slots if slot.start < until]
            if len(free) <= but:
                return booked
            done = self.app.bookings.confirm(name, Contact(name), Summary(), free[0].id)
            assert isinstance(done, Appointment)
            booked.append(done)
        raise AssertionError("never full")


def to_slots(talk: Conversation, postcode: str = "3511 AB") -> str:
    talk.send("/book_intake")
    talk.tap("Ja")
    return talk.say(postcode)


def book(talk: Conversation, contact: str = "amina@example.org") -> str:
    """From the slots shown to the confirmation."""
    talk.tap(first_slot(talk))
    talk.say("Amina")
    talk.say(contact)
    return talk.tap("Boek zonder samenvatting")


def buttons(talk: Conversation) -> list[str]:
    return [title for reply in talk.replies for title in reply.buttons]


def first_slot(talk: Conversation) -> str:
    return next(iter(slots_shown(talk)))


def slots_shown(talk: Conversation) -> dict[str, str]:
    """Slots among the buttons: title to payload."""
    shown = {title: payload for reply in talk.replies for title, payload in reply.buttons.items()}
    return {title: payload for title, payload in shown.items() if payload.count(".") >= 3}
