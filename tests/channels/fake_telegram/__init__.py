"""A Telegram Bot API server on this machine, with Telegram's limits and, on request, its faults."""

from tests.channels.fake_telegram.server import FakeTelegram

__all__ = ["FakeTelegram"]
