"""The gateway with the web chat on a real port, in a thread, with its own SQLite file."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import Response

from bot.channels.web import GatewayServer, gateway_server
from bot.store import Base, Database, open_engine
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.gateway import make_app, make_web


class Site:
    """`url` is the address for the browser; `changed` goes to the WebChat."""

    def __init__(self, folder: Path, rasa: FakeRasa, **changed: Any) -> None:
        self.rasa = rasa
        self.database = Database(open_engine(f"sqlite:///{folder / 'site.db'}"))
        Base.metadata.create_all(self.database.engine)
        self.changed = changed
        self.other_page = Response(status_code=404)
        self.port = 0
        self._server: GatewayServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def other_origin(self) -> str:
        """The same machine under another name: for a browser another site."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        web = make_web(self.database, self.rasa.url, **self.changed)
        app = make_app(web, [self.other_origin])
        app.add_api_route("/andere", lambda: self.other_page)
        self._server = gateway_server(app, web.let_go, host="127.0.0.1", port=self.port)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            threading.Event().wait(0.01)
        assert self._server.started

    def stop(self) -> None:
        assert self._server
        assert self._thread
        self._server.should_exit = True
        self._thread.join(10)

    @contextlib.contextmanager
    def running(self) -> Iterator[Site]:
        self.start()
        try:
            yield self
        finally:
            self.stop()
            self.database.engine.dispose()
