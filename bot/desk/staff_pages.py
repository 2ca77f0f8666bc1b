"""Moving and cancelling by the office, for workers who call: staff are not bound to the worker's deadline."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.desk.access import Session
from bot.desk.login import LIST
from bot.desk.web import HEADERS
from bot.desk.work import OwnFormsRoute, Work, form_of
from bot.intake import Appointment, Kind, Offer, Slot, SlotGone, TooLate, Wishes

_SHOWN = 20
_ANY = Wishes()
_audit = logging.getLogger("bot.desk.audit")


def staff_routes(work: Work) -> APIRouter:
    """The routes below an appointment's own page."""
    router = APIRouter(route_class=OwnFormsRoute)
    logged_in = Depends(work.door.session)
    posted = Depends(form_of)
    bookings = work.back.bookings

    def slots(one: Appointment, offer: Offer, session: Session, problem: str = "", status: int = 200) -> HTMLResponse:
        values = {
            "session": session,
            "one": one,
            "offer": offer,
            "problem": work.pages.text(problem) if problem else "",
            "here": f"{LIST}/{one.reference}",
        }
        return work.pages.page("staff_move.html", values, status)

    @router.get(f"{LIST}/{{reference}}/verzetten")
    def choose(reference: str, na: str = "", session: Session = logged_in) -> Response:
        one = bookings.by_reference(reference)
        if one is None or not one.active or one.kind is Kind.GROUP:
            return work.message("not_movable", 404, LIST)
        return slots(one, bookings.offer(one.worker_id, _ANY, _SHOWN, _slot(na)), session)

    @router.post(f"{LIST}/{{reference}}/verzetten")
    def move(reference: str, form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        one = bookings.by_reference(reference)
        if one is None or not one.active or one.kind is Kind.GROUP:
            return work.message("not_movable", 404, LIST)
        result = bookings.move(one.reference, form.get("tijd", ""), by_staff=True)
        if isinstance(result, SlotGone):
            return slots(one, result.fresh, session, "staff_slot_gone", 409)
        if isinstance(result, TooLate):
            return work.message("staff_too_late", 409, f"{LIST}/{one.reference}")
        _audit.info("moved by staff: user=%s reference=%s", session.user, one.reference)
        return RedirectResponse(f"{LIST}/{one.reference}?opgeslagen=true", 303, HEADERS)

    @router.post(f"{LIST}/{{reference}}/afzeggen")
    def cancel(reference: str, form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        one = bookings.by_reference(reference)
        if one is None:
            return work.message("not_found", 404, LIST)
        if form.get("zeker") != "ja":
            return work.message("staff_cancel_unsure", 400, f"{LIST}/{one.reference}")
        if isinstance(bookings.cancel(one.reference, by_staff=True), TooLate):
            return work.message("staff_too_late", 409, f"{LIST}/{one.reference}")
        _audit.info("cancelled by staff: user=%s reference=%s", session.user, one.reference)
        return RedirectResponse(f"{LIST}/{one.reference}?opgeslagen=true", 303, HEADERS)

    return router


def _slot(slot_id: str) -> Slot | None:
    try:
        return Slot.from_id(slot_id) if slot_id else None
    except ValueError:
        return None
