"""How things go after the intake, in the chat: the answer of one tap, seldomer, no more, and work that was found."""

from __future__ import annotations

from actions.say import Choice, payload
from actions.turn import Turn
from bot.desk import keep_answer
from bot.store.checkins import State

_ANSWERS = ("good", "help", "work")
_NOT = frozenset({"geen", "niet", "nog", "not", "no", "yet"})


def take_answer(turn: Turn, answer: str) -> None:
    """What a button under a question says: its name and the number of the question."""
    name, _, number = answer.partition(" ")
    if name == "work":
        found_work(turn, int(number or 0))
        return
    kept = keep_answer(turn.app.check_ins, turn.worker_id, name, int(number or 0))
    turn.say(f"checkin.said_{name}" if kept is not None else "checkin.said_stop")


def found_work(turn: Turn, number: int = 0) -> None:
    """Congratulate, close, and remind of what to cancel."""
    kept = keep_answer(turn.app.check_ins, turn.worker_id, "work", number)
    if turn.app.bookings.waiting(turn.worker_id) is not None:
        turn.app.bookings.leave_waitlist(turn.worker_id)
    turn.say("checkin.said_work" if kept is not None else "checkin.said_work_alone")  # without, no coach is told
    standing = turn.app.bookings.find(turn.worker_id)
    if standing is None or not standing.active:
        return
    turn.say(
        "checkin.work_open_appointment",
        start=standing.slot.start,
        choices=[
            Choice(
                "menu.cancel_intake",
                payload("cancel_intake", sure=standing.reference),
            ),
            Choice("checkin.keep_appointment", payload("show_intake")),
        ],
    )


def typed(turn: Turn) -> bool:
    """Whether the text says, of its own accord, that work was found, or answers the latest question in words."""
    said = turn.app.choice_words.find("check_in", turn.text)
    if said is None:
        return False
    one = turn.app.check_ins.find(turn.worker_id)
    if said == "work":
        if _NOT & set(turn.text.lower().split()):
            return False
        number = one.asked if one is not None else 0
        turn.say(
            "checkin.work_sure",
            choices=[
                Choice("checkin.button_work", payload("inform", question="check_in", answer=f"work {number}")),
                Choice("choice.no", payload("deny")),
            ],
        )
        return True
    if one is None or one.state is not State.AGREED:
        return False
    take_answer(turn, f"{said} {one.asked}")
    return True


def open_question(turn: Turn) -> bool:
    """Put the question that was sent and not yet answered once more; False when there is none."""
    one = turn.app.check_ins.find(turn.worker_id)
    if one is None or one.state is not State.AGREED or one.answered >= one.asked:
        return False
    turn.say(
        "checkin.waits_for_answer",
        choices=[
            Choice(f"checkin.button_{name}", payload("inform", question="check_in", answer=f"{name} {one.asked}"))
            for name in _ANSWERS
        ],
    )
    return True


def stop(turn: Turn) -> bool:
    """'Stop' without anything under way, said by who is asked now and then: no more of that."""
    one = turn.app.check_ins.find(turn.worker_id)
    if one is None or one.state is not State.AGREED:
        return False
    take_answer(turn, "stop")
    return True
