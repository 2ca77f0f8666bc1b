"""The intake: book, show, move, cancel."""

from __future__ import annotations

from actions.booking import tell_standing
from actions.flow import Handler, begin
from actions.say import Choice, payload
from actions.turn import Turn
from bot.intake import TooLate


def book_intake(turn: Turn) -> None:
    """Start booking, or show the appointment that stands."""
    standing = turn.app.bookings.find(turn.worker_id)
    if standing is not None and standing.active:
        tell_standing(turn, standing)
        return
    turn.talk.facts["wants_intake"] = "yes"
    for name in ("slot", "approve"):
        turn.talk.facts.pop(name, None)
    begin(turn, "intake")


def show_intake(turn: Turn) -> None:
    standing = turn.app.bookings.find(turn.worker_id)
    if standing is None or not standing.active:
        turn.say("intake.none", choices=[Choice("menu.book_intake", payload("book_intake"))])
        return
    tell_standing(turn, standing)


def reschedule_intake(turn: Turn) -> None:
    """Another moment: the old one stands until the new one is stored."""
    standing = turn.app.bookings.find(turn.worker_id)
    if standing is None or not standing.active:
        show_intake(turn)
        return
    turn.talk.facts.pop("new_slot", None)
    begin(turn, "move")


def cancel_intake(turn: Turn) -> None:
    """Cancel after a confirmation; too late goes to a person."""
    standing = turn.app.bookings.find(turn.worker_id)
    if standing is None or not standing.active:
        show_intake(turn)
        return
    if turn.data.get("sure") != standing.reference:
        turn.say(
            "intake.cancel_sure",
            start=standing.slot.start,
            choices=[
                Choice("choice.cancel_yes", payload("cancel_intake", sure=standing.reference)),
                Choice("choice.cancel_move", payload("reschedule_intake")),
                Choice("choice.cancel_no", payload("show_intake")),
            ],
        )
        return
    outcome = turn.app.bookings.cancel(standing.reference)
    if isinstance(outcome, TooLate):
        turn.say("intake.too_late", phone=outcome.phone)
        return
    for name in ("slot", "approve", "wants_intake"):
        turn.talk.facts.pop(name, None)
    turn.say("intake.cancelled", choices=[Choice("menu.book_intake", payload("book_intake"))])


HANDLERS: dict[str, Handler] = {
    "book_intake": book_intake,
    "show_intake": show_intake,
    "reschedule_intake": reschedule_intake,
    "cancel_intake": cancel_intake,
}
