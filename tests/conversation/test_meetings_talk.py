"""Group meetings in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.clock import AMSTERDAM
from bot.intake import Kind
from bot.store.bookings import NewMeeting
from tests.conversation.town import Town, buttons, first_slot, to_slots


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
