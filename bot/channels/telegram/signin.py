"""Signing in: what Telegram is told about the bot when the worker starts."""

from __future__ import annotations

from bot.channels.telegram.client import TelegramBot, until_done
from bot.channels.telegram.commands import menu
from bot.channels.telegram.incoming import ALLOWED_UPDATES
from bot.channels.telegram.webhook import PATH
from bot.wording import Catalogue


async def set_menu(bot: TelegramBot, catalogue: Catalogue) -> None:
    """The commands menu: Dutch for all, and each other language for those whose Telegram speaks it."""
    for language in catalogue.languages:
        code = None if language == "nl" else language
        commands = menu(catalogue, language)
        await until_done(lambda: bot.set_my_commands(commands, language_code=code), "setting the menu")  # noqa: B023


async def use_webhook(bot: TelegramBot, public_url: str, secret: str) -> None:
    """Tell Telegram to bring updates to the gateway, one at a time so that their order is kept."""
    url = f"{public_url.rstrip('/')}{PATH}"

    async def register() -> bool:
        return await bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES), max_connections=1)

    await until_done(register, "setting the webhook")


async def use_polling(bot: TelegramBot) -> None:
    """Tell Telegram that updates will be fetched; those that wait are kept."""
    await until_done(lambda: bot.delete_webhook(drop_pending_updates=False), "ending the webhook")
