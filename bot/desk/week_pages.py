"""The week of a coach, or of everyone: day by day what is planned, with a mark for what has begun."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from bot.clock import local, today
from bot.desk.access import Session
from bot.desk.details import DESK
from bot.desk.work import OwnFormsRoute, Work, day_in
from bot.intake import Status, holiday_name

WEEK = f"{DESK}/week"
_MAY_MARK = frozenset({Status.BOOKED, Status.PAST})


def week_routes(work: Work) -> APIRouter:
    """The page of a week; `dag` is any day in it."""
    router = APIRouter(route_class=OwnFormsRoute)
    logged_in = Depends(work.door.session)

    @router.get(WEEK)
    def week(coach: str = "", dag: str = "", session: Session = logged_in) -> HTMLResponse:
        shown = day_in(dag) or today(work.clock)
        monday = shown - timedelta(days=shown.weekday())
        sunday = monday + timedelta(days=6)
        found = work.back.bookings.list_for_desk(monday, sunday, coach_id=coach or None)
        away = [one for one in work.back.offices.absences(sunday) if coach in ("", one.coach_id)]
        _, _, coaches = work.back.offices.places()
        now = work.clock()
        days = []
        for number in range(7):
            day = monday + timedelta(days=number)
            rows = [one for one in found if local(one.slot.start).date() == day]
            here = [
                one for one in away if local(one.start).date() <= day <= local(one.end - timedelta(minutes=1)).date()
            ]
            if number < 5 or rows or here:
                days.append({"day": day, "rows": rows, "away": here, "holiday": holiday_name(day, "nl")})
        values = {
            "session": session,
            "coach": coach,
            "coaches": coaches,
            "names": {one.id: one.name for one in coaches},
            "days": days,
            "monday": monday,
            "today": today(work.clock),
            "may_mark": lambda one: one.status in _MAY_MARK and one.slot.start <= now,
            "here": _address(coach, shown),
            "earlier": _address(coach, monday - timedelta(days=7)),
            "later": _address(coach, monday + timedelta(days=7)),
        }
        return work.pages.page("week.html", values)

    return router


def _address(coach: str, day: date) -> str:
    return f"{WEEK}?{urlencode({'coach': coach, 'dag': day.isoformat()})}"
