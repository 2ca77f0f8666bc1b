"""The desk as one router: log-in, coach pages, and the worker's page of an appointment."""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter

from bot.clock import Clock
from bot.desk.absence_pages import absence_routes
from bot.desk.access import DeskAccess
from bot.desk.checkin_pages import checkin_routes
from bot.desk.coach_pages import DeskBookings, coach_routes
from bot.desk.letters import COACH_LANGUAGE, Letters
from bot.desk.login import Door, login_routes
from bot.desk.meeting_pages import meeting_routes
from bot.desk.office_pages import office_routes
from bot.desk.planner_pages import planner_routes
from bot.desk.staff_pages import staff_routes
from bot.desk.visit import WorkerBookings
from bot.desk.waiting_pages import WaitingBookings, waiting_routes
from bot.desk.web import Pages
from bot.desk.week_pages import week_routes
from bot.desk.work import NAV, BackOffice, Work
from bot.desk.worker_pages import worker_routes
from bot.wording import Catalogue


class AllBookings(DeskBookings, WorkerBookings, WaitingBookings, Protocol):
    """What the desk needs of `bot.store.bookings.Bookings`."""


def desk_router(
    bookings: AllBookings,
    catalogue: Catalogue,
    access: DeskAccess,
    clock: Clock,
    base_url: str,
    *,
    back: BackOffice | None = None,
) -> APIRouter:
    """All pages of the desk, below `/coach`, `/afspraak` and `/wachtlijst`; with `back` those of planners, and
    `/hoe-gaat-het`, too.

    `base_url` is where people reach the gateway, without a slash at the end; with https, cookies are for https only.
    """
    pages = Pages(catalogue, COACH_LANGUAGE, for_coach=True, nav=NAV if back is not None else ())
    door = Door(access, secure=base_url.startswith("https://"))
    router = APIRouter(include_in_schema=False)
    router.include_router(login_routes(pages, door))
    if back is not None:
        work = Work(back, pages, door, clock)
        for routes in (week_routes, absence_routes, office_routes, meeting_routes, planner_routes, staff_routes):
            router.include_router(routes(work))
        router.include_router(checkin_routes(back.check_ins, bookings, catalogue, base_url))
    router.include_router(coach_routes(bookings, Letters(catalogue, base_url), pages, door, clock))
    router.include_router(worker_routes(bookings, catalogue, clock, base_url))
    router.include_router(waiting_routes(bookings, catalogue, base_url))
    return router
