"""The intake: book, show, move, cancel."""

from __future__ import annotations

from actions.awaited import await_yes
from actions.booking import from_the_start, tell_standing, tell_too_late
from actions.flow import Handler, begin
from actions.say import Choice, payload
from actions.turn import Turn
from actions.waiting import tell_place
from bot.intake import Appointment, Kind, TooLate


def book_intake(turn: Turn) -> None:
    """Start booking, or show the appointment that stands; a place that is kept for the worker comes first."""
    if turn.app.bookings.waitlist_offer(turn.worker_id) is not None and tell_place(turn):
        return
    standing = _standing(turn)
    if standing is not None and standing.kind is not Kind.GROUP:
        tell_standing(turn, standing)
        return
    turn.talk.facts["wants_intake"] = "yes"
    for name in ("slot", "approve"):
        turn.talk.facts.pop(name, None)
    begin(turn, "intake")


def show_intake(turn: Turn) -> None:
    """What stands, and the place on the waitlist."""
    standing = _standing(turn)
    if standing is not None:
        tell_standing(turn, standing)
    waits = tell_place(turn)
    if standing is None and not waits:
        turn.say("intake.none", choices=[Choice("menu.book_intake", payload("book_intake"))])


def reschedule_intake(turn: Turn) -> None:
    """Another moment: the old one stands until the new one is stored."""
    standing = _standing(turn)
    if standing is None:
        show_intake(turn)
        return
    if standing.kind is Kind.GROUP:
        turn.say("intake.meeting_not_moved")
        tell_standing(turn, standing)
        return
    refused = turn.app.bookings.too_late(standing.reference)  # before a time is picked in vain
    if refused is not None:
        tell_too_late(turn, refused)
        return
    turn.talk.facts.pop("new_slot", None)
    turn.talk.notes.pop("wishes", None)  # the day wished for before may be the very one that does not suit
    from_the_start(turn)
    begin(turn, "move")


def cancel_intake(turn: Turn) -> None:
    """Cancel after a confirmation; too late goes to a person."""
    standing = _named(turn, turn.data.get("sure") or turn.data.get("show")) or _standing(turn)
    if standing is None:
        show_intake(turn)
        return
    if turn.data.get("sure") != standing.reference:
        refused = turn.app.bookings.too_late(standing.reference)
        if refused is None:
            _ask_sure(turn, standing)
        else:
            tell_too_late(turn, refused)
        return
    outcome = turn.app.bookings.cancel(standing.reference)
    if isinstance(outcome, TooLate):
        tell_too_late(turn, outcome)
        return
    for name in ("slot", "approve", "wants_intake"):
        turn.talk.facts.pop(name, None)
    turn.say("intake.cancelled", choices=[Choice("menu.book_intake", payload("book_intake"))])


def _ask_sure(turn: Turn, standing: Appointment) -> None:
    move = [] if standing.kind is Kind.GROUP else [Choice("choice.cancel_move", payload("reschedule_intake"))]
    turn.say(
        "intake.cancel_sure",
        start=standing.slot.start,
        choices=[
            Choice("choice.cancel_yes", payload("cancel_intake", sure=standing.reference)),
            *move,
            Choice("choice.cancel_no", payload("show_intake")),
        ],
    )
    await_yes(turn, payload("cancel_intake", sure=standing.reference), payload("show_intake"))


def _standing(turn: Turn) -> Appointment | None:
    found = turn.app.bookings.find(turn.worker_id)
    return found if found is not None and found.active else None


def _named(turn: Turn, reference: str | None) -> Appointment | None:
    """The worker's own appointment with this reference."""
    found = turn.app.bookings.by_reference(reference) if reference else None
    return found if found is not None and found.worker_id == turn.worker_id and found.active else None


HANDLERS: dict[str, Handler] = {
    "book_intake": book_intake,
    "show_intake": show_intake,
    "reschedule_intake": reschedule_intake,
    "cancel_intake": cancel_intake,
}
