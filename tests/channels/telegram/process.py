"""The worker as a process of its own, for tests that kill it."""

from __future__ import annotations

import logging

from bot.channels.telegram import TelegramOptions, run_telegram
from bot.channels.turns import Patience
from bot.clock import shifted_clock
from bot.privacy import redact
from tests.channels.fake_telegram.server import TOKEN
from tests.channels.telegram.stand import CATALOGUE, NOW, QUICK, open_database


def run(database_url: str, rasa_url: str, api_url: str, log: str) -> None:
    """Run until killed, on the given database, Rasa and Bot API."""
    logging.basicConfig(level=logging.INFO, filename=log)
    options = TelegramOptions(
        TOKEN, api_url, poll_seconds=2, look_seconds=0.05, pace=QUICK, patience=Patience(0.05, 0.2)
    )
    run_telegram(
        options,
        database=open_database(database_url, lock_seconds=5),
        rasa_url=rasa_url,
        catalogue=CATALOGUE,
        clock=shifted_clock(NOW),
        redact=redact,
    )
