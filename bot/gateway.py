"""The gateway: the only door to the internet. Chat API, widget, demo page, coach desk, appointment pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse

from bot.app import App
from bot.channels.relay import Relay
from bot.channels.telegram import webhook_router
from bot.channels.web import OriginGuard, Origins, WebChat, gateway_server, pages_router, web_router
from bot.channels.web.selfcheck_files import selfcheck_router
from bot.channels.web.timeline_files import timeline_router
from bot.desk import BackOffice, DeskAccess, desk_router
from bot.privacy import redact
from bot.settings import ROOT, Settings
from bot.store.offices_desk import OfficeDesk
from bot.store.outbox import Outbox
from bot.store.telegram import TelegramStore


def make_gateway(app: App, relay: Relay) -> tuple[FastAPI, WebChat]:
    """The gateway's web application, and the chat in it. `relay` carries messages to Rasa."""
    settings = app.settings
    secret = settings.secret_key.get_secret_value()
    chat = WebChat(
        chats=app.chats,
        relay=relay,
        catalogue=app.catalogue,
        clock=app.clock,
        secret_key=secret,
        redact=redact,
        telegram_bot=TelegramStore(app.database).talks.bot_name,
        on_delete=lambda conversation_id: asyncio.to_thread(app.erase, conversation_id),
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await chat.start()
        yield
        await chat.stop()

    gateway = FastAPI(title="Vroegwijzer", version="0.1.0", lifespan=lifespan, docs_url=None, redoc_url=None)
    gateway.add_middleware(OriginGuard, origins=Origins.parse(settings.allowed_origins), catalogue=app.catalogue)
    access = DeskAccess(settings.desk_user, settings.desk_password.get_secret_value(), secret, app.clock)
    gateway.include_router(web_router(chat))
    gateway.include_router(pages_router(ROOT / "widget"))
    back = BackOffice(app.bookings, OfficeDesk(app.database, app.clock), Outbox(app.database, app.clock), app.check_ins)
    gateway.include_router(desk_router(app.bookings, app.catalogue, access, app.clock, settings.base_url, back=back))
    if settings.telegram_webhook_secret.get_secret_value():
        store, hook = TelegramStore(app.database), settings.telegram_webhook_secret.get_secret_value()
        gateway.include_router(webhook_router(store, app.clock, hook))
    gateway.include_router(timeline_router(app.timeline_at, app.catalogue, app.clock))
    gateway.include_router(selfcheck_router(app.checks, app.catalogue, app.clock))
    _add_export(gateway, app)
    return gateway, chat


def _add_export(gateway: FastAPI, app: App) -> None:
    @gateway.get("/mijn-gegevens/{token}.json", include_in_schema=False)
    def export(token: str) -> Response:
        """Everything stored about one worker, for the worker's own link."""
        found = app.export(token)
        if found is None:
            return PlainTextResponse(app.catalogue.text("privacy.link_expired", "nl"), 410)
        return Response(found, media_type="application/json", headers={"Cache-Control": "no-store"})


async def _serve(settings: Settings) -> None:
    async with Relay(f"http://127.0.0.1:{settings.rasa_port}") as relay:
        gateway, chat = make_gateway(App.build(settings), relay)
        await gateway_server(gateway, chat.let_go, host=settings.host, port=settings.port).serve()


def serve(settings: Settings) -> None:
    """Run the gateway until it is told to stop."""
    asyncio.run(_serve(settings))
