"""Leave and sickness of a coach: first what it means for workers, then, when confirmed, it is done."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import datetime, time, timedelta

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.clock import today
from bot.desk.access import Session
from bot.desk.details import DESK
from bot.desk.web import HEADERS
from bot.desk.work import OwnFormsRoute, Work, day_in, form_of
from bot.intake import Absence, AbsenceKind, boundary, midnight

AWAY = f"{DESK}/afwezig"
_audit = logging.getLogger("bot.desk.audit")


class _Unsound(ValueError):
    """What is wrong with the form: the name of a text."""


def absence_routes(work: Work) -> APIRouter:
    """Record an absence, see who is away, and say that a coach is back."""
    router = APIRouter(route_class=OwnFormsRoute)
    logged_in = Depends(work.door.session)
    posted = Depends(form_of)

    def listing(session: Session, form: dict[str, str], problem: str = "", status: int = 200) -> HTMLResponse:
        _, _, coaches = work.back.offices.places()
        values = {
            "session": session,
            "form": defaultdict(str, form),
            "problem": work.pages.text(problem) if problem else "",
            "coaches": coaches,
            "names": {one.id: one.name for one in coaches},
            "away": work.back.offices.absences(),
            "today": today(work.clock),
        }
        return work.pages.page("absence.html", values, status)

    @router.get(AWAY)
    def show(session: Session = logged_in) -> HTMLResponse:
        return listing(session, {})

    @router.post(AWAY)
    def record(form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        try:
            entry = _read(form)
            hit = work.back.offices.hit_by(entry)
        except _Unsound as problem:
            return listing(session, form, str(problem), 400)
        except LookupError:
            return listing(session, form, "absence_no_coach", 400)
        if form.get("zeker") != "ja":
            names = {one.id: one.name for one in work.back.offices.places()[2]}
            values = {"session": session, "form": form, "hit": hit, "one": entry, "names": names, "done": False}
            return work.pages.page("absence_sure.html", values)
        one = entry
        hit = work.back.bookings.away(one)
        _audit.info(
            "absence recorded: user=%s coach=%s kind=%s rebook=%d", session.user, one.coach_id, one.kind, len(hit)
        )
        names = {coach.id: coach.name for coach in work.back.offices.places()[2]}
        values = {"session": session, "form": form, "hit": hit, "one": one, "names": names, "done": True}
        return work.pages.page("absence_sure.html", values)

    @router.post(f"{AWAY}/terug")
    def back(form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        day = day_in(form.get("dag", ""))
        if day is None:
            return listing(session, form, "absence_no_day", 400)
        try:
            work.back.bookings.end_absence(form.get("coach", ""), day)
        except LookupError:
            return listing(session, form, "absence_no_coach", 400)
        _audit.info("absence ended: user=%s coach=%s", session.user, form.get("coach"))
        return RedirectResponse(AWAY, 303, HEADERS)

    return router


def _read(form: dict[str, str]) -> Absence:
    first, last = day_in(form.get("van", "")), day_in(form.get("tot", "") or form.get("van", ""))
    if first is None or last is None:
        raise _Unsound("absence_no_day")
    if last < first:
        raise _Unsound("absence_backwards")
    begin, end = _time(form.get("vanaf", "")), _time(form.get("tot_uur", ""))
    start = boundary(first, begin) if begin else midnight(first)
    stop = boundary(last, end) if end else midnight(last + timedelta(days=1))
    if stop <= start:
        raise _Unsound("absence_backwards")
    kind = AbsenceKind.SICK if form.get("soort") == "sick" else AbsenceKind.LEAVE
    form["tot"] = last.isoformat()
    return Absence(form.get("coach", ""), start, stop, kind)


def _time(text: str) -> time | None:
    if not text:
        return None
    try:
        found = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  a time of day, without a day
    except ValueError as error:
        raise _Unsound("absence_bad_time") from error
    if found.minute % 5:
        raise _Unsound("absence_bad_time")
    return found
