"""The fake Bot API over HTTP: `<api_url><token>/<method>`, and `/control/...` to play the person by hand."""

from __future__ import annotations

import json
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.channels.fake_telegram.control import control
from tests.channels.fake_telegram.form import read_form
from tests.channels.fake_telegram.methods import call
from tests.channels.fake_telegram.people import People
from tests.channels.fake_telegram.world import ApiError, Fault, World

TOKEN = "4242:TEST-token-that-must-never-be-logged"


class FakeTelegram(People):
    """Runs in threads of this process. Use as a context manager, or `start` and `stop`."""

    def __init__(self, port: int = 0, token: str = TOKEN) -> None:
        super().__init__(World(token))
        self.token = token
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.fake = self
        self._running = True

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api_url(self) -> str:
        """What the bot takes for `https://api.telegram.org/bot`."""
        return f"{self.url}/bot"

    def start(self) -> Self:
        """Listen; returns at once."""
        for work in (lambda: self._server.serve_forever(poll_interval=0.05), self._deliver):
            threading.Thread(target=work, daemon=True).start()
        return self

    def stop(self) -> None:
        """Close the server and let every long poll end."""
        self._running = False
        with self.world.changed:
            self.world.polls += 1
            self.world.changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def fail(self, method: str, how: str, times: int = 1, *, after: int = 0, retry_after: int = 1) -> None:
        """Let the next calls of `method` (or '*') fail: 400, 403, 429, 502, drop, hang or lost (see `Fault`)."""
        with self.world.changed:
            self.world.faults.append(Fault(method, how, times, after, retry_after))

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Parameters of the calls of `method` that were carried out, in order."""
        with self.world.changed:
            return [params for name, params in self.world.calls if name == method]

    def wait(self, ready: Callable[[], Any], seconds: float = 20) -> Any:
        """The first true result of `ready`, looked at after each change. Raises TimeoutError."""
        until = time.monotonic() + seconds
        with self.world.changed:
            while not (found := ready()):
                left = until - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                self.world.changed.wait(min(left, 0.1))
            return found

    def _deliver(self) -> None:
        """Bring updates to the webhook, one at a time, until it answers 2xx."""
        world = self.world
        while self._running:
            with world.changed:
                world.changed.wait_for(lambda: world.webhook.get("url") and world.waiting, timeout=0.2)
                hook, update = dict(world.webhook), world.waiting[0].update if world.waiting else None
            if not hook.get("url") or update is None:
                continue
            headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": hook["secret"]}
            request = urllib.request.Request(hook["url"], json.dumps(update).encode(), headers)  # noqa: S310
            try:
                with urllib.request.urlopen(request, timeout=10):  # noqa: S310
                    pass
            except OSError:
                time.sleep(0.2)
                continue
            with world.changed:
                world.confirm(update["update_id"] + 1)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    fake: FakeTelegram

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that is killed is part of the tests; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        params, files = read_form(self.headers.get("Content-Type", ""), body)
        params = {**query, **params}
        if path.startswith("/control/"):
            self._answer(*control(self.server.fake, path.removeprefix("/control/"), params))
            return
        token, _, method = path.removeprefix("/bot").rpartition("/")
        if token != self.server.fake.token:
            self._answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        self._api(method, params, files)

    do_GET = do_POST  # noqa: N815

    def _api(self, method: str, params: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> None:
        world = self.server.fake.world
        with world.changed:
            fault = world.fault(method)
        if fault and fault.how in ("drop", "hang"):
            time.sleep(fault.retry_after if fault.how == "hang" else 0)
            self._drop()
            return
        if fault and fault.how == "502":
            self._answer(502, b"<html>Bad Gateway</html>")
            return
        try:
            if fault and fault.how != "lost":
                raise _as_error(fault)
            with world.changed:
                answer: dict[str, Any] = {"ok": True, "result": call(world, method, params, files)}
                world.calls.append((method, params))
                world.changed.notify_all()
        except ApiError as error:
            answer = {"ok": False, "error_code": error.code, "description": error.description}
            if error.retry_after:
                answer["parameters"] = {"retry_after": error.retry_after}
            with world.changed:
                world.refused.append((method, error.code, error.description))
                world.changed.notify_all()
            self._answer(error.code, answer)
            return
        if fault:
            self._drop()
        else:
            self._answer(200, answer)

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _answer(self, code: int, answer: Any) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        try:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # the caller has gone
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the calls are kept in the world."""


def _as_error(fault: Fault) -> ApiError:
    if fault.how == "429":
        return ApiError(429, f"Too Many Requests: retry after {fault.retry_after}", fault.retry_after)
    if fault.how == "403":
        return ApiError(403, "Forbidden: bot was blocked by the user")
    return ApiError(int(fault.how), "Bad Request: refused on request of the test")
