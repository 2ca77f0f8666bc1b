"""A worker's timeline as picture and calendar file, behind a signed link that holds the facts: nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from bot.clock import Clock, today
from bot.timeline import Deadline, timeline_ics, timeline_png, timeline_svg
from bot.wording import Catalogue

Entries = tuple[tuple[Deadline, ...], str]
"""Deadlines in order, and the language of their texts."""

_HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


def timeline_router(find: Callable[[str], Entries | None], catalogue: Catalogue, clock: Clock) -> APIRouter:
    """`/tijdlijn/<token>.svg`, `.png` and `.ics`; `find` reads the token, None when it is not ours or too old."""
    router = APIRouter(include_in_schema=False)

    def answer(token: str, media_type: str, make: Callable[[Entries, datetime], bytes | str]) -> Response:
        found = find(token)
        if found is None:
            return PlainTextResponse(catalogue.text("timeline.link_expired", "nl"), 410)
        return Response(make(found, clock()), media_type=media_type, headers=_HEADERS)

    def svg(found: Entries, _now: datetime) -> str:
        entries, lang = found
        title = catalogue.text("timeline.title", lang)
        return timeline_svg(entries, title, lambda key, values: catalogue.text(key, lang, values), today(clock))

    @router.get("/tijdlijn/{token}.svg")
    def picture(token: str) -> Response:
        return answer(token, "image/svg+xml", svg)

    @router.get("/tijdlijn/{token}.png")
    def bitmap(token: str) -> Response:
        return answer(token, "image/png", lambda found, now: timeline_png(svg(found, now)))

    @router.get("/tijdlijn/{token}.ics")
    def calendar(token: str) -> Response:
        def make(found: Entries, now: datetime) -> bytes:
            entries, lang = found
            return timeline_ics(entries, lambda key, values: catalogue.text(key, lang, values), now)

        return answer(token, "text/calendar", make)

    return router
