"""Nothing in time, in words: later slots, the waitlist, and an offer."""

from __future__ import annotations

from datetime import date, timedelta

from tests.conversation.harness import Conversation
from tests.conversation.town import Town, book, buttons, to_slots


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
