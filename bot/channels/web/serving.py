"""The gateway's server: lets waiting requests go before it stops, so that a restart takes no half minute."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI


class GatewayServer(uvicorn.Server):
    """A uvicorn server that calls `before_stop` (see `WebChat.let_go`) when it begins to stop."""

    def __init__(self, config: uvicorn.Config, before_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._before_stop = before_stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._before_stop()
        await super().shutdown(sockets)


def gateway_server(app: FastAPI, before_stop: Callable[[], None], *, host: str, port: int) -> GatewayServer:
    """A server for `app`; run it with `run()` or `await serve()`.

    No websockets: the chat polls, and Rasa pins a version that uvicorn cannot use. Proxy headers are believed from
    this machine only.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=30,
    )
    return GatewayServer(config, before_stop)
