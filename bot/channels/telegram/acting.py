"""What the worker does with one stored update. Each step may be done again after a crash without doing harm."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.relay import LONGEST_TEXT, TextTooLong, strip_command
from bot.channels.telegram.commands import LINK, PAYLOADS, read_command
from bot.channels.telegram.tapping import Taps
from bot.channels.telegram.writing import Writer
from bot.channels.turns import Turns
from bot.clock import Clock
from bot.store import ChatsUnavailable, Event, Outgoing, Role, UnknownConversation
from bot.store.telegram import CHANNEL, Planned, StoredUpdate, TelegramChat, TelegramStore

log = logging.getLogger(__name__)


class Acting:
    """`received` hears of each chat whose message goes to the assistant; `to_send` of each chat with something to send;
    `to_show` of each conversation whose messages must be looked at."""

    def __init__(
        self,
        store: TelegramStore,
        turns: Turns,
        taps: Taps,
        writer: Writer,
        clock: Clock,
        *,
        received: Callable[[int], None],
        to_send: Callable[[int], None],
        to_show: Callable[[str], None],
    ) -> None:
        self._store = store
        self._turns = turns
        self._taps = taps
        self._writer = writer
        self._clock = clock
        self._received = received
        self._to_send = to_send
        self._to_show = to_show
        self._watching: set[asyncio.Task[None]] = set()

    async def handle(self, update: StoredUpdate) -> None:
        """Carry out one update and close it. Raises ChatsUnavailable: then the same update is to be given again."""
        match update.body["kind"]:
            case "text":
                await self._text(update)
            case "tap":
                await self._tap(update)
            case "attachment":
                await self._back(update)
                await self._say(update, f"attachment_{update.body['what']}")
            case "edit":
                if await asyncio.to_thread(self._store.talks.first_edit, update.chat_id, self._clock()):
                    await self._say(update, "edit_declined")
            case "group":
                if await asyncio.to_thread(self._store.talks.first_in_group, update.chat_id, self._clock()):
                    await self._say(update, "group_declined")
            case "member":
                await self._member(update)
        await self.close(update)

    async def close(self, update: StoredUpdate) -> None:
        """Never again handle this update."""
        await asyncio.to_thread(self._store.inbox.handled, update.update_id, self._clock())

    async def apologise(self, update: StoredUpdate) -> None:
        """Tell that a message could not be handled."""
        await self._say(update, "sorry")

    async def _text(self, update: StoredUpdate) -> None:
        await self._back(update)
        text = str(update.body["text"])
        name, argument = read_command(text) or ("", "")
        if name == "start" and argument.startswith(LINK):
            await self._follow(update, argument.removeprefix(LINK))
        elif name:
            await self._ask(update, f"/{name}", PAYLOADS[name])
        else:
            await self._typed(update, text)

    async def _typed(self, update: StoredUpdate, text: str) -> None:
        try:
            words = strip_command(text)
        except TextTooLong:
            await self._say(update, "too_long", {"longest": LONGEST_TEXT})
            return
        if words:
            await self._ask(update, words, None)
        else:
            await self._say(update, "empty")

    async def _tap(self, update: StoredUpdate) -> None:
        chat = await self._chat(update)
        choice = await self._taps.judge(update, chat, _language(update, chat))
        if chat is not None and choice is not None:
            await self._ask(update, choice.words, choice.payload)
            await self._taps.show(update, chat, choice)

    async def _ask(self, update: StoredUpdate, words: str, payload: str | None) -> None:
        """Put the message in the conversation; from there it is answered, also after a crash."""
        chat = await self._chat(update) or await self._begin(update)
        self._received(update.chat_id)
        try:
            await self._turns.receive(chat.conversation_id, _client_id(update), words, payload=payload)
        except UnknownConversation:  # deleted a moment ago: this begins a new one
            chat = await self._begin(update)
            await self._turns.receive(chat.conversation_id, _client_id(update), words, payload=payload)
        watch = asyncio.create_task(self._watch(update, chat))
        self._watching.add(watch)
        watch.add_done_callback(self._watching.discard)

    async def _watch(self, update: StoredUpdate, chat: TelegramChat) -> None:
        """When the answer was to delete the conversation, it went with it: say so here."""
        await asyncio.wait([self._turns.wake(chat.conversation_id)])
        try:
            if await asyncio.to_thread(self._store.chats.get, chat.conversation_id) is None:
                await self._say(update, "deleted", language=chat.language)
        except ChatsUnavailable as error:
            log.warning("whether a conversation was deleted is not known: %s", type(error).__name__)

    async def _follow(self, update: StoredUpdate, code: str) -> None:
        before = await self._chat(update)
        follow = self._store.talks.follow_link
        chat = await asyncio.to_thread(follow, update.chat_id, code, update.update_id, self._clock())
        if chat is None:
            await self._say(update, "link_unknown")
            return
        await self._say(update, "linked", language=chat.language)
        if before is None or before.visit != chat.visit:
            moved = Outgoing(Event.MOVED, {"channel": CHANNEL}, Role.EVENT)
            await asyncio.to_thread(self._store.chats.add, chat.conversation_id, moved, self._clock())
        self._to_show(chat.conversation_id)

    async def _member(self, update: StoredUpdate) -> None:
        if not update.body["blocked"]:
            await self._back(update)
            return
        set_blocked = self._store.addresses.set_blocked
        await asyncio.to_thread(set_blocked, CHANNEL, str(update.chat_id), self._clock())
        await asyncio.to_thread(self._store.outgoing.withdraw, update.chat_id, self._clock())

    async def _back(self, update: StoredUpdate) -> None:
        """Who writes has not blocked the bot (any more)."""
        address = await asyncio.to_thread(self._store.addresses.find, CHANNEL, str(update.chat_id))
        if address is not None and address.blocked_at is not None:
            await asyncio.to_thread(self._store.addresses.set_blocked, CHANNEL, str(update.chat_id), None)

    async def _chat(self, update: StoredUpdate) -> TelegramChat | None:
        return await asyncio.to_thread(self._store.talks.find, update.chat_id)

    async def _begin(self, update: StoredUpdate) -> TelegramChat:
        begin, fresh = self._store.talks.begin, secrets.token_urlsafe(24)
        return await asyncio.to_thread(begin, update.chat_id, fresh, _language(update, None), self._clock())

    async def _say(
        self, update: StoredUpdate, name: str, values: Mapping[str, Any] | None = None, language: str | None = None
    ) -> None:
        """Let one of our own sentences wait to be sent, once per update."""
        chat = await self._chat(update)
        body = self._writer.notice(name, language or _language(update, chat), values)
        planned = Planned(f"{update.chat_id}:{update.update_id}:{name}", body)
        conversation_id = chat.conversation_id if chat else None
        await asyncio.to_thread(self._store.outgoing.add, update.chat_id, conversation_id, planned, self._clock())
        self._to_send(update.chat_id)


def _client_id(update: StoredUpdate) -> str:
    return f"telegram-{update.update_id}"


def _language(update: StoredUpdate, chat: TelegramChat | None) -> str:
    if chat is not None:
        return chat.language
    return "en" if str(update.body.get("language", "")).startswith("en") else "nl"
