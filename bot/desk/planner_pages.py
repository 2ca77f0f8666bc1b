"""What a planner looks after: who waits, what comes too late, and messages that could not be delivered."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.clock import today
from bot.desk.access import Session
from bot.desk.details import DESK
from bot.desk.web import HEADERS
from bot.desk.work import OwnFormsRoute, Work, form_of

PLANNING = f"{DESK}/planning"
MESSAGES = f"{DESK}/berichten"
_audit = logging.getLogger("bot.desk.audit")


def planner_routes(work: Work) -> APIRouter:
    """The list of worries a region, and the outbox."""
    router = APIRouter(route_class=OwnFormsRoute)
    logged_in = Depends(work.door.session)
    posted = Depends(form_of)

    @router.get(PLANNING)
    def planning(session: Session = logged_in) -> HTMLResponse:
        values = {"session": session, "regions": work.back.offices.worries(), "today": today(work.clock)}
        return work.pages.page("planning.html", values)

    @router.get(MESSAGES)
    def messages(opnieuw: int = -1, session: Session = logged_in) -> HTMLResponse:
        outbox = work.back.outbox
        values = {
            "session": session,
            "lost": outbox.given_up_rows(),
            "waiting": outbox.waiting(),
            "failing": outbox.failing(),
            "again": opnieuw,
        }
        return work.pages.page("messages.html", values)

    @router.post(MESSAGES)
    def retry(form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        number = form.get("bericht", "")
        count = work.back.outbox.retry_given_up(int(number) if number.isdigit() else None)
        _audit.info("messages tried again: user=%s count=%d", session.user, count)
        return RedirectResponse(f"{MESSAGES}?opnieuw={count}", 303, HEADERS)

    return router
