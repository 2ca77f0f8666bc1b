"""Carries a worker's words to Rasa's REST channel and brings the replies back, the same for every channel."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.channels.reply import Reply, replies_from_events, replies_from_rasa

LONGEST_TEXT = 2000
_PAUSES = (0.2, 0.6, 1.5)
_SLASHES = "/\u2044\u2215\u29f8\u2571\uff0f"
_BEFORE_COMMAND = re.compile(rf"^[\s{_SLASHES}]+")


class RelayError(Exception):
    """Rasa could not be reached or gave no usable answer.

    `delivered` tells whether Rasa may have handled the message all the same (a time-out or an error on its side),
    so that the caller can choose between sending again and asking first.
    """

    def __init__(self, message: str, *, delivered: bool) -> None:
        super().__init__(message)
        self.delivered = delivered


class TextTooLong(ValueError):
    """Typed text over `LONGEST_TEXT` characters; `length` is what was typed."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a message may have at most {LONGEST_TEXT} characters, this one has {length}")
        self.length = length


def strip_command(text: str) -> str:
    """`text` as a worker may send it: no control or invisible characters, no leading slashes, outer spaces off.

    Rasa takes text that starts with '/' as an intent. The result may be empty. Raises TextTooLong.
    """
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(len(text))
    visible = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return _BEFORE_COMMAND.sub("", visible).strip()


class Relay:
    """Posts to `<rasa_url>/webhooks/rest/webhook`. `http` carries the time-outs; it stays the caller's to close."""

    def __init__(self, rasa_url: str, http: httpx.AsyncClient, pauses: Sequence[float] = _PAUSES) -> None:
        self._url = rasa_url.rstrip("/")
        self._http = http
        self._pauses = tuple(pauses)

    async def send(
        self, conversation_id: str, text: str, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> list[Reply]:
        """What Rasa answers to `text` (a sentence or a payload), in order; may be empty.

        A refused connection is tried again after each pause; a message that may have arrived is never sent twice.
        Raises RelayError.
        """
        body = {"sender": conversation_id, "message": text, "metadata": {"channel": channel, **(metadata or {})}}
        for pause in (*self._pauses, None):
            try:
                response = await self._http.post(f"{self._url}/webhooks/rest/webhook", json=body)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if pause is None:
                    raise RelayError("Rasa cannot be reached", delivered=False) from error
                await asyncio.sleep(pause)
            except httpx.HTTPError as error:
                raise RelayError(f"Rasa did not answer: {error!r}", delivered=True) from error
            else:
                replies = _read(response)
                if not replies and not await self.ready():
                    raise RelayError("Rasa has not loaded its model yet", delivered=False)
                return replies
        raise AssertionError  # the loop ends by return or raise

    async def recall(self, conversation_id: str, message_seq: int) -> list[Reply] | None:
        """What Rasa already answered to the message that carried this number as metadata `message_seq`.

        None where Rasa did not finish that turn, or cannot tell (its HTTP API is off). Raises RelayError where Rasa is
        away.
        """
        try:
            response = await self._http.get(f"{self._url}/conversations/{conversation_id}/tracker")
        except httpx.HTTPError as error:
            raise RelayError(f"Rasa cannot be asked: {error!r}", delivered=False) from error
        if not response.is_success:
            return None
        try:
            return replies_from_events(response.json(), message_seq)
        except ValueError as error:
            raise RelayError(f"Rasa's tracker cannot be read: {error}", delivered=True) from error

    async def ready(self) -> bool:
        """Whether Rasa answers and has its model: before that it takes messages and says nothing."""
        try:
            response = await self._http.get(f"{self._url}/webhooks/rest/ready", timeout=2)
        except httpx.HTTPError:
            return False
        return response.is_success


def _read(response: httpx.Response) -> list[Reply]:
    if not response.is_success:
        raise RelayError(f"Rasa answered {response.status_code}", delivered=response.is_server_error)
    try:
        return replies_from_rasa(response.json())
    except ValueError as error:
        raise RelayError(f"Rasa's answer cannot be read: {error}", delivered=True) from error
