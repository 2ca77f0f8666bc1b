"""Turns a row of the outbox into a mail or a chat message, and hands that over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from bot.desk.announcing import REMINDER, TAKEN
from bot.desk.checkin_post import coach_note, question
from bot.desk.ics import Reader, appointment_ics
from bot.desk.letter import Letter
from bot.desk.letters import Letters
from bot.desk.mail import Calendar, Mailer, OutgoingMail
from bot.desk.planning import after_quiet_hours
from bot.desk.sender import ChannelSender
from bot.intake import Appointment, CoachCard, Contact, Slot, Status, WaitlistOffer, WaitlistPlace
from bot.store.checkins import CheckIn, State
from bot.store.outbox import Delivery

_TOLD_ON_THE_SPOT = frozenset({"booked", "moved", "cancelled"})
_NEEDED_WHILE = {
    "booked": (Status.BOOKED,),
    "moved": (Status.BOOKED,),
    "reminder": (Status.BOOKED,),
    "rebook": (Status.REBOOK,),
    "too_late": (Status.BOOKED, Status.REBOOK),
    "cancelled": (Status.CANCELLED,),
    "missed": (Status.MISSED,),
}


class NoLongerNeeded(Exception):
    """The message has been overtaken, or nobody can receive it; the text says why."""


class NotYet(Exception):
    """The message has to wait until `until` (aware)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class Receiver(NamedTuple):
    """Whom a mail goes to."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Writes letters and sends them by mail, or by `channels` (channel name to sender) to workers without mail."""

    letters: Letters
    mailer: Mailer
    channels: Mapping[str, ChannelSender]

    def to_coach(self, delivery: Delivery, appointment: Appointment, now: datetime) -> None:
        """Mail the coach. Raises NoLongerNeeded, or MailError."""
        topic = delivery.payload["topic"]
        before = _previous(delivery)
        if topic == TAKEN and before is not None:
            if appointment.coach.id == before[1].id:
                msg = "the talk came back to this coach"
                raise NoLongerNeeded(msg)
            appointment = replace(appointment, slot=before[0], coach=before[1], kind=before[0].kind)
        else:
            _check_needed(topic, delivery, appointment)
        letter = self.letters.to_coach(topic, appointment, self._moment(before, "nl") if topic == "moved" else "")
        method = {"cancelled": "CANCEL", TAKEN: "CANCEL", "booked": "REQUEST", "moved": "REQUEST"}.get(topic)
        calendar = self._calendar(appointment, method, Reader.COACH) if method else None
        self._mail(delivery.key, Receiver(appointment.coach.email, appointment.coach.name), letter, now, calendar)

    def to_worker(self, delivery: Delivery, appointment: Appointment, now: datetime, free: Sequence[Slot] = ()) -> None:
        """Mail the worker, or write in the worker's chat. Raises NoLongerNeeded, NotYet, MailError, ChannelUnavailable.

        What the worker just did in the chat or on the page was confirmed there; the chat does not say it again.
        """
        topic = delivery.payload["topic"]
        _check_needed(topic, delivery, appointment)
        if topic == REMINDER:
            _check_still_ahead(appointment, now)
        contact = appointment.contact
        before = self._moment(_previous(delivery), contact.language)
        letter = self.letters.to_worker(topic, appointment, now, before, free)
        if contact.email:
            method = {"booked": "REQUEST", "moved": "REQUEST", "cancelled": "CANCEL"}.get(topic)
            calendar = self._calendar(appointment, method, Reader.WORKER) if method else None
            self._mail(delivery.key, Receiver(contact.email, contact.name), letter, now, calendar)
        elif topic in _TOLD_ON_THE_SPOT:
            msg = "no mail address; the worker was told on the spot"
            raise NoLongerNeeded(msg)
        else:
            self._chat(contact, appointment.worker_id, letter)

    def of_norm(self, delivery: Delivery, now: datetime) -> None:
        """Mail the planners of a region, one message to each address (the payload holds one)."""
        letter = self.letters.to_planner(delivery.payload["region"], int(delivery.payload["waiting"]))
        self._mail(delivery.key, Receiver(delivery.payload["email"]), letter, now)

    def of_waitlist(self, delivery: Delivery, place: WaitlistPlace | None, now: datetime) -> None:
        """Offer a freed slot to a waiting worker; waits for the morning if the offer lasts that long.

        `by` in the payload is 'mail' or 'chat': the offer does not last, so it goes both ways.
        """
        if place is None:
            msg = "the worker no longer waits"
            raise NoLongerNeeded(msg)
        payload = delivery.payload
        expires = datetime.fromisoformat(payload["expires_at"])
        if now >= expires:
            msg = "the offer has expired"
            raise NoLongerNeeded(msg)
        morning = after_quiet_hours(now)
        if now < morning < expires:
            raise NotYet(morning)
        offer = WaitlistOffer(payload["worker_id"], Slot.from_id(payload["slot_id"]), expires)
        letter = self.letters.of_waitlist(offer, place)
        if payload["by"] == "mail":
            self._mail(delivery.key, Receiver(place.contact.email, place.contact.name), letter, now)
        else:
            self._chat(place.contact, offer.worker_id, letter)

    def of_check_in(self, delivery: Delivery, one: CheckIn | None, contact: Contact | None, now: datetime) -> None:
        """Ask a worker how things go, outside the quiet hours, by mail or in the chat."""
        wanted = {State.INVITED: 0, State.AGREED: one.asked}.get(one.state) if one is not None else None
        if one is None or contact is None or wanted != delivery.payload["asked"]:
            msg = "the question is no longer wanted"
            raise NoLongerNeeded(msg)
        morning = after_quiet_hours(now)
        if morning > now:
            raise NotYet(morning)
        letter = question(self.letters, one, contact)
        if contact.email:
            self._mail(delivery.key, Receiver(contact.email, contact.name), letter, now)
        else:
            self._chat(contact, one.worker_id, letter)

    def coach_note(self, delivery: Delivery, appointment: Appointment, contact: Contact, now: datetime) -> None:
        """Tell the coach that a worker wants help, or found work."""
        letter = coach_note(self.letters, delivery.payload["answer"], appointment, contact)
        self._mail(delivery.key, Receiver(appointment.coach.email, appointment.coach.name), letter, now)

    def _chat(self, contact: Contact, worker_id: str, letter: Letter) -> None:
        channel = self.channels.get(contact.channel)
        if channel is None:
            msg = f"no mail address, and nothing can be sent by channel {contact.channel!r}"
            raise NoLongerNeeded(msg)
        channel.send(worker_id, letter.as_chat(), letter.chat_buttons)

    def _mail(self, key: str, to: Receiver, letter: Letter, now: datetime, calendar: Calendar | None = None) -> None:
        if not to.address:
            msg = "no mail address of the receiver is known"
            raise NoLongerNeeded(msg)
        text, html = letter.as_text(), letter.as_html()
        self.mailer.send(OutgoingMail(key, to.address, to.name, letter.subject, text, html, letter.lang, calendar), now)

    def _calendar(self, appointment: Appointment, method: str, reader: Reader) -> Calendar:
        content = appointment_ics(
            appointment,
            method,
            self.letters.base_url,
            catalogue=self.letters.catalogue,
            organiser=self.mailer.sender,
            reader=reader,
        )
        return Calendar(content, method, f"afspraak-{appointment.reference}.ics")

    def _moment(self, before: tuple[Slot, CoachCard] | None, lang: str) -> str:
        if before is None:
            return ""
        return self.letters.catalogue.text("mail.when", lang, {"start": before[0].start, "end": before[0].end})


def _previous(delivery: Delivery) -> tuple[Slot, CoachCard] | None:
    values: Mapping[str, Any] | None = delivery.payload.get("previous")
    if not values:
        return None
    coach = CoachCard(values["coach_id"], values["coach_name"], values["coach_email"])
    return Slot.from_id(values["slot_id"]), coach


def _check_needed(topic: str, delivery: Delivery, appointment: Appointment) -> None:
    if appointment.sequence != delivery.payload["sequence"]:
        msg = "the appointment has changed since; a later message tells of it"
        raise NoLongerNeeded(msg)
    if appointment.status not in _NEEDED_WHILE[topic]:
        msg = f"the appointment is {appointment.status} now"
        raise NoLongerNeeded(msg)


def _check_still_ahead(appointment: Appointment, now: datetime) -> None:
    morning = after_quiet_hours(now)
    if morning >= appointment.slot.start:
        msg = "too late for a reminder"
        raise NoLongerNeeded(msg)
    if morning > now:
        raise NotYet(morning)
