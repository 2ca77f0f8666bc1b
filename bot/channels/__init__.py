"""The doors: web chat and Telegram. Both relay to Rasa and keep the talk in the same store."""

from bot.channels.relay import LONGEST_TEXT, Relay, RelayError, TextTooLong, strip_command
from bot.channels.reply import Button, Reply

__all__ = ["LONGEST_TEXT", "Button", "Relay", "RelayError", "Reply", "TextTooLong", "strip_command"]
