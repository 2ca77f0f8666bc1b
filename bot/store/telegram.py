"""Everything the Telegram worker keeps, on one database."""

from __future__ import annotations

from datetime import datetime

from bot.store.chat_addresses import ChatAddresses
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.telegram_chats import CHANNEL, Keyboard, Tap, TelegramChat, TelegramChats
from bot.store.telegram_inbox import StoredUpdate, TelegramInbox
from bot.store.telegram_lock import WorkerLock
from bot.store.telegram_outgoing import Planned, TelegramOutgoing, Waiting

__all__ = ["CHANNEL", "Keyboard", "Planned", "StoredUpdate", "Tap", "TelegramChat", "TelegramStore", "Waiting"]


class TelegramStore:
    """`inbox`: updates as they come; `talks`: chats and keyboards; `outgoing`: what must be sent; more is shared."""

    def __init__(self, database: Database) -> None:
        self.chats = Chats(database)
        self.addresses = ChatAddresses(self.chats)
        self.talks = TelegramChats(self.chats, self.addresses)
        self.inbox = TelegramInbox(self.chats)
        self.outgoing = TelegramOutgoing(self.chats)
        self.lock = WorkerLock(database)

    def purge(self, before: datetime) -> None:
        """Forget what was finished before `before` (aware; at least two days ago, for Telegram repeats updates)."""
        self.inbox.purge(before)
        self.outgoing.purge(before)
        self.talks.purge(before)
