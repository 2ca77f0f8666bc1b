"""Offices for the planner: opening hours and rules, days that differ, and importing a list."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.clock import today
from bot.desk.access import Session
from bot.desk.details import DESK
from bot.desk.office_form import FIELDS, WEEKDAYS, as_form, read_office, read_special_day
from bot.desk.web import HEADERS
from bot.desk.work import OwnFormsRoute, Work, form_of
from bot.intake import Office

OFFICES = f"{DESK}/kantoren"
IMPORT = f"{DESK}/invoer"
_LARGEST = 1_000_000
_audit = logging.getLogger("bot.desk.audit")


def office_routes(work: Work) -> APIRouter:
    """List and edit offices; nothing that was booked changes, except on a day that is closed or shortened."""
    router = APIRouter(route_class=OwnFormsRoute)
    logged_in = Depends(work.door.session)
    posted = Depends(form_of)
    offices = work.back.offices

    def edit(
        office: Office, form: dict[str, str], session: Session, faults: dict[str, str] | None = None, status: int = 200
    ) -> HTMLResponse:
        names = {one.id: one.name for one in offices.places()[2]}
        values = {
            "session": session,
            "office": office,
            "form": form,
            "faults": defaultdict(str, {name: work.pages.text(text) for name, text in (faults or {}).items()}),
            "fields": FIELDS,
            "weekdays": WEEKDAYS,
            "special": offices.exceptions(office.id),
            "coaches": [names.get(one, one) for one in offices.coaches_at(office.id)],
            "today": today(work.clock),
        }
        return work.pages.page("office.html", values, status)

    @router.get(OFFICES)
    def listing(opgeslagen: bool = False, session: Session = logged_in) -> HTMLResponse:
        regions, found, _ = offices.places()
        values = {
            "session": session,
            "offices": found,
            "regions": {one.id: one.name for one in regions},
            "saved": opgeslagen,
        }
        return work.pages.page("offices.html", values)

    @router.get(f"{OFFICES}/{{office_id}}")
    def show(office_id: str, session: Session = logged_in) -> Response:
        office = offices.office(office_id)
        if office is None:
            return work.message("no_office", 404, OFFICES)
        return edit(office, as_form(office), session)

    @router.post(f"{OFFICES}/{{office_id}}")
    def save(office_id: str, form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        office = offices.office(office_id)
        if office is None:
            return work.message("no_office", 404, OFFICES)
        changed, faults = read_office(office, form)
        if changed is None:
            return edit(office, form, session, faults, 400)
        offices.save_office(changed)
        _audit.info("office changed: user=%s office=%s", session.user, office.id)
        return RedirectResponse(f"{OFFICES}?opgeslagen=true", 303, HEADERS)

    @router.post(f"{OFFICES}/{{office_id}}/dag")
    def special_day(office_id: str, form: dict[str, str] = posted, session: Session = logged_in) -> Response:
        form = work.fields(form, session)
        office = offices.office(office_id)
        if office is None:
            return work.message("no_office", 404, OFFICES)
        day, fault = read_special_day(office_id, form)
        if day is None or day.day < today(work.clock):
            return edit(office, as_form(office), session, {"dag": fault or "special_past"}, 400)
        hit = work.back.bookings.set_opening(day)
        _audit.info("special day: user=%s office=%s rebook=%d", session.user, office.id, len(hit))
        return work.pages.page("special_done.html", {"session": session, "office": office, "hit": hit, "day": day})

    @router.get(IMPORT)
    def import_form(session: Session = logged_in) -> HTMLResponse:
        return work.pages.page("import.html", {"session": session, "report": None, "problem": ""})

    @router.post(IMPORT)
    def import_list(
        form_token: Annotated[str, Form()] = "",
        inhoud: Annotated[str, Form()] = "",
        naam: Annotated[str, Form()] = "",
        bestand: Annotated[UploadFile | None, File()] = None,
        session: Session = logged_in,
    ) -> HTMLResponse:
        """A file is only tried; what was shown and comes back as text is stored."""
        work.fields({"form_token": form_token}, session)
        stored = bool(inhoud)
        content = inhoud.encode() if stored or bestand is None else bestand.file.read(_LARGEST + 1)
        name = naam if stored or bestand is None else bestand.filename or ""
        values: dict[str, object] = {"session": session, "report": None, "name": name, "content": "", "problem": ""}
        if not content or len(content) > _LARGEST:
            values["problem"] = work.pages.text("import_nothing" if not content else "import_too_large")
            return work.pages.page("import.html", values, 400)
        report = offices.import_list(name, content, dry_run=not stored)
        if report.stored:
            _audit.info("offices imported: user=%s offices=%d", session.user, report.offices)
        values |= {"report": report, "content": "" if report.faults else content.decode("utf-8-sig", "replace")}
        return work.pages.page("import.html", values, 400 if report.faults else 200)

    return router
