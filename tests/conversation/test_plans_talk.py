"""When plans change, in words: a slot that went stale, too late, illness, a missed talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.intake import Kind, Status
from tests.conversation.town import Town, book, buttons, slots_shown, to_slots


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


def test_who_wants_to_move_after_all_not_leaves_it_as_it_is(wide: Town) -> None:
    for no in ("Laat het zo", "laat maar staan"):
        talk = wide.talk(f"worker-{len(no)}")
        to_slots(talk)
        talk.say("vrijdag")
        book(talk)
        before = wide.app.bookings.find(talk.worker_id)
        talk.say("afspraak verzetten")
        told = talk.tap(no) if no in buttons(talk) else talk.say(no)
        assert "U heeft een afspraak" in told
        assert wide.app.bookings.find(talk.worker_id) == before
        assert talk.slots["talk"]["question"] is None


def test_who_moves_is_not_held_to_the_day_wished_for_before(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("vrijdag")
    book(talk)
    talk.say("afspraak verzetten")
    assert not all(title.startswith("vr ") for title in slots_shown(talk))


def test_moving_to_a_telephone_talk_asks_the_number_first(wide: Town) -> None:
    talk = wide.talk()
    to_slots(talk)
    talk.say("vrijdag")
    book(talk, "amina@example.org")
    before = wide.app.bookings.find("worker-1")
    assert before is not None
    talk.say("afspraak verzetten")
    talk.say("telefonisch")
    told = talk.tap(next(title for title in slots_shown(talk) if "telefonisch" in title))
    assert "telefoonnummer" in told
    assert wide.app.bookings.find("worker-1") == before
    told = talk.say("06 12 34 56 78")
    assert "Uw afspraak is verzet" in told
    moved = wide.app.bookings.find("worker-1")
    assert moved is not None
    assert (moved.kind, moved.contact.phone) == (Kind.TELEPHONE, "06 12 34 56 78")
    assert moved.contact.email == "amina@example.org"
