"""Tables, migrations, units of work and the outbox. The only room that knows SQL."""

from bot.store.chat_addresses import Address, ChatAddresses
from bot.store.chat_holds import ChatHolds
from bot.store.chat_rows import offer_key
from bot.store.chat_types import (
    ChatsUnavailable,
    Conversation,
    Event,
    Message,
    Offer,
    Outgoing,
    Role,
    Snapshot,
    UnknownConversation,
)
from bot.store.chats import Chats
from bot.store.database import Base, Database, UTCDateTime, open_engine

__all__ = [
    "Address",
    "Base",
    "ChatAddresses",
    "ChatHolds",
    "Chats",
    "ChatsUnavailable",
    "Conversation",
    "Database",
    "Event",
    "Message",
    "Offer",
    "Outgoing",
    "Role",
    "Snapshot",
    "UTCDateTime",
    "UnknownConversation",
    "offer_key",
    "open_engine",
]
