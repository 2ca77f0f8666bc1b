"""Group meetings: plan one with its seats, and see who comes."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import time

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.clock import today
from bot.desk.access import Session
from bot.desk.details import DESK
from bot.desk.web import HEADERS
from bot.desk.work import OwnFormsRoute, Work, day_in, form_of
from bot.intake import boundary
from bot.store.bookings import NewMeeting

MEETINGS = f"{DESK}/bijeenkomsten"
_audit = logging.getLogger("bot.desk.audit")


def meeting_routes(work: Work) -> APIRouter:
    """The list with a form, and the guests of one meeting."""
    router = APIRouter(route_class=OwnFormsRoute)
    logged_in = Depends(work.door.session)
    posted = Depends(form_of)
    offices = work.back.offices

    def listing(session: Session, form: dict[str, str], problem: str = "", status: int = 200) -> HTMLResponse:
        _, places, coaches = offices.places()
        values = {
            "session": session,
            "form": defaultdict(str, form),
            "problem": work.pages.text(problem) if problem else "",
            "meetings": offices.meetings(),
            "offices": places,
            "coaches": coaches,
            "today": today(work.clock),
        }
        return work.pages.page("meetings.html", values, status)

    @router.get(MEETINGS)
    def show(session: Session = logged_in) -> HTMLResponse:
        return listing(session, {})

    @router.post(MEETINGS)
    def plan(form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        meeting = _read(form)
        if meeting is None or meeting.start <= work.clock():
            return listing(session, form, "meeting_unsound", 400)
        known = {one.id for one in offices.places()[1]}, {one.id for one in offices.places()[2]}
        if meeting.office_id not in known[0] or meeting.coach_id not in known[1]:
            return listing(session, form, "meeting_unsound", 400)
        try:
            number = work.back.bookings.plan_meeting(meeting)
        except ValueError:
            return listing(session, form, "meeting_refused", 409)
        _audit.info("meeting planned: user=%s meeting=%d", session.user, number)
        return RedirectResponse(MEETINGS, 303, HEADERS)

    @router.get(f"{MEETINGS}/{{number}}")
    def guests(number: int, session: Session = logged_in) -> Response:
        meeting = next((one for one in offices.meetings() if one.id == number), None)
        if meeting is None:
            return work.message("no_meeting", 404, MEETINGS)
        _audit.info("guests viewed: user=%s meeting=%d", session.user, number)
        values = {"session": session, "meeting": meeting, "guests": work.back.bookings.guests(number)}
        return work.pages.page("guests.html", values)

    return router


def _read(form: dict[str, str]) -> NewMeeting | None:
    day, seats = day_in(form.get("dag", "")), form.get("plaatsen", "")
    try:
        begin, end = (time.fromisoformat(form.get(name, "")) for name in ("van", "tot"))
    except ValueError:
        return None
    if day is None or not seats.isdigit() or not form.get("titel"):
        return None
    return NewMeeting(
        form.get("kantoor", ""),
        form.get("coach", ""),
        boundary(day, begin),
        boundary(day, end),
        int(seats[:4]),
        form["titel"][:200],
        form.get("code", "").lower()[:60],
    )
