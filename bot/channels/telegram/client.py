"""The connection to the Bot API: rate limited, and never writing the token to a log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_CALLS_A_SECOND = 15
"""Telegram allows 30; the limiter's bucket lets as many again through at once."""

TelegramBot = ExtBot[int]


class TelegramRefused(Exception):
    """Telegram does not accept the bot token, or a setting such as the webhook's address."""


def make_bot(token: str, api_url: str = "") -> TelegramBot:
    """A bot that is not signed in yet. `api_url`: another server than Telegram's, as 'http://127.0.0.1:8081'."""
    _silence(token)
    base = api_url.rstrip("/").removesuffix("/bot") or "https://api.telegram.org"
    return ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=HTTPXRequest(connection_pool_size=32, read_timeout=20, connect_timeout=10, pool_timeout=20),
        get_updates_request=HTTPXRequest(connection_pool_size=1, connect_timeout=10),
        rate_limiter=AIORateLimiter(overall_max_rate=MOST_CALLS_A_SECOND, overall_time_period=1, max_retries=3),
    )


def is_passing(error: Exception) -> bool:
    """Whether the same call may succeed later. (BadRequest is a NetworkError to the library, but does not pass.)"""
    return isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest)


def wait_asked(error: Exception, otherwise: float) -> float:
    """Seconds to wait before the next try: what Telegram asks for, or `otherwise`."""
    if not isinstance(error, RetryAfter):
        return otherwise
    asked = error.retry_after
    return float(asked if isinstance(asked, int) else asked.total_seconds())


async def until_done(call: Callable[[], Awaitable[T]], what: str, pauses: tuple[float, ...] = (1, 2, 5, 10, 30)) -> T:
    """The result of a call that must succeed, tried again while Telegram cannot be reached.

    Raises TelegramRefused for a wrong token or setting.
    """
    tries = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            raise wrong_token() from None  # the library's message holds the token
        except (NetworkError, RetryAfter) as error:
            if not is_passing(error):
                msg = f"{what}: Telegram refuses it ({error})"
                raise TelegramRefused(msg) from error
            log.warning("%s: Telegram cannot be reached, trying again (%s)", what, type(error).__name__)
            await asyncio.sleep(wait_asked(error, pauses[min(tries, len(pauses) - 1)]))
            tries += 1


def wrong_token() -> TelegramRefused:
    """What to raise, and to show the operator, when Telegram does not know the token (any more)."""
    return TelegramRefused("Telegram does not accept the bot token: look at TELEGRAM_BOT_TOKEN")


async def if_possible(call: Awaitable[object], what: str) -> None:
    """A call whose failure must hold up nothing: a typing sign, an answered tap, a removed keyboard."""
    try:
        await call
    except (NetworkError, RetryAfter, Forbidden) as error:
        log.info("%s was not done: %s", what, type(error).__name__)


def _silence(token: str) -> None:
    """httpx logs every address at INFO, and the token is part of it."""
    for name in ("httpx", "httpcore", "telegram.Bot", "telegram.ext.ExtBot"):
        logging.getLogger(name).setLevel(logging.WARNING)
    hide = _WithoutToken(token)
    for handler in logging.getLogger().handlers:
        handler.addFilter(hide)


class _WithoutToken(logging.Filter):
    """A second lock: whatever still holds the token is cleaned before it is written."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if self._token in message:
            record.msg, record.args = message.replace(self._token, "[token]"), ()
        return True
