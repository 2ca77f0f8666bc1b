"""A gateway with the web chat, a fake Rasa behind it; once in the test's process, once on a port for the browser."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from bot.store import Database
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.chat_page import CHROMIUM, CHROMIUM_ARGS, READER, ChatPage
from tests.channels.web.gateway import make_app, make_web
from tests.channels.web.script import answer
from tests.channels.web.site import Site
from tests.channels.web.talker import Talker


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


@pytest.fixture
def site(tmp_path: Path, rasa: FakeRasa) -> Iterator[Site]:
    """The gateway on a real port, for a browser."""
    with Site(tmp_path, rasa).running() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, closed after each module: Playwright's loop must not outlive it in this thread."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield opened
        opened.close()


@pytest.fixture
def chat(browser: Browser, site: Site) -> Iterator[ChatPage]:
    """The demo page in a fresh browser profile."""
    context = browser.new_context(**READER)
    yield ChatPage(context.new_page(), site.url)
    context.close()
