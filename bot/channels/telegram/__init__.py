"""Telegram: a worker that relays to the assistant, a webhook for the gateway, and a sender for unasked messages.

Each name is loaded when it is first asked for: the gateway and the outbox need not load Telegram's library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.channels.telegram.client import TelegramRefused
    from bot.channels.telegram.delivery import Pace
    from bot.channels.telegram.sender import Handed, TelegramSender
    from bot.channels.telegram.webhook import webhook_router
    from bot.channels.telegram.worker import AnotherWorker, TelegramOptions, run_telegram, serve_telegram

__all__ = [
    "AnotherWorker",
    "Handed",
    "Pace",
    "TelegramOptions",
    "TelegramRefused",
    "TelegramSender",
    "run_telegram",
    "serve_telegram",
    "webhook_router",
]

_MODULES = {
    "AnotherWorker": "worker",
    "Handed": "sender",
    "Pace": "delivery",
    "TelegramOptions": "worker",
    "TelegramRefused": "client",
    "TelegramSender": "sender",
    "run_telegram": "worker",
    "serve_telegram": "worker",
    "webhook_router": "webhook",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
