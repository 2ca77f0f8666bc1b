"""Slots in the chat: show what is free, hold one while the worker reads on, book it, and say only what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from actions.answers import NOTHING, Answer
from actions.pointing import exact_slot, pointed_at, show_order
from actions.say import Choice, Part, payload
from actions.summary import summary_for_coach
from actions.turn import Turn
from actions.ways import ANY, keep_way, show_languages, show_meetings, show_ways, tapped_way, way_in
from actions.wishes import merged, names_no_day, problem_with, wishes_from, wishes_in
from bot.intake import (
    HORIZON_DAYS,
    Appointment,
    Contact,
    Kind,
    Offer,
    Slot,
    SlotGone,
    Status,
    Summary,
    TooLate,
    Wishes,
    holiday_name,
)

SHOWN = 3
WAITLIST = "waitlist"


def offer_slots(turn: Turn, question: str = "slot") -> None:
    """Show the first free moments that suit the wishes told so far, as answers to `question`."""
    notes = turn.talk.notes
    if _asks_back(turn, question):
        return
    after = notes.get("after")
    offer = turn.app.bookings.offer(
        turn.worker_id, wishes=wishes_of(turn), limit=SHOWN, after=Slot.from_id(after) if after else None
    )
    if not offer.slots and not offer.within_norm_otherwise and notes.get("kind"):
        turn.say("slot.way_not_free")
        keep_way(turn, {"kind": ANY})
        offer_slots(turn, question)
        return
    _tell_limits(turn, offer)
    slots = offer.slots or _nearest(turn) or offer.within_norm_otherwise
    show_order(turn, slots)
    choices = [_slot_choice(question, slot) for slot in slots]
    full = not offer.within_norm_otherwise and (offer.beyond_norm or not offer.slots) and not after
    names = [
        *(["more"] if offer.more and slots else []),
        "other_day",
        "other_way",
        *(["keep"] if question != "slot" else []),
        *([WAITLIST] if full and turn.app.bookings.waiting(turn.worker_id) is None else []),
    ]
    choices += [Choice(f"choice.slot_{name}", payload("inform", question=question, answer=name)) for name in names]
    if slots:
        notes["last_shown"] = slots[-1].id
    turn.say("slot.choose" if slots else "slot.none", phone=offer.phone, choices=choices)


def _nearest(turn: Turn) -> Sequence[Slot]:
    """The free moments nearest to the one day and hour that was asked for, in their order of time."""
    wishes = wishes_of(turn)
    if wishes.at is None or len(wishes.days) != 1:
        return ()
    near = turn.app.bookings.near(turn.worker_id, min(wishes.days), wishes.at, SHOWN)
    return sorted(near.slots, key=lambda slot: slot.start)


def _asks_back(turn: Turn, question: str) -> bool:
    """Whether a question comes first: which day, how, in which language, which meeting."""
    notes = turn.talk.notes
    notes.pop("shown", None)
    match notes.pop("which", None):
        case "day":
            last = turn.today + timedelta(days=HORIZON_DAYS)
            turn.say("slot.which_day", custom={"date_input": {"min": turn.today.isoformat(), "max": last.isoformat()}})
        case "way":
            show_ways(turn, question)
        case "language":
            show_languages(turn, question)
        case "code":
            notes["code_asked"] = True
            turn.say("slot.which_code")
        case _:
            return bool(notes.get("group")) and show_meetings(turn, question)
    return True


def _tell_limits(turn: Turn, offer: Offer) -> None:
    """What stands in the way: holidays, the norm, the worker's language or wishes."""
    for closed in offer.closed_days[:2]:
        name = holiday_name(closed.day, turn.talk.language) or closed.holiday  # the talk's language, not the coach's
        turn.say("slot.holiday", day=closed.day, holiday=name)
    if offer.slots and offer.beyond_norm:
        full = not offer.within_norm_otherwise and not turn.talk.notes.get("after")
        turn.say("slot.beyond_norm" if full else "slot.later_than_norm", deadline=offer.deadline)
    if not offer.slots and offer.within_norm_otherwise:
        turn.say("slot.wishes_not_met")
    if not offer.language_met:
        turn.say("slot.language_not_met")


def wishes_answer(turn: Turn, text: str) -> Answer:
    """Typed words at the slots: a code that was asked, wishes for a day, time, kind or language, or a button's name."""
    if turn.talk.notes.pop("code_asked", False) and len(text.split()) == 1:
        return Answer({"code": text.strip().lower()})
    pointed = pointed_at(turn, text)
    if pointed is not None:
        return Answer(pointed)
    found: dict[str, Any] = dict(way_in(turn, text))
    wishes = wishes_in(text, turn.now)
    exact = exact_slot(turn, wishes, found.get("kind")) if wishes is not None and "language" not in found else None
    if exact is not None:
        return Answer(exact)
    if wishes is not None:
        found["wishes"] = wishes
    elif names_no_day(text, turn.now):
        found["impossible"] = True
    if found:
        return Answer(found)
    named = turn.app.choice_words.find("slot", text)
    return Answer(named) if named else NOTHING


