"""Which sites may use the chat: origin check, CORS and the largest request, before anything else looks at it."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.problems import Problem, problem_response
from bot.wording import Catalogue

_METHODS = "GET, POST, PUT, DELETE"
_HEADERS = "Authorization, Content-Type, Accept-Language"
_EXPOSED = "Retry-After, Content-Disposition"


class Origins:
    """The allow-list: 'https://werk.voorbeeld.nl', or 'https://*.voorbeeld.nl' for every site below it."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        given = [origin.strip().rstrip("/").lower() for origin in allowed if origin.strip()]
        for origin in given:
            if not origin.startswith(("https://", "http://")) or origin.count("/") != 2:
                msg = f"an allowed origin is a scheme and a host, as in https://werk.voorbeeld.nl, not {origin!r}"
                raise ValueError(msg)
        self._exact = frozenset(origin for origin in given if "*" not in origin)
        self._below = tuple(tuple(origin.split("*", 1)) for origin in given if "*" in origin)

    @classmethod
    def parse(cls, text: str) -> Origins:
        """From a comma-separated setting."""
        return cls(text.split(","))

    def allows(self, origin: str) -> bool:
        """Whether a page of this origin may use the chat."""
        origin = origin.lower()
        return origin in self._exact or any(
            origin.startswith(start) and origin.endswith(end) and len(origin) > len(start) + len(end)
            for start, end in self._below
        )


class OriginGuard:
    """ASGI middleware for paths below `prefix`; the site itself is always allowed. Refusals are problems."""

    def __init__(
        self, app: ASGIApp, *, origins: Origins, catalogue: Catalogue, prefix: str = "/api/", max_bytes: int = 32_768
    ) -> None:
        self._app = app
        self._origins = origins
        self._catalogue = catalogue
        self._prefix = prefix
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        foreign = origin is not None and not _same_site(origin, headers, scope)
        if foreign and not self._origins.allows(origin or ""):
            await self._refuse(Problem("origin", 403), headers)(scope, receive, send)
            return
        answer = _allowing(send, origin or "") if foreign else send
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _preflight()(scope, receive, answer)
            return
        too_big = Problem("too_big", 413, {"limit": self._max_bytes // 1024})
        if int(headers.get("content-length") or 0) > self._max_bytes:
            await self._refuse(too_big, headers)(scope, receive, answer)
            return
        try:
            body = await _read_body(receive, self._max_bytes)
        except ValueError:
            await self._refuse(too_big, headers)(scope, receive, answer)
            return
        await self._app(scope, _replay(body, receive), answer)

    def _refuse(self, problem: Problem, headers: Headers) -> Response:
        return problem_response(problem, self._catalogue, headers.get("accept-language"))


def _same_site(origin: str, headers: Headers, scope: MutableMapping[str, Any]) -> bool:
    if headers.get("sec-fetch-site") == "same-origin":
        return True
    return origin.lower() == f"{scope.get('scheme', 'http')}://{headers.get('host', '')}".lower()


def _allowing(send: Send, origin: str) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = _EXPOSED
            headers.add_vary_header("Origin")
        await send(message)

    return answer


def _preflight() -> Response:
    headers = {
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": _HEADERS,
        "Access-Control-Max-Age": "600",
    }
    return Response(status_code=204, headers=headers)


async def _read_body(receive: Receive, most: int) -> bytes:
    """The whole body; ValueError as soon as it grows over `most` bytes."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > most:
            raise ValueError(len(body))
        if not message.get("more_body"):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
