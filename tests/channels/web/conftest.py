"""A gateway with the web chat, a fake Rasa behind it; once in the test's process, once on a port for the browser."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.channels import Relay
from bot.channels.turns import Patience
from bot.channels.web import OriginGuard, Origins, Rates, WebChat, pages_router, web_router
from bot.clock import AMSTERDAM, shifted_clock
from bot.settings import ROOT
from bot.store import Chats, Database
from bot.wording import Catalogue
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.script import answer
from tests.channels.web.talker import Talker

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)
ALLOWED = "https://werk.voorbeeldstad.nl"
CATALOGUE = Catalogue.load(ROOT / "data" / "text")
WIDE = Rates(**dict.fromkeys(vars(Rates()), "100000/minute"))


def make_web(database: Database, rasa_url: str, **changed: Any) -> WebChat:
    """The web chat as the gateway makes it, in a hurry."""
    relay = Relay(rasa_url, httpx.AsyncClient(timeout=10), pauses=(0.01,))
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


def make_app(web: WebChat) -> FastAPI:
    """The gateway's app with only the web chat in it."""

    @contextlib.asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        await web.start()
        yield
        await web.stop()

    app = FastAPI(lifespan=life)
    app.include_router(web_router(web))
    app.include_router(pages_router(ROOT / "widget"))
    app.add_middleware(OriginGuard, origins=Origins.parse(ALLOWED), catalogue=web.catalogue)
    return app


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    with FakeRasa(answer).running() as running:
        yield running


@pytest.fixture
def serve(database: Database, rasa: FakeRasa) -> Iterator[Callable[..., TestClient]]:
    """Starts a gateway on the test's database; keyword arguments change its WebChat."""
    with contextlib.ExitStack() as stack:

        def start(**changed: Any) -> TestClient:
            app = make_app(make_web(database, rasa.url, **changed))
            return stack.enter_context(TestClient(app, headers={"Accept-Language": "nl"}))

        yield start


@pytest.fixture
def client(serve: Callable[..., TestClient]) -> TestClient:
    return serve()


@pytest.fixture
def talker(client: TestClient) -> Talker:
    """A conversation whose greeting has been read."""
    begun = Talker(client)
    begun.read("Waar kan ik")
    return begun
