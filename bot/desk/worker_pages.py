"""The worker's own page of an appointment, behind the unguessable link from the mail: see, move, cancel, calendar.

Looking changes nothing (mail programs open links by themselves); only a form that is sent does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from bot.clock import Clock
from bot.desk.details import PUBLIC
from bot.desk.ics import appointment_ics
from bot.desk.visit import Visit, WorkerBookings
from bot.desk.web import HEADERS, Pages
from bot.intake import Appointment, LinkState
from bot.wording import Catalogue


def worker_routes(bookings: WorkerBookings, catalogue: Catalogue, clock: Clock, base_url: str) -> APIRouter:
    """The routes below `/afspraak/{token}`. A token that is unknown or no longer valid gives a page that says so."""
    router = APIRouter(prefix=PUBLIC)

    def serve(token: str, act: Callable[[Visit], Response]) -> Response:
        found = bookings.by_token(token)
        if isinstance(found, Appointment):
            return act(Visit(found, bookings, catalogue, clock()))
        pages = Pages(catalogue, "nl", for_coach=False)
        status = 410 if found is LinkState.EXPIRED else 404
        return pages.message(f"link_{found}", status, (pages.text("to_chat"), base_url))

    def calendar_file(visit: Visit) -> Response:
        one = visit.one
        method = "REQUEST" if one.active else "CANCEL"
        content = appointment_ics(one, method, base_url, catalogue=catalogue)
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="afspraak-{one.reference}.ics"'}
        return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")

    @router.get("/{token}.ics")
    def calendar(token: str) -> Response:
        return serve(token, calendar_file)

    @router.get("/{token}")
    def show(token: str, geboekt: bool = False) -> Response:
        return serve(token, Visit.booked if geboekt else Visit.show)

    @router.get("/{token}/afzeggen")
    def cancel_form(token: str) -> Response:
        return serve(token, Visit.ask_cancel)

    @router.post("/{token}/afzeggen")
    def cancel(token: str, zeker: Annotated[str, Form()] = "") -> Response:
        return serve(token, lambda visit: visit.cancel(zeker))

    @router.get("/{token}/verzetten")
    def move_form(token: str, na: str = "", tijd: str = "") -> Response:
        return serve(token, lambda visit: visit.move(tijd, "") if tijd else visit.choose(na))

    @router.post("/{token}/verzetten")
    def move(token: str, tijd: Annotated[str, Form()] = "", zeker: Annotated[str, Form()] = "") -> Response:
        return serve(token, lambda visit: visit.move(tijd, zeker))

    return router
