"""The webhook on the gateway: it only stores updates; the worker finds them in the database."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging

from fastapi import APIRouter, Request, Response

from bot.channels.telegram.incoming import read_update
from bot.clock import Clock
from bot.store import ChatsUnavailable
from bot.store.telegram import TelegramStore

log = logging.getLogger(__name__)
PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 200_000


def webhook_router(store: TelegramStore, clock: Clock, secret: str) -> APIRouter:
    """A route at `PATH` for the gateway. 403 without the right secret; 503 while the database is away, so that
    Telegram sends the update again. Raises ValueError for an empty secret."""
    if not secret:
        msg = "the webhook needs a secret: set TELEGRAM_WEBHOOK_SECRET"
        raise ValueError(msg)
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        raw = await request.body()
        if len(raw) > LARGEST_UPDATE:
            return Response(status_code=413)
        try:
            incoming = read_update(json.loads(raw))
        except ValueError as error:
            log.error("an update is skipped: %s", type(error).__name__)
            return Response(status_code=200)  # any other answer would bring it back for ever
        if incoming is not None:
            keep = store.inbox.keep
            try:
                await asyncio.to_thread(keep, incoming.update_id, incoming.chat_id, incoming.body, clock())
            except ChatsUnavailable:
                return Response(status_code=503)
        return Response(status_code=200)

    return router
