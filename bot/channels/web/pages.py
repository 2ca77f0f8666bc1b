"""The widget's script, and the pages of a made-up work service that show it: floating on `/`, inline on `/gesprek`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
    )
)
_PAGE_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Cache-Control": "no-cache",
}
_SCRIPT_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
}
_DEMO_FILES = {
    "demo.css": "text/css; charset=utf-8",
    "horizon.svg": "image/svg+xml",
    "logo.svg": "image/svg+xml",
}


def pages_router(widget_folder: Path) -> APIRouter:
    """Routes for the built script and the demo; `widget_folder` is the project's `widget/`."""
    router = APIRouter(include_in_schema=False)
    demo = widget_folder / "demo"

    @router.get("/widget/vroegwijzer.js")
    async def script() -> Response:
        return FileResponse(
            widget_folder / "dist" / "vroegwijzer.js",
            media_type="text/javascript; charset=utf-8",
            headers=_SCRIPT_HEADERS,
        )

    @router.get("/")
    async def front() -> Response:
        return _page(demo / "index.html")

    @router.get("/gesprek")
    async def inline() -> Response:
        return _page(demo / "gesprek.html")

    @router.get("/favicon.ico")
    async def favicon() -> Response:
        return FileResponse(demo / "logo.svg", media_type="image/svg+xml")

    for name in _DEMO_FILES:
        router.add_api_route(f"/demo/{name}", _demo_file(demo, name))
    return router


def _page(path: Path) -> Response:
    return FileResponse(path, media_type="text/html; charset=utf-8", headers=_PAGE_HEADERS)


def _demo_file(folder: Path, name: str) -> Callable[[], Awaitable[Response]]:
    async def serve() -> Response:
        return FileResponse(folder / name, media_type=_DEMO_FILES[name], headers={"X-Content-Type-Options": "nosniff"})

    return serve
