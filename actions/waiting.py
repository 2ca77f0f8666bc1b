"""The waitlist in the chat: joining it, and answering the offer of a place that came free."""

from __future__ import annotations

from actions.booking import contact_of, tell_booked, tell_too_late, wishes_of
from actions.say import Choice, payload
from actions.turn import Turn
from bot.intake import Slot, SlotGone, TooLate, WaitlistOffer


def join(turn: Turn) -> None:
    """Stand in line with the wishes told so far; say the place in it and how the news comes."""
    place = turn.app.bookings.join_waitlist(turn.worker_id, contact_of(turn), wishes_of(turn))
    turn.say("waitlist.joined", position=place.position)
    if place.contact.email:
        turn.say("waitlist.by_mail", choices=[leave_choice()])
    else:
        turn.say("waitlist.by_chat", choices=[leave_choice()])


def tell_place(turn: Turn) -> bool:
    """Say where the worker stands in line, or offer the place that is kept; False for who does not wait."""
    offer = turn.app.bookings.waitlist_offer(turn.worker_id)
    if offer is not None:
        tell_offer(turn, offer)
        return True
    place = turn.app.bookings.waiting(turn.worker_id)
    if place is None:
        return False
    turn.say("waitlist.place", position=place.position, choices=[leave_choice()])
    return True


def tell_offered(turn: Turn) -> bool:
    """Put the offer that waits for an answer once more; False when there is none."""
    offer = turn.app.bookings.waitlist_offer(turn.worker_id)
    if offer is not None:
        tell_offer(turn, offer)
    return offer is not None


def tell_offer(turn: Turn, offer: WaitlistOffer) -> None:
    """The place that is kept, until when, and the two answers."""
    turn.say(
        "waitlist.offer",
        start=offer.slot.start,
        expires=offer.expires_at,
        choices=[
            Choice("choice.offer_yes", payload("inform", question="waitlist_offer", answer=offer.slot.id)),
            Choice("choice.offer_no", payload("inform", question="waitlist_offer", answer=f"no {offer.slot.id}")),
        ],
    )


def answer_offer(turn: Turn, answer: str) -> None:
    """'no' and a slot lets it go; a slot alone takes it. A late or second tap does no harm."""
    refuses, _, slot_id = answer.rpartition(" ")
    if refuses:
        turn.app.bookings.decline_offer(turn.worker_id, slot_id)
        still = turn.app.bookings.waiting(turn.worker_id) is not None
        turn.say("waitlist.declined" if still else "waitlist.declined_not_waiting")
        return
    taken = turn.app.bookings.take_offer(turn.worker_id, slot_id)
    if isinstance(taken, SlotGone):
        _gone(turn, slot_id)
    elif isinstance(taken, TooLate):
        tell_too_late(turn, taken)
    else:
        tell_booked(turn, taken)


def leave_choice() -> Choice:
    """Off the list."""
    return Choice("choice.waitlist_leave", payload("inform", question="waitlist_offer", answer="leave"))


def leave(turn: Turn) -> None:
    """No more offers; an appointment stays."""
    turn.app.bookings.leave_waitlist(turn.worker_id)
    turn.say("waitlist.left", choices=[Choice("menu.book_intake", payload("book_intake"))])


def _gone(turn: Turn, slot_id: str) -> None:
    standing = turn.app.bookings.find(turn.worker_id)
    search = "reschedule_intake" if standing is not None and standing.active else "book_intake"
    waits = turn.app.bookings.waiting(turn.worker_id) is not None
    turn.say(
        "waitlist.gone_still_waiting" if waits else "waitlist.gone",
        start=Slot.from_id(slot_id).start,
        choices=[Choice("choice.see_free", payload(search))],
    )
