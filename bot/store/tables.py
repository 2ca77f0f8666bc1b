"""Every table of the project, so that its metadata is whole: migrations and tests read it here."""

from bot.store import (
    booking_tables,
    chat_tables,
    checkin_tables,
    intake_tables,
    outbox_tables,
    telegram_tables,
    worker_tables,
)
from bot.store.database import Base

metadata = Base.metadata

__all__ = [
    "booking_tables",
    "chat_tables",
    "checkin_tables",
    "intake_tables",
    "metadata",
    "outbox_tables",
    "telegram_tables",
    "worker_tables",
]
