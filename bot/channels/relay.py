"""Carries a worker's words to Rasa's REST channel and brings the replies back, the same for every channel."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.channels.reply import Reply, replies_from_events, replies_from_rasa

LONGEST_TEXT = 2000
_PAUSES = (0.2, 0.6, 1.5)
_CONNECTING = 3.0
_CONNECTIONS = 16
_SOON = aiohttp.ClientTimeout(total=2)
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
    """Posts to `<rasa_url>/webhooks/rest/webhook`. To be closed, or used as `async with`; works in one loop.

    `patience`: seconds to wait for an answer. Few connections: Rasa does one thing at a time, and what waits here
    waits in order.
    """

    def __init__(self, rasa_url: str, *, patience: float = 30, pauses: Sequence[float] = _PAUSES) -> None:
        self._url = rasa_url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(sock_connect=_CONNECTING, sock_read=patience)
        self._pauses = tuple(pauses)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()
            self._session = None

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
                async with self._http.post(f"{self._url}/webhooks/rest/webhook", json=body) as response:
                    replies = await _read(response)
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
                if pause is None:
                    raise RelayError("Rasa cannot be reached", delivered=False) from error
                await asyncio.sleep(pause)
            except (aiohttp.ClientError, TimeoutError) as error:
                raise RelayError(f"Rasa did not answer: {error!r}", delivered=True) from error
            else:
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
            async with self._http.get(f"{self._url}/conversations/{conversation_id}/tracker") as response:
                tracker = await response.json() if response.ok else None
        except ValueError as error:
            raise RelayError(f"Rasa's tracker cannot be read: {error}", delivered=True) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RelayError(f"Rasa cannot be asked: {error!r}", delivered=False) from error
        if tracker is None:
            return None
        try:
            return replies_from_events(tracker, message_seq)
        except ValueError as error:
            raise RelayError(f"Rasa's tracker cannot be read: {error}", delivered=True) from error

    async def ready(self) -> bool:
        """Whether Rasa answers and has its model: before that it takes messages and says nothing."""
        try:
            async with self._http.get(f"{self._url}/webhooks/rest/ready", timeout=_SOON) as response:
                return response.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    @property
    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector, timeout=self._timeout)
        return self._session


async def _read(response: aiohttp.ClientResponse) -> list[Reply]:
    """Raises RelayError."""
    if not response.ok:
        raise RelayError(f"Rasa answered {response.status}", delivered=response.status >= 500)
    try:
        return replies_from_rasa(await response.json(content_type=None))
    except ValueError as error:
        raise RelayError(f"Rasa's answer cannot be read: {error}", delivered=True) from error
