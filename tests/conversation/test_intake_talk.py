"""The intake in words: ways to talk, wishes that cannot be, the waitlist, group meetings, and when plans change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.clock import AMSTERDAM
from bot.intake import Appointment, Availability, Coach, Contact, Directory, Hours, Kind, Region, Status, Summary
from bot.settings import Settings
from bot.store.bookings import NewMeeting
from bot.store.migrate import migrate
from bot.store.offices import store
from tests.conversation.harness import Conversation
from tests.conversation.words import understand
from tests.intake.scene import coach, office

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


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    settings = Settings(_env_file=None, var_dir=tmp_path, database_url="", secret_key="a-key-for-tests-only")
    migrate(settings.database)
    made: list[Town] = []
    app = App.build(settings, clock=lambda: made[0].now)
    made.append(Town(app))
    yield made[0]
    app.database.engine.dispose()


@pytest.fixture
def narrow(town: Town) -> Town:
    """One moment a week."""
    return town.opens((coach("noor"),), MONDAYS, (Kind.OFFICE,))


@pytest.fixture
def wide(town: Town) -> Town:
    return town.opens(
        (coach("noor"), coach("ayse", ("nl", "tr"))), EVERY_DAY, (Kind.OFFICE, Kind.TELEPHONE, Kind.VIDEO)
    )


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


# Nothing in time: later slots, the waitlist, and an offer.


def test_case_26_later_slots_are_named_so_and_the_waitlist_is_offered(narrow: Town) -> None:
    """Case 26: the first free slot is later than two weeks."""
    narrow.fill(days=14)
    talk = narrow.talk()
    told = to_slots(talk)
    assert "Binnen twee weken, tot en met 6 december 2026, is alles vol" in told
    assert "ma 7 dec, 09:00, op kantoor" in buttons(talk)
    assert "Zet mij op de wachtlijst" in buttons(talk)


def test_case_27_even_with_nothing_free_there_is_the_waitlist_and_a_number(narrow: Town) -> None:
    """Case 27: never a dead end."""
    narrow.fill(days=60)
    talk = narrow.talk()
    told = to_slots(talk)
    assert "030 000 00 00" in told
    talk.tap("Zet mij op de wachtlijst")
    assert talk.slots["talk"]["question"] == "name"
    talk.say("Amina")
    told = talk.say("amina@example.org")
    assert "U staat op de wachtlijst, op plaats 1" in told or "U bent nummer 1" in told
    assert "U krijgt dan een mail" in told
    place = narrow.app.bookings.waiting("worker-1")
    assert place is not None
    assert place.contact.email == "amina@example.org"
    assert "op plaats 1" in talk.send("/show_intake")


def test_after_booking_late_the_waitlist_is_offered_and_an_earlier_place_moves_the_appointment(narrow: Town) -> None:
    others = narrow.fill(days=14)
    talk = narrow.talk()
    to_slots(talk)
    told = book(talk)
    assert "later dan twee weken" in told
    assert "Wilt u bericht als er eerder een plek vrijkomt?" in told
    talk.tap("Ja")
    late = narrow.app.bookings.find("worker-1")
    assert late is not None
    narrow.app.bookings.cancel(others[-1].reference)
    offered = talk.say("mijn afspraak")
    assert "Er is een plek vrijgekomen op maandag 30 november 2026, 09:00 uur" in offered
    told = talk.tap("Ja, deze tijd wil ik")
    assert "maandag 30 november 2026, 09:00 uur" in told
    moved = narrow.app.bookings.find("worker-1")
    assert moved is not None
    assert (moved.reference, moved.within_norm) == (late.reference, True)
    assert narrow.app.bookings.waiting("worker-1") is None


def waiting(town: Town) -> tuple[Conversation, str]:
    """A worker on the list with an offer; the payload that takes it."""
    others = town.fill(days=60)
    talk = town.talk()
    to_slots(talk)
    talk.tap("Zet mij op de wachtlijst")
    talk.say("Amina")
    talk.say("amina@example.org")
    town.app.bookings.cancel(others[1].reference)
    talk.send("/book_intake")
    return talk, next(p for reply in talk.replies for title, p in reply.buttons.items() if title.startswith("Ja, deze"))


def test_an_offer_taken_twice_is_one_appointment(narrow: Town) -> None:
    talk, take = waiting(narrow)
    first, second = talk.send(take), talk.send(take)
    booked = narrow.app.bookings.find("worker-1")
    assert booked is not None
    assert booked.reference in first
    assert booked.reference in second
    assert len([one for one in narrow.app.bookings.list_for_desk(date(2026, 11, 22), date(2027, 1, 21))
                if one.worker_id == "worker-1"]) == 1  # fmt: skip


def test_an_offer_that_was_let_go_keeps_the_place_in_line(narrow: Town) -> None:
    talk, _ = waiting(narrow)
    assert "U blijft op de wachtlijst staan" in talk.tap("Nee, deze tijd niet")
    assert narrow.app.bookings.waitlist_offer("worker-1") is None
    assert "U staat niet meer op de wachtlijst" in talk.send('/inform{"question":"waitlist_offer","answer":"leave"}')
    assert narrow.app.bookings.waiting("worker-1") is None


def test_an_offer_answered_too_late_is_explained_kindly(narrow: Town) -> None:
    talk, take = waiting(narrow)
    narrow.now += timedelta(hours=5)
    narrow.app.bookings.sweep()
    narrow.fill(days=60)
    told = talk.send(take)
    assert "is al naar iemand anders" in told
    assert "U blijft op de wachtlijst staan" in told
    assert narrow.app.bookings.find("worker-1") is None


def test_answering_an_offer_does_not_lose_the_open_question(narrow: Town) -> None:
    talk, take = waiting(narrow)
    talk.say("ik word ontslagen")
    asked = talk.slots["talk"]["question"]
    told = talk.send(take)
    assert "Uw afspraak staat." in told
    assert talk.slots["talk"]["question"] == asked
    assert "Hoe gaat het ontslag?" in told


# Wishes.


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("gisteren", "21 november 2026 is al geweest"),
        ("1 november", "tot en met 21 januari 2027"),
        ("31 februari", "Die dag of tijd bestaat niet"),
        ("na 17 uur en voor 9 uur", "Na 17:00 uur en voor 09:00 uur kan niet samen"),
        ("woensdag maar niet op woensdag", "U noemt dezelfde dag als goed en als niet goed"),
    ],
)
def test_a_wish_that_cannot_be_gets_a_clear_sentence_and_the_times_stay(wide: Town, wish: str, answer: str) -> None:
    talk = wide.talk()
    to_slots(talk)
    told = talk.say(wish)
    assert answer in told
    assert "Deze tijden zijn vrij" in told


def test_wishes_for_day_and_hour_add_up(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("liever op dinsdag of donderdag")
    told = talk.say("na 15:00")
    assert "Deze tijden zijn vrij" in told
    shown = [title for title in buttons(talk) if "op kantoor" in title]
    assert len(shown) == 3
    assert all(title.startswith(("di", "do")) and int(title.split(", ")[1][:2]) >= 15 for title in shown)


def test_next_week_is_a_wish_not_more_of_the_same(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("volgende week donderdag")
    assert all(title.startswith("do 26 nov") for title in buttons(talk) if "op kantoor" in title)


def test_a_wish_beyond_the_norm_is_not_called_full(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    told = talk.say("in januari")
    assert "later dan twee weken" in told
    assert "alles vol" not in told
    assert "Zet mij op de wachtlijst" not in buttons(talk)


# How, and in which language.


def test_the_worker_chooses_the_telephone_and_books_it(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.tap("Bellen, online")
    talk.tap("Telefonisch")
    assert all("telefonisch" in title for title in buttons(talk) if title[:3] in {"ma ", "di ", "wo "})
    told = book(talk, "06 12 34 56 78")
    assert "telefonisch" in told
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    assert booked.kind is Kind.TELEPHONE


def test_typing_how_and_when_at_once(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("liever beeldbellen op woensdag")
    shown = [title for title in buttons(talk) if title.startswith("wo ")]
    assert len(shown) == 3
    assert all("met beeldbellen" in title for title in shown)


def test_a_coach_who_speaks_turkish(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.tap("Bellen, online")
    talk.tap("Een andere taal")
    assert "Turks" in buttons(talk)
    talk.tap("Turks")
    slots = list(slots_shown(talk).values())
    assert slots
    assert all(".ayse." in payload for payload in slots)


def test_a_kind_that_nobody_offers_shows_what_is_possible(narrow: Town) -> None:
    talk = narrow.talk()
    to_slots(talk)
    told = talk.say("liever bellen")
    assert "Zo is er nu geen tijd vrij" in told
    assert "op kantoor" in " ".join(buttons(talk))


# Group meetings.


def meeting(town: Town, seats: int = 1, audience: str = "") -> None:
    start = datetime(2026, 11, 26, 19, 0, tzinfo=AMSTERDAM)
    title = "Informatieavond over WW"
    town.app.bookings.plan_meeting(NewMeeting("utr", "noor", start, start + timedelta(hours=2), seats, title, audience))


def test_a_group_meeting_is_offered_and_booked_while_there_are_seats(wide: Town) -> None:
    meeting(wide)
    talk = wide.talk()
    to_slots(talk)
    talk.tap("Bellen, online")
    talk.tap("Bijeenkomst met anderen")
    talk.tap("do 26 nov, 19:00: Informatieavond over WW")
    talk.say("Amina")
    asked = talk.say("amina@example.org")
    assert "bijeenkomst op donderdag 26 november 2026, 19:00 uur" in asked
    told = talk.tap("Ja, meld mij aan")
    assert "Er komen meer mensen" in told
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    assert booked.kind is Kind.GROUP
    assert "U heeft een afspraak" in talk.say("mijn afspraak")
    second = wide.talk("worker-2")
    to_slots(second)
    second.tap("Bellen, online")
    assert "Bijeenkomst met anderen" not in buttons(second)


def test_a_meeting_for_one_firm_opens_with_its_code(wide: Town) -> None:
    meeting(wide, audience="staal26")
    talk = wide.talk()
    to_slots(talk)
    talk.tap("Bellen, online")
    assert "Bijeenkomst met anderen" not in buttons(talk)
    talk.tap("Ik heb een code")
    assert "geen bijeenkomst" in talk.say("fout")
    talk.tap("Bellen, online")
    talk.tap("Ik heb een code")
    talk.say("Staal26")
    assert "do 26 nov, 19:00: Informatieavond over WW" in buttons(talk)


def test_with_a_seat_in_a_meeting_an_intake_can_still_be_booked(wide: Town) -> None:
    meeting(wide)
    talk = wide.talk()
    to_slots(talk)
    talk.say("liever in een groep")
    talk.tap("do 26 nov")
    talk.say("Amina")
    talk.say("amina@example.org")
    talk.tap("Ja, meld mij aan")
    talk.send("/book_intake")
    assert "op kantoor" in " ".join(buttons(talk))
    talk.tap(first_slot(talk))
    talk.tap("Boek zonder samenvatting")
    kinds = {one.kind for one in wide.app.bookings.list_for_desk(date(2026, 11, 22), date(2026, 12, 6))}
    assert kinds == {Kind.GROUP, Kind.OFFICE}


# When plans change.


def test_case_09_a_slot_that_went_stale_gets_three_fresh_ones(wide: Town) -> None:
    """Case 9, in the talk: nothing is stored, three new ones are shown."""
    talk = wide.talk()
    to_slots(talk)
    tapped = next(iter(slots_shown(talk).values()))
    wide.now += timedelta(days=2)
    told = talk.send(tapped)
    assert "Er is niets geboekt" in told
    assert len([title for title in buttons(talk) if "op kantoor" in title]) == 3
    assert wide.app.bookings.find("worker-1") is None


def test_case_22_too_late_to_move_or_cancel_names_the_office_and_its_number(wide: Town) -> None:
    """Case 22, in the talk: self-service stops, a person is named, the coach hears of it."""
    talk = wide.talk()
    to_slots(talk)
    book(talk)
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    wide.now = booked.slot.start - timedelta(hours=3)
    for wish in ("afspraak verzetten", "afspraak afzeggen"):
        told = talk.say(wish)
        assert "Uw afspraak staat nog" in told
        assert "Werkplein Utrecht, 030 000 00 00" in told
        assert "Ik laat uw coach weten" in told
    found = wide.app.bookings.find("worker-1")
    assert found is not None
    assert found.status is Status.BOOKED


def test_when_the_coach_is_ill_the_worker_is_offered_new_times(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    book(talk)
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    day = booked.slot.local_start.date()
    wide.app.bookings.report_sick(booked.coach.id, day, day)
    told = talk.say("mijn afspraak")
    assert "kan niet doorgaan" in told
    assert "U heeft een afspraak." not in told
    talk.tap("Kies een nieuwe tijd")
    told = talk.tap(next(title for title in buttons(talk) if "op kantoor" in title))
    assert "Uw nieuwe tijd staat vast" in told
    again = wide.app.bookings.find("worker-1")
    assert again is not None
    assert (again.reference, again.status) == (booked.reference, Status.BOOKED)
    assert again.first_asked == booked.first_asked


def test_after_a_missed_talk_only_a_new_time_is_asked(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    book(talk)
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    wide.now = booked.slot.end
    wide.app.bookings.mark(booked.reference, Status.MISSED)
    talk.send("/book_intake")
    assert talk.slots["talk"]["question"] == "slot"
    talk.tap(next(title for title in buttons(talk) if "op kantoor" in title))
    assert talk.slots["talk"]["question"] == "approve"
    talk.tap("Boek zonder samenvatting")
    again = wide.app.bookings.find("worker-1")
    assert again is not None
    assert again.reference != booked.reference


def test_a_tap_on_new_times_after_cancelling_does_no_harm(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    book(talk)
    booked = wide.app.bookings.find("worker-1")
    assert booked is not None
    wide.app.bookings.cancel(booked.reference, by_staff=True)
    later = replace(booked.slot, start=booked.slot.start + timedelta(days=1), end=booked.slot.end + timedelta(days=1))
    assert "U heeft nu geen afspraak" in talk.send(f'/inform{{"question":"new_slot","answer":"{later.id}"}}')