def keep_wish(turn: Turn, answer: Any) -> bool:
    """Whether the answer asks for other moments ('more', another day, wishes, a kind) instead of naming one."""
    notes = turn.talk.notes
    if answer == "more":
        notes["after"] = notes.get("last_shown")
        return True
    asked_back = {"other_day": "day", "other_way": "way", "languages": "language", "code": "code"}
    if not isinstance(answer, dict) and answer in asked_back:
        notes["which"] = asked_back[answer]
        if answer == "other_day":
            notes.pop("wishes", None)
    else:
        told = answer if isinstance(answer, dict) else tapped_way(str(answer))
        if told is None:
            return False
        _keep_told(turn, told)
    from_the_start(turn)
    return True


def _keep_told(turn: Turn, told: dict[str, Any]) -> None:
    if told.get("impossible"):
        turn.say("slot.wish_impossible")
    if "code" in told:
        turn.talk.notes.update(meeting_code=told["code"], group=True)
    if "kind" in told or "language" in told:
        keep_way(turn, told)
    if "wishes" not in told:
        return
    problem = problem_with(wishes_from(told["wishes"]), turn.today)
    if problem is None:
        turn.talk.notes["wishes"] = merged(turn.talk.notes.get("wishes") or {}, told["wishes"])
    else:
        turn.say.parts([problem])


def from_the_start(turn: Turn) -> None:
    """Show the earliest slots again, not those after the ones shown."""
    turn.talk.notes.pop("after", None)
    for name in ("last_shown", "shown"):
        turn.talk.notes.pop(name, None)


def choose_slot(turn: Turn, answer: Any) -> None:
    """A tapped slot is held; 'more' and wishes show other ones; the waitlist takes the place of a slot."""
    if keep_wish(turn, answer):
        return
    if answer == WAITLIST:
        turn.talk.facts["slot"] = WAITLIST
        return
    held = turn.app.bookings.hold(turn.worker_id, answer, audience=turn.talk.notes.get("meeting_code", ""))
    if isinstance(held, SlotGone):
        gone(turn, held)
        return
    turn.talk.facts["slot"] = held.slot.id
    from_the_start(turn)
    turn.say("slot.held", start=held.slot.start)


def contact_of(turn: Turn) -> Contact:
    """How to reach the worker, as told."""
    worker = turn.app.workers.find(turn.worker_id)
    return Contact(
        name=worker.name if worker else "",
        email=worker.email if worker else "",
        phone=worker.phone if worker else "",
        language=turn.talk.language,
        channel=turn.channel,
        address=turn.worker_id,
    )


def confirm(turn: Turn, *, with_summary: bool) -> None:
    """Book the held slot. 'Booked' is said after the row is stored, never before."""
    summary = summary_for_coach(turn) if with_summary else Summary(language=turn.talk.language)
    audience = turn.talk.notes.get("meeting_code", "")
    booked = turn.app.bookings.confirm(turn.worker_id, contact_of(turn), summary, audience=audience)
    if isinstance(booked, SlotGone):
        turn.talk.facts.pop("slot", None)
        gone(turn, booked)
        return
    if isinstance(booked, TooLate):
        turn.talk.facts["approve"] = "refused"
        tell_too_late(turn, booked)
        return
    turn.talk.facts["approve"] = "booked"
    turn.talk.notes.pop("group", None)
    tell_booked(turn, booked)
    if not booked.within_norm and booked.kind is not Kind.GROUP and not turn.app.bookings.waiting(turn.worker_id):
        turn.talk.facts.pop("waitlist", None)
        turn.talk.ahead.insert(0, "waitlist")


def tell_too_late(turn: Turn, refused: TooLate) -> None:
    """The worker can no longer change it alone: whom to call, and that the coach knows."""
    office = refused.appointment.office.name
    if refused.started:
        turn.say("intake.started", office=office, phone=refused.phone)
    else:
        turn.say("intake.too_late", office=office, phone=refused.phone, deadline=refused.deadline)


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
    """The appointment as it stands, with buttons to move or cancel it; or that it needs a new time."""
    group = standing.kind is Kind.GROUP
    cancel = Choice("menu.cancel_intake", payload("cancel_intake", show=standing.reference))
    if standing.status is Status.REBOOK:
        other = payload("book_intake") if group else payload("reschedule_intake")
        turn.say("intake.rebook", start=standing.slot.start, choices=[Choice("choice.new_time", other), cancel])
        return
    place = Part(f"place.{standing.kind}", {"office": standing.office.name, "address": standing.office.address})
    turn.say(
        "intake.stands",
        reference=standing.reference,
        start=standing.slot.start,
        coach=standing.coach.name,
        place=place,
        choices=[*([] if group else [Choice("menu.reschedule_intake", payload("reschedule_intake"))]), cancel],
    )


def wishes_of(turn: Turn) -> Wishes:
    """The wishes for day and time that the worker told."""
    return wishes_from(turn.talk.notes.get("wishes") or {})


def _slot_choice(question: str, slot: Slot) -> Choice:
    return Choice(
        f"choice.slot_{slot.kind}", payload("inform", question=question, answer=slot.id), {"start": slot.start}
    )
