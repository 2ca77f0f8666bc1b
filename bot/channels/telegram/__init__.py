"""Telegram: a worker that relays to the assistant, a webhook for the gateway, and a sender for unasked messages."""

from bot.channels.telegram.client import TelegramRefused
from bot.channels.telegram.delivery import Pace
from bot.channels.telegram.sender import Handed, TelegramSender
from bot.channels.telegram.webhook import webhook_router
from bot.channels.telegram.worker import TelegramOptions, run_telegram, serve_telegram

__all__ = [
    "Handed",
    "Pace",
    "TelegramOptions",
    "TelegramRefused",
    "TelegramSender",
    "run_telegram",
    "serve_telegram",
    "webhook_router",
]
