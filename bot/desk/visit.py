"""One visit to the worker's page of an appointment: what may be done, and the page that comes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from fastapi.responses import HTMLResponse

from bot.desk.details import PUBLIC, bring, kind, place, reading_language, when
from bot.desk.web import Pages
from bot.intake import Appointment, Kind, LinkState, Offer, Slot, SlotGone, Status, TooLate, Wishes
from bot.wording import Catalogue

_SHOWN = 12
_ANY = Wishes()


class WorkerBookings(Protocol):
    """What the worker's page needs of `bot.store.bookings.Bookings`."""

    def by_token(self, token: str) -> Appointment | LinkState: ...

    def offer(self, worker_id: str, wishes: Wishes = ..., limit: int = ..., after: Slot | None = ...) -> Offer: ...

    def move(self, reference: str, slot_id: str) -> Appointment | SlotGone | TooLate: ...

    def book_again(self, reference: str, slot_id: str) -> Appointment | SlotGone | TooLate: ...

    def cancel(self, reference: str) -> Appointment | TooLate: ...


class Visit:
    """The page of appointment `one` at `now` (aware)."""

    def __init__(self, one: Appointment, bookings: WorkerBookings, catalogue: Catalogue, now: datetime) -> None:
        self.one = one
        self._bookings = bookings
        self._now = now
        self._here = f"{PUBLIC}/{one.token}"
        self._pages = Pages(catalogue, reading_language(one.contact.language, catalogue), for_coach=False)

    def show(self) -> HTMLResponse:
        """The appointment, with what can be done about it."""
        state = "" if self.one.status is Status.BOOKED else self._pages.text(f"mine_status_{self.one.status}")
        return self._appointment(self.one, "mine", state, good=False)

    def ask_cancel(self) -> HTMLResponse:
        """Whether the worker is sure."""
        if not self.one.active:
            return self.show()
        if not self._may_change:
            return self._too_late()
        return self._pages.page("cancel.html", {"facts": self._facts(self.one), "here": self._here})

    def cancel(self, sure: str) -> HTMLResponse:
        """Cancel when `sure` is 'ja'. A second time changes nothing."""
        if sure != "ja":
            return self.ask_cancel()
        result = self._bookings.cancel(self.one.reference)
        if isinstance(result, TooLate):
            return self._too_late()
        return self._appointment(result, "cancelled", self._pages.text("cancelled"), good=True)

    def choose(self, after_id: str, problem: str = "", status: int = 200) -> HTMLResponse:
        """Free slots, those after slot `after_id` if given."""
        if not self._may_move:
            return self.show()
        if not self._may_change:
            return self._too_late()
        after = _slot(after_id)
        offer = self._bookings.offer(self.one.worker_id, _ANY, _SHOWN, after)
        return self._slots(offer, problem, status, later=after is not None)

    def move(self, slot_id: str, sure: str) -> HTMLResponse:
        """Move to slot `slot_id` when `sure` is 'ja', else ask; a slot that was just taken gives fresh ones.

        After a missed talk it is a new appointment, with a page of its own.
        """
        slot = _slot(slot_id)
        if slot is None:
            return self.choose("", self._pages.text("move_nothing_chosen"), 400)
        if not self._may_move:
            return self.show()
        if sure != "ja":
            return self._pages.page("move_sure.html", {"one": self.one, "slot": slot, "here": self._here})
        return self._changed(slot)

    def _changed(self, slot: Slot) -> HTMLResponse:
        again = self.one.status is Status.MISSED
        change = self._bookings.book_again if again else self._bookings.move
        result = change(self.one.reference, slot.id)
        if isinstance(result, SlotGone):
            problem = "again_gone" if again else "move_gone"
            return self._slots(result.fresh, self._pages.text(problem), 409, later=False)
        if isinstance(result, TooLate):
            return self._too_late()
        if again:
            return Visit(result, self._bookings, self._pages.catalogue, self._now).booked()
        return self._appointment(result, "moved", self._pages.text("moved"), good=True)

    def booked(self) -> HTMLResponse:
        """The appointment that was just made, or what has become of it since."""
        if self.one.status is not Status.BOOKED:
            return self.show()
        return self._appointment(self.one, "booked", self._pages.text("booked"), good=True)

    @property
    def _may_change(self) -> bool:
        """The worker can do it alone; after the deadline only to replace a talk that cannot go on or was missed."""
        if self.one.status in {Status.REBOOK, Status.MISSED}:
            return True
        return self.one.active and self._now <= self.one.cancel_before

    @property
    def _may_move(self) -> bool:
        return (self.one.active or self.one.status is Status.MISSED) and self.one.kind is not Kind.GROUP

    def _appointment(self, one: Appointment, name: str, message: str, *, good: bool) -> HTMLResponse:
        values = {
            "title": self._pages.text(f"{name}_title"),
            "message": message,
            "good": good,
            "one": one,
            "facts": self._facts(one),
            "here": self._here,
            "may_change": self._may_change,
            "may_move": self._may_move,
        }
        return self._pages.page("mine.html", values)

    def _slots(self, offer: Offer, problem: str, status: int, *, later: bool) -> HTMLResponse:
        now = "again_now" if self.one.status is Status.MISSED else "move_now"
        values = {
            "now": self._pages.text(now, start=self.one.slot.start),
            "one": self.one,
            "offer": offer,
            "problem": problem,
            "after": later,
            "here": self._here,
        }
        return self._pages.page("move.html", values, status)

    def _too_late(self) -> HTMLResponse:
        office = self.one.office
        back = (self._pages.text("mine_back"), self._here)
        return self._pages.message("too_late", 409, back, {"office": office.name, "phone": office.phone})

    def _facts(self, one: Appointment) -> list[tuple[str, str]]:
        texts, lang = self._pages.catalogue, self._pages.lang
        goes_on = one.status in {Status.BOOKED, Status.PAST, Status.ATTENDED}
        facts = [("fact_when" if goes_on else "fact_when_old", when(one, texts, lang))]
        if one.status is Status.BOOKED:
            facts += [
                ("fact_where", place(one, texts, lang)),
                ("fact_kind", kind(one, texts, lang)),
                ("fact_coach", one.coach.name),
                ("fact_bring", bring(one, texts, lang)),
            ]
        facts.append(("fact_reference", one.reference))
        return [(texts.text(f"mail.{name}", lang), value) for name, value in facts]


def _slot(slot_id: str) -> Slot | None:
    try:
        return Slot.from_id(slot_id) if slot_id else None
    except ValueError:
        return None
