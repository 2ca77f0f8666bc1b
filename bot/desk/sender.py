"""How the desk reaches workers who gave no mail address: through the chat channel they came by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button under a chat message that opens `url`."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ReplyButton:
    """A button under a chat message that answers in the worker's place: `payload` is an intent with its data."""

    label: str
    payload: str


ChatButton = LinkButton | ReplyButton


class ChannelUnavailable(Exception):
    """The channel cannot be reached now; worth another try."""


class WorkerUnreachable(Exception):
    """The worker can never be reached this way: blocked the bot, or the conversation is gone."""


class ChannelSender(Protocol):
    """Puts a message of our own in a worker's chat."""

    def send(self, worker_id: str, text: str, buttons: Sequence[ChatButton]) -> None:
        """Send plain `text`. Returns when the channel took it; raises ChannelUnavailable or WorkerUnreachable."""
