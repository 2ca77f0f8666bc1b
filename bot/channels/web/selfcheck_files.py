"""The result of a self-check as picture and document, behind a signed link that holds the answers."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from bot.checks import Checks
from bot.clock import Clock, today
from bot.selfcheck import bars_png
from bot.wording import Catalogue

_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}


def selfcheck_router(checks: Checks, catalogue: Catalogue, clock: Clock) -> APIRouter:
    """`/zelfcheck/<token>.svg`, `.png` and `.html`."""
    router = APIRouter(include_in_schema=False)

    def answer(content: str | bytes | None, media_type: str) -> Response:
        if content is None:
            return PlainTextResponse(catalogue.text("selfcheck.link_expired", "nl"), 410)
        return Response(content, media_type=media_type, headers=_HEADERS)

    @router.get("/zelfcheck/{token}.svg")
    def picture(token: str) -> Response:
        return answer(checks.svg(token), "image/svg+xml")

    @router.get("/zelfcheck/{token}.png")
    def bitmap(token: str) -> Response:
        svg = checks.svg(token)
        return answer(None if svg is None else bars_png(svg), "image/png")

    @router.get("/zelfcheck/{token}.html")
    def document(token: str) -> Response:
        return answer(checks.html(token, today(clock)), "text/html; charset=utf-8")

    return router
