"""Logging in and out of the desk."""

from __future__ import annotations

import logging
import re
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.desk.access import FORM_LASTS, SESSION_LASTS, DeskAccess, Session, same_token
from bot.desk.details import DESK
from bot.desk.web import HEADERS, Pages

SESSION_COOKIE = "coach_session"
FORM_COOKIE = "coach_form"
LOGIN = f"{DESK}/inloggen"
LIST = f"{DESK}/afspraken"
_OWN_PAGE = re.compile(
    rf"{DESK}/(afspraken|week|afwezig|bijeenkomsten|kantoren|invoer|planning|berichten)(/[A-Za-z0-9-]{{1,20}})?"
)
_LONGEST_FIELD = 256
_audit = logging.getLogger("bot.desk.audit")


class Door:
    """Lets coaches in: reads the session of a request, and checks that a form came from our own page."""

    def __init__(self, access: DeskAccess, *, secure: bool) -> None:
        """`secure`: cookies only over https."""
        self.access = access
        self._secure = secure

    def session(self, request: Request) -> Session:
        """The session of the coach. Without one: on to the log-in page, and back afterwards."""
        session = self.access.read_session(request.cookies.get(SESSION_COOKIE, ""))
        if session is None:
            back = f"?naar={request.url.path}" if _OWN_PAGE.fullmatch(request.url.path) else ""
            raise HTTPException(303, headers={"Location": f"{LOGIN}{back}"})
        return session

    def set_cookie(self, response: Response, name: str, value: str, seconds: float, path: str) -> None:
        response.set_cookie(
            name, value, max_age=int(seconds), path=path, secure=self._secure, httponly=True, samesite="lax"
        )


def login_routes(pages: Pages, door: Door) -> APIRouter:
    """The routes of logging in and out."""
    router = APIRouter()
    access = door.access

    def form(naar: str, problem: str = "", status: int = 200) -> HTMLResponse:
        token = access.new_form_token()
        values = {"form_token": token, "naar": naar, "problem": problem, "is_open": access.is_open}
        response = pages.page("login.html", values, status)
        door.set_cookie(response, FORM_COOKIE, token, FORM_LASTS.total_seconds(), LOGIN)
        return response

    @router.get(LOGIN)
    def login_form(naar: str = "") -> HTMLResponse:
        return form(_safe(naar))

    @router.post(LOGIN)
    def login(
        request: Request,
        user: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        form_token: Annotated[str, Form()] = "",
        naar: Annotated[str, Form()] = "",
    ) -> Response:
        goal = _safe(naar)
        if not access.form_token_fits(request.cookies.get(FORM_COOKIE, ""), form_token):
            return form(goal, pages.text("login_form_old"), 400)
        caller = request.client.host if request.client else "unknown"
        if not access.may_try(caller):
            _audit.warning("log-in refused: too many tries from %s", caller)
            return form(goal, pages.text("login_too_often"), 429)
        too_long = max(len(user), len(password)) > _LONGEST_FIELD
        if too_long or not access.password_fits(user, password):
            _audit.warning("log-in failed from %s", caller)
            return form(goal, pages.text("login_wrong"), 401)
        session, cookie = access.open_session(user)
        _audit.info("logged in: user=%s from %s", session.user, caller)
        response = RedirectResponse(goal or LIST, 303, HEADERS)
        door.set_cookie(response, SESSION_COOKIE, cookie, SESSION_LASTS.total_seconds(), DESK)
        response.delete_cookie(FORM_COOKIE, path=LOGIN)
        return response

    @router.post(f"{DESK}/uitloggen")
    def logout(request: Request, form_token: Annotated[str, Form()] = "") -> Response:
        session = door.session(request)
        if not same_token(session.form_token, form_token):
            return pages.message("form_refused", 403, (pages.text("back"), LIST))
        access.end_session(session)
        _audit.info("logged out: user=%s", session.user)
        response = RedirectResponse(LOGIN, 303, HEADERS)
        response.delete_cookie(SESSION_COOKIE, path=DESK)
        return response

    return router


def _safe(goal: str) -> str:
    """Only our own pages may follow a log-in."""
    return goal if _OWN_PAGE.fullmatch(goal) else ""
