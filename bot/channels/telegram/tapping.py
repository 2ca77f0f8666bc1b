"""A tap on a key: answered first, then judged; a choice counts once, and its keyboard makes way for the choice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.channels.reply import Reply
from bot.channels.telegram.client import TelegramBot, if_possible
from bot.channels.telegram.delivery import keyboard_markup
from bot.channels.telegram.keyboards import DateRange, Tapped, read_tap
from bot.channels.telegram.splitting import units
from bot.channels.telegram.writing import Writer
from bot.clock import Clock
from bot.store import UnknownConversation
from bot.store.telegram import StoredUpdate, Tap, TelegramChat, TelegramStore
from bot.wording import write_value

_LONGEST = 4096


@dataclass(frozen=True)
class Choice:
    """What a tap says to the assistant: the words, and the payload where they stand for one."""

    words: str
    payload: str | None = None


class Taps:
    """Judges taps and changes the messages they were made on."""

    def __init__(self, bot: TelegramBot, store: TelegramStore, writer: Writer, clock: Clock) -> None:
        self._bot = bot
        self._store = store
        self._writer = writer
        self._clock = clock

    async def judge(self, update: StoredUpdate, chat: TelegramChat | None, language: str) -> Choice | None:
        """The choice that was made; None where the tap was none, or no longer counts, which the person is told."""
        tapped = read_tap(str(update.body["data"]))
        if tapped is not None and tapped.seq == 0:
            await self._answer(update)
            return None
        if tapped is not None and tapped.stars is not None and chat is not None:
            await self._rate(update, chat, tapped.stars)
            return None
        verdict, choice = Tap.UNKNOWN, None
        if chat is not None and tapped is not None:
            verdict = await asyncio.to_thread(self._store.talks.judge, chat, tapped.seq, update.update_id)
        if chat is not None and tapped is not None and verdict is Tap.COUNTS:
            if tapped.month is not None:
                await self._leaf(update, chat, tapped.seq, tapped.month)
                return None
            choice = await self._choice(chat, tapped)
        if chat is None or tapped is None or choice is None:
            said = Tap.UNKNOWN if verdict is Tap.COUNTS else verdict
            await self._answer(update, self._writer.text(f"tap_{said}", language))
            await self._clear(update)
            return None
        await self._answer(update)
        await asyncio.to_thread(self._store.talks.use, chat, tapped.seq, update.update_id)
        return choice

    async def _rate(self, update: StoredUpdate, chat: TelegramChat, stars: int) -> None:
        """Keep the judgement; a later one replaces it."""
        try:
            await asyncio.to_thread(self._store.chats.rate, chat.conversation_id, stars, "", self._clock())
        except UnknownConversation:
            await self._answer(update, self._writer.text("tap_unknown", chat.language))
            return
        await self._answer(update, self._writer.text("rated", chat.language))
        await self.show(update, chat, Choice(self._writer.stars(stars, chat.language)))

    async def show(self, update: StoredUpdate, chat: TelegramChat, choice: Choice) -> None:
        """Put the choice where the keyboard was."""
        shown, number = str(update.body["shown"]), update.body["message_id"]
        words = f"{shown}\n\n{self._writer.text('chosen', chat.language, {'choice': choice.words})}"
        if shown and number and units(words) <= _LONGEST:
            edit = self._bot.edit_message_text(words, chat_id=update.chat_id, message_id=number)
            await if_possible(edit, "showing the choice")
        else:
            await self._clear(update)

    async def _choice(self, chat: TelegramChat, tapped: Tapped) -> Choice | None:
        if tapped.offer is not None:
            offer = await asyncio.to_thread(self._store.chats.offered, chat.conversation_id, tapped.offer)
            return Choice(offer.title, offer.payload) if offer else None
        asked = await self._asked(chat, tapped.seq)
        if tapped.day is None or asked is None or asked.date_input is None:
            return None
        if not DateRange.read(asked.date_input).holds(tapped.day):
            return None
        return Choice(_written(tapped.day, chat.language))

    async def _asked(self, chat: TelegramChat, seq: int) -> Reply | None:
        """The message under which the keyboard stands."""
        found = await asyncio.to_thread(self._store.chats.messages, chat.conversation_id, seq - 1, 1)
        return Reply.from_parts(found[0].text, found[0].parts) if found and found[0].seq == seq else None

    async def _leaf(self, update: StoredUpdate, chat: TelegramChat, seq: int, month: date) -> None:
        """Show another month of the calendar."""
        await self._answer(update)
        asked = await self._asked(chat, seq)
        if asked is None or asked.date_input is None:
            return
        if DateRange.read(asked.date_input).overlaps(month):
            await self._edit_keyboard(update, self._writer.keyboard(asked, seq, chat.language, month))

    async def _clear(self, update: StoredUpdate) -> None:
        await self._edit_keyboard(update, [])

    async def _edit_keyboard(self, update: StoredUpdate, rows: Any) -> None:
        number = update.body["message_id"]
        if number:
            markup = keyboard_markup(rows) if rows else None
            edit = self._bot.edit_message_reply_markup(update.chat_id, number, reply_markup=markup)
            await if_possible(edit, "changing the keyboard")

    async def _answer(self, update: StoredUpdate, text: str | None = None) -> None:
        """Stop the clock that Telegram shows on the key; `text` appears over the chat."""
        await if_possible(self._bot.answer_callback_query(str(update.body["tap"]), text), "answering a tap")


def _written(day: date, language: str) -> str:
    """As a person would type it: '16 november 2026'."""
    return write_value(day, "day", language)
