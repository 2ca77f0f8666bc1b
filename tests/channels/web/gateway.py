"""The gateway's app with only the web chat in it, in a hurry."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any

from fastapi import FastAPI

from bot.channels import Relay
from bot.channels.turns import Patience
from bot.channels.web import OriginGuard, Origins, Rates, WebChat, pages_router, web_router
from bot.clock import AMSTERDAM, shifted_clock
from bot.settings import ROOT
from bot.store import Chats, Database
from bot.wording import Catalogue

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)
ALLOWED = "https://werk.voorbeeldstad.nl"
CATALOGUE = Catalogue.load(ROOT / "data" / "text")
WIDE = Rates(**dict.fromkeys(vars(Rates()), "100000/minute"))


def make_web(database: Database, rasa_url: str, **changed: Any) -> WebChat:
    """The web chat as the gateway makes it, in a hurry."""
    relay = Relay(rasa_url, patience=10, pauses=(0.01,))
    usual: dict[str, Any] = {
        "chats": Chats(database),
        "relay": relay,
        "catalogue": CATALOGUE,
        "clock": shifted_clock(NOW),
        "secret_key": "a key of the tests",
        "rates": WIDE,
        "patience": Patience(0.05, 0.2),
    }
    return WebChat(**{**usual, **changed})


def make_app(web: WebChat, origins: Iterable[str] = (ALLOWED,)) -> FastAPI:
    """The gateway's app with only the web chat in it."""

    @contextlib.asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        await web.start()
        yield
        await web.stop()
        await web.relay.close()

    app = FastAPI(lifespan=life)
    app.include_router(web_router(web))
    app.include_router(pages_router(ROOT / "widget"))
    app.add_middleware(OriginGuard, origins=Origins(origins), catalogue=web.catalogue)
    return app
