"""The commands menu: what each command asks of the assistant, and how it is named in each language."""

from __future__ import annotations

from bot.wording import Catalogue

LINK = "link_"
"""A /start argument that begins so carries a conversation over from the web chat."""

PAYLOADS = {
    "start": "/greet",
    "afspraak": "/show_intake",
    "tijdlijn": '/calculate_notice{"show": "timeline"}',
    "taal": "/switch_language",
    "verwijder": "/delete_my_data",
    "help": "/ask_help",
    "stop": "/stop_current",
}


def menu(catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    """The commands, each with its description, as Telegram shows them behind its menu button."""
    return [(name, catalogue.text(f"telegram.menu_{name}", language)) for name in PAYLOADS]


def read_command(text: str) -> tuple[str, str] | None:
    """The name of a command of ours and what stands behind it: '/start@bot link_x' gives ('start', 'link_x')."""
    if not text.startswith("/"):
        return None
    first, _, rest = text[1:].partition(" ")
    name = first.partition("@")[0].lower()
    return (name, rest.strip()) if name in PAYLOADS else None
