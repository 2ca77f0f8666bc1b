"""Slots in the chat: show what is free, hold one while the worker reads on, book it, and say only what is stored."""

from __future__ import annotations

from typing import Any

from actions.answers import NOTHING, Answer
from actions.say import Choice, Part, payload
from actions.summary import summary_for_coach
from actions.turn import Turn
from actions.wishes import wishes_from, wishes_in
from bot.intake import Appointment, Contact, Offer, Slot, SlotGone, Summary, TooLate, Wishes

SHOWN = 3


def offer_slots(turn: Turn, question: str = "slot") -> None:
    """Show the first free moments that suit the wishes told so far, as answers to `question`."""
    notes = turn.talk.notes
    if notes.pop("which_day", False):
        turn.say("slot.which_day", custom={"date_input": {"min": turn.today.isoformat(), "max": None}})
        return
    after = notes.get("after")
    offer = turn.app.bookings.offer(
        turn.worker_id, wishes=wishes_of(turn), limit=SHOWN, after=Slot.from_id(after) if after else None
    )
    _tell_limits(turn, offer)
    slots = offer.slots or offer.within_norm_otherwise
    choices = [_slot_choice(question, slot) for slot in slots]
    if offer.more and slots:
        choices.append(Choice("choice.slot_more", payload("inform", question=question, answer="more")))
    choices.append(Choice("choice.slot_other_day", payload("inform", question=question, answer="other_day")))
    if slots:
        notes["last_shown"] = slots[-1].id
    turn.say("slot.choose" if slots else "slot.none", phone=offer.phone, choices=choices)


def _tell_limits(turn: Turn, offer: Offer) -> None:
    """What stands in the way: holidays, the norm, the worker's language or wishes."""
    for closed in offer.closed_days[:2]:
        turn.say("slot.holiday", day=closed.day, holiday=closed.holiday)
    if offer.slots and offer.beyond_norm:
        turn.say("slot.beyond_norm", deadline=offer.deadline)
    if not offer.slots and offer.within_norm_otherwise:
        turn.say("slot.wishes_not_met")
    if not offer.language_met:
        turn.say("slot.language_not_met")


def wishes_answer(turn: Turn, text: str) -> Answer:
    """Typed words at the slots: wishes for a day or time, or one of the slots shown."""
    named = turn.app.choice_words.find("slot", text)
    if named:
        return Answer(named)
    wishes = wishes_in(text, turn.now)
    return NOTHING if wishes is None else Answer({"wishes": wishes})


def keep_wish(turn: Turn, answer: Any) -> bool:
    """Whether the answer asks for other moments ('more', another day, wishes) instead of naming one."""
    notes = turn.talk.notes
    if answer == "more":
        notes["after"] = notes.get("last_shown")
        return True
    if isinstance(answer, dict):
        notes["wishes"] = answer["wishes"]
    elif answer == "other_day":
        notes["which_day"] = True
    else:
        return False
    from_the_start(turn)
    return True


def from_the_start(turn: Turn) -> None:
    """Show the earliest slots again, not those after the ones shown."""
    turn.talk.notes.pop("after", None)
    turn.talk.notes.pop("last_shown", None)


def choose_slot(turn: Turn, answer: Any) -> None:
    """A tapped slot is held; 'more' and wishes show other ones."""
    if keep_wish(turn, answer):
        return
    held = turn.app.bookings.hold(turn.worker_id, answer)
    if isinstance(held, SlotGone):
        gone(turn, held)
        return
    turn.talk.facts["slot"] = held.slot.id
    from_the_start(turn)
    turn.say("slot.held", start=held.slot.start)


def confirm(turn: Turn, *, with_summary: bool) -> None:
    """Book the held slot. 'Booked' is said after the row is stored, never before."""
    worker = turn.app.workers.find(turn.worker_id)
    contact = Contact(
        name=worker.name if worker else "",
        email=worker.email if worker else "",
        phone=worker.phone if worker else "",
        language=turn.talk.language,
        channel=turn.channel,
        address=turn.worker_id,
    )
    summary = summary_for_coach(turn) if with_summary else Summary(language=turn.talk.language)
    booked = turn.app.bookings.confirm(turn.worker_id, contact, summary)
    if isinstance(booked, SlotGone):
        turn.talk.facts.pop("slot", None)
        gone(turn, booked)
        return
    if isinstance(booked, TooLate):
        turn.talk.facts["approve"] = "refused"
        turn.say("intake.too_late", phone=booked.phone)
        return
    turn.talk.facts["approve"] = "booked"
    tell_booked(turn, booked)


def gone(turn: Turn, refusal: SlotGone) -> None:
    """The slot cannot be had; say so and show fresh ones."""
    turn.say(f"slot.gone_{refusal.reason}")
    from_the_start(turn)


def tell_booked(turn: Turn, booked: Appointment) -> None:
    """Reference, moment, place, what to bring, and the calendar file of a stored appointment."""
    place = Part(f"place.{booked.kind}", {"office": booked.office.name, "address": booked.office.address})
    turn.say("booked.done", reference=booked.reference, start=booked.slot.start, coach=booked.coach.name, place=place)
    turn.say(
        booked.bring_key,
        custom={
            "file": {
                "url": f"/afspraak/{booked.token}.ics",
                "name": f"afspraak-{booked.reference}.ics",
                "media_type": "text/calendar",
            }
        },
    )
    turn.say("booked.mail" if booked.contact.email else "booked.no_mail")
    if not booked.within_norm:
        turn.say("booked.late")


def tell_standing(turn: Turn, standing: Appointment) -> None:
    """The appointment as it stands, with buttons to move or cancel it."""
    place = Part(f"place.{standing.kind}", {"office": standing.office.name, "address": standing.office.address})
    turn.say(
        "intake.stands",
        reference=standing.reference,
        start=standing.slot.start,
        coach=standing.coach.name,
        place=place,
        choices=[
            Choice("menu.reschedule_intake", payload("reschedule_intake")),
            Choice("menu.cancel_intake", payload("cancel_intake")),
        ],
    )


def wishes_of(turn: Turn) -> Wishes:
    """The wishes for day and time that the worker told."""
    return wishes_from(turn.talk.notes.get("wishes") or {})


def _slot_choice(question: str, slot: Slot) -> Choice:
    return Choice(
        f"choice.slot_{slot.kind}", payload("inform", question=question, answer=slot.id), {"start": slot.start}
    )
