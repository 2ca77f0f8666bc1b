"""Errors as application/problem+json (RFC 9457), with a `detail` in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from bot.store import ChatsUnavailable, UnknownConversation
from bot.wording import Catalogue

MEDIA_TYPE = "application/problem+json"
LANGUAGES = ("nl", "en")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass
class Problem(Exception):
    """What went wrong. `name` ends the `type` and picks the text `widget.problem_<name>`."""

    name: str
    status: int
    values: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def unavailable() -> Problem:
    """The database is away: nothing was stored, the same request may be sent again."""
    return Problem("unavailable", 503, headers={"Retry-After": "3"})


def language_of(accept_language: str | None) -> str:
    """The first language of the header that is spoken here, else Dutch."""
    for entry in (accept_language or "").lower().split(","):
        code = entry.split(";")[0].strip()[:2]
        if code in LANGUAGES:
            return code
    return "nl"


def problem_response(problem: Problem, catalogue: Catalogue, accept_language: str | None) -> JSONResponse:
    """The answer that tells the client of `problem`."""
    language = language_of(accept_language)
    body = {
        "type": f"urn:vroegwijzer:problem:{problem.name.replace('_', '-')}",
        "title": catalogue.text(f"widget.title_{problem.name}", language),
        "status": problem.status,
        "detail": catalogue.text(f"widget.problem_{problem.name}", language, problem.values),
    }
    headers = {"Content-Language": language, "Cache-Control": "no-store", **problem.headers}
    return JSONResponse(body, problem.status, headers, media_type=MEDIA_TYPE)


def problem_route(catalogue: Catalogue) -> type[APIRoute]:
    """A route class whose errors leave as problems; other routers of the same app keep their own ways."""

    class ProblemRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def handle_problems(request: Request) -> Response:
                try:
                    return await handle(request)
                except Problem as problem:
                    found = problem
                except UnknownConversation:
                    found = Problem("unknown_conversation", 404)
                except ChatsUnavailable:
                    found = unavailable()
                except RequestValidationError as error:
                    found = Problem("invalid", 422, {"fields": _fields(error)})
                return problem_response(found, catalogue, request.headers.get("accept-language"))

            return handle_problems

    return ProblemRoute


def _fields(error: RequestValidationError) -> str:
    names = {".".join(str(part) for part in each["loc"] if part != "body") or "body" for each in error.errors()}
    return ", ".join(sorted(names))
