"""The worker as a process of its own, for tests that kill it: database, Rasa and Bot API as arguments."""

from __future__ import annotations

import logging
import sys

from bot.channels.telegram import run_telegram
from bot.channels.turns import Patience
from bot.clock import shifted_clock
from bot.privacy import redact
from tests.channels.fake_telegram.server import TOKEN
from tests.channels.telegram.stand import CATALOGUE, NOW, QUICK, TelegramOptions, open_database


def main(database_url: str, rasa_url: str, api_url: str) -> None:
    """Run until killed."""
    logging.basicConfig(level=logging.INFO)
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


if __name__ == "__main__":
    main(*sys.argv[1:])
