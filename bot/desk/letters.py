"""The letters about an appointment, each from its facts and the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.details import (
    bring,
    desk_link,
    kind,
    language,
    place,
    public_link,
    reading_language,
    reply,
    waiting_link,
    when,
)
from bot.desk.letter import Account, Letter
from bot.intake import Appointment, Kind, Slot, Status, Summary, WaitlistOffer, WaitlistPlace
from bot.wording import Catalogue

COACH_LANGUAGE = "nl"
_NEW_TIME = frozenset({"rebook", "missed"})


@dataclass(frozen=True, slots=True)
class Letters:
    """Writes letters. `base_url` is where people reach the gateway, without a slash at the end."""

    catalogue: Catalogue
    base_url: str

    def to_worker(
        self, topic: str, appointment: Appointment, now: datetime, before: str = "", free: Sequence[Slot] = ()
    ) -> Letter:
        """To the worker. `topic` is booked, moved, cancelled, rebook, reminder or missed.

        `before` is the earlier moment of a moved appointment, in words. `now` decides whether moving and cancelling
        are still offered. `free` are moments to choose from, for rebook and missed.
        """
        lang = reading_language(appointment.contact.language, self.catalogue)
        values = {"start": appointment.slot.start, "end": appointment.slot.end}
        facts = [("fact_when", when(appointment, self.catalogue, lang))]
        if topic == "missed":
            facts = []
        elif topic in {"cancelled", "rebook"}:
            facts = [("fact_when_old", facts[0][1])]
        else:
            facts += [
                ("fact_when_before", before),
                ("fact_where", place(appointment, self.catalogue, lang)),
                ("fact_kind", kind(appointment, self.catalogue, lang)),
                ("fact_coach", appointment.coach.name),
                ("fact_bring", bring(appointment, self.catalogue, lang)),
            ]
        facts.append(("fact_reference", appointment.reference))
        return Letter(
            lang=lang,
            subject=self._text(f"{topic}_subject", lang, values),
            heading=self._text(f"{topic}_heading", lang),
            greeting=self.greeting(appointment.contact.name, lang),
            paragraphs=tuple(self.catalogue.messages(self._body(topic, appointment), lang, values)),
            facts=self._labelled(facts, lang),
            after=self._how_to_change(topic, appointment, now),
            links=self._worker_links(topic, appointment, now, free),
            replies=self._worker_replies(topic, appointment, free),
            closing=self._text("closing", lang),
            footer=self._footer(appointment, lang),
        )

    def to_coach(self, topic: str, appointment: Appointment, before: str = "") -> Letter:
        """To the coach. `topic` is booked, moved, too_late, cancelled, or taken (the talk went to another coach).

        Who, when, where and how to reach the worker. The summary, exactly as approved, is in the letters about a new
        or moved talk only.
        """
        lang = COACH_LANGUAGE
        contact = appointment.contact
        values = {"start": appointment.slot.start, "reference": appointment.reference}
        tells_all = topic in {"booked", "moved"}
        goes_on = tells_all or topic == "too_late"
        facts = [
            ("fact_when" if goes_on else "fact_when_old", when(appointment, self.catalogue, lang)),
            ("fact_when_before", before),
            ("fact_where", place(appointment, self.catalogue, lang, for_coach=True) if goes_on else ""),
            ("fact_kind", kind(appointment, self.catalogue, lang) if goes_on else ""),
            ("fact_worker", contact.name),
            ("fact_phone", contact.phone if goes_on else ""),
            ("fact_email", contact.email if goes_on else ""),
            ("fact_language", language(contact.language, self.catalogue, lang) if goes_on else ""),
            ("fact_reference", appointment.reference),
        ]
        return Letter(
            lang=lang,
            subject=self._text(f"coach_{topic}_subject", lang, values),
            heading=self._text(f"coach_{topic}_heading", lang),
            greeting=self.greeting(appointment.coach.name, lang),
            paragraphs=tuple(self.catalogue.messages(f"mail.coach_{topic}_body", lang, values)),
            facts=self._labelled(facts, lang),
            warnings=self.norm_warnings(appointment, lang) if tells_all else (),
            account=self.account(appointment.summary, lang) if tells_all else None,
            links=((self._text("link_desk", lang), desk_link(appointment, self.base_url)),) if goes_on else (),
            closing=self._text("closing", lang),
            footer=(self._text("footer", lang),),
        )

    def to_planner(self, region: str, waiting: int) -> Letter:
        """To the planner of a region where nothing is left within the norm; `waiting` counts the waitlist."""
        lang = COACH_LANGUAGE
        return Letter(
            lang=lang,
            subject=self._text("planner_subject", lang, {"region": region}),
            heading=self._text("planner_heading", lang),
            greeting=self.greeting("", lang),
            paragraphs=tuple(self.catalogue.messages("mail.planner_body", lang, {"region": region})),
            facts=self._labelled(
                [("fact_region", region), ("fact_waiting", self._text("planner_waiting", lang, {"waiting": waiting}))],
                lang,
            ),
            closing=self._text("closing", lang),
            footer=(self._text("footer", lang),),
        )

    def of_waitlist(self, offer: WaitlistOffer, place: WaitlistPlace) -> Letter:
        """To a waiting worker for whom a freed slot is kept for a while."""
        lang = reading_language(place.contact.language, self.catalogue)
        slot = offer.slot
        values = {"start": slot.start, "end": slot.end, "expires": offer.expires_at}
        after = "waitlist_last" if place.last_offer else "waitlist_else"
        return Letter(
            lang=lang,
            subject=self._text("waitlist_subject", lang, values),
            heading=self._text("waitlist_heading", lang),
            greeting=self.greeting(place.contact.name, lang),
            paragraphs=tuple(self.catalogue.messages("mail.waitlist_body", lang, values)),
            facts=self._labelled(
                [
                    ("fact_when", self._text("when", lang, values)),
                    ("fact_kind", self._text(f"kind_{slot.kind}", lang)),
                ],
                lang,
            ),
            after=(self._text(after, lang),),
            links=((self._text("link_answer", lang), waiting_link(place.token, self.base_url)),),
            replies=(
                (self._text("link_take", lang), reply("inform", question="waitlist_offer", answer=slot.id)),
                (self._text("link_leave_be", lang), reply("inform", question="waitlist_offer", answer=f"no {slot.id}")),
            ),
            closing=self._text("closing", lang),
            footer=(self._text("footer", lang),),
        )

    def account(self, summary: Summary, lang: str) -> Account:
        """The approved summary, word for word, marked as the worker's own and not checked."""
        told = self._text("summary_mark" if summary.sections else "summary_none", lang)
        return Account(self._text("summary_heading", lang), told, summary.language, summary.sections)

    def norm_warnings(self, appointment: Appointment, lang: str) -> tuple[str, ...]:
        """What the coach must know when the intake comes later than the two-week norm, or the office's own."""
        values = {"first_asked": appointment.first_asked}
        if not appointment.within_norm:
            return (self._text("norm_missed", lang, values),)
        if not appointment.within_office_norm:
            return (self._text("office_norm_missed", lang, values),)
        return ()

    def _how_to_change(self, topic: str, appointment: Appointment, now: datetime) -> tuple[str, ...]:
        if topic not in {"booked", "moved", "reminder"}:
            return ()
        lang = reading_language(appointment.contact.language, self.catalogue)
        if now <= appointment.cancel_before:
            return (self._text("change_until", lang, {"until": appointment.cancel_before}),)
        office = {"office": appointment.office.name, "phone": appointment.office.phone}
        return (self._text("change_no_longer", lang, office),)

    def _worker_links(
        self, topic: str, appointment: Appointment, now: datetime, free: Sequence[Slot]
    ) -> tuple[tuple[str, str], ...]:
        lang = reading_language(appointment.contact.language, self.catalogue)
        page = public_link(appointment, self.base_url)
        if topic in _NEW_TIME and appointment.kind is not Kind.GROUP:
            more = "link_choose_more" if free else "link_choose"
            chosen = [(self._slot(slot, lang), f"{page}/verzetten?tijd={slot.id}") for slot in free]
            return (*chosen, (self._text(more, lang), f"{page}/verzetten"))
        names = [("link_chat", self.base_url)]
        if topic in {"booked", "moved", "reminder"}:
            names = [("link_show", page)]
            if now <= appointment.cancel_before and appointment.status is Status.BOOKED:
                move = [] if appointment.kind is Kind.GROUP else [("link_move", f"{page}/verzetten")]
                names = [*move, ("link_cancel", f"{page}/afzeggen")]
        return tuple((self._text(name, lang), address) for name, address in names)

    def _worker_replies(
        self, topic: str, appointment: Appointment, free: Sequence[Slot]
    ) -> tuple[tuple[str, str], ...]:
        """Buttons in the chat: a moment at once, or the ones the chat shows."""
        lang = reading_language(appointment.contact.language, self.catalogue)
        if topic not in _NEW_TIME:
            return ()
        if topic == "rebook" and appointment.kind is not Kind.GROUP:
            chosen = [(self._slot(slot, lang), reply("inform", question="new_slot", answer=slot.id)) for slot in free]
            return (*chosen, (self._text("link_choose_more", lang), reply("reschedule_intake")))
        return ((self._text("link_choose", lang), reply("book_intake")),)

    def _body(self, topic: str, appointment: Appointment) -> str:
        group = appointment.kind is Kind.GROUP and topic in _NEW_TIME
        return f"mail.{topic}_group_body" if group else f"mail.{topic}_body"

    def _slot(self, slot: Slot, lang: str) -> str:
        values = {"start": slot.start, "kind": self._text(f"kind_{slot.kind}", lang)}
        return self._text("link_slot", lang, values)

    def _footer(self, appointment: Appointment, lang: str) -> tuple[str, ...]:
        office = {"office": appointment.office.name, "phone": appointment.office.phone}
        call = (self._text("footer_call", lang, office),) if appointment.office.phone else ()
        return (*call, self._text("footer", lang))

    def greeting(self, name: str, lang: str) -> str:
        """How a letter begins; `name` may be empty."""
        return self._text("greeting", lang, {"name": name}) if name else self._text("greeting_unknown", lang)

    def _labelled(self, facts: list[tuple[str, str]], lang: str) -> tuple[tuple[str, str], ...]:
        return tuple((self._text(label, lang), value) for label, value in facts if value)

    def _text(self, name: str, lang: str, values: Mapping[str, Any] | None = None) -> str:
        return self.catalogue.text(f"mail.{name}", lang, values)
