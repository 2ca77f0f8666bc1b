"""The Telegram process."""

from __future__ import annotations

import logging

from bot.app import App
from bot.channels.telegram import AnotherWorker, TelegramOptions, TelegramRefused, run_telegram
from bot.privacy import redact
from bot.settings import Settings


def run(settings: Settings) -> None:
    """Relay Telegram until SIGINT or SIGTERM."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    app = App.build(settings)
    secret = settings.telegram_webhook_secret.get_secret_value()
    options = TelegramOptions(
        token=settings.telegram_bot_token.get_secret_value(),
        api_url=settings.telegram_api_url,
        gateway_url=f"http://127.0.0.1:{settings.port}",
        webhook_url=settings.base_url if secret else "",
        webhook_secret=secret,
    )
    try:
        run_telegram(
            options,
            database=app.database,
            rasa_url=f"http://127.0.0.1:{settings.rasa_port}",
            catalogue=app.catalogue,
            clock=app.clock,
            redact=redact,
        )
    except (TelegramRefused, AnotherWorker) as problem:
        raise SystemExit(str(problem)) from problem
