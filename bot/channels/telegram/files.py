"""Files and pictures of the gateway, fetched to be sent on."""

from __future__ import annotations

import logging

import httpx

log = logging.getLogger(__name__)
LARGEST_FILE = 10_000_000
MOST_TRIES = 6


class FileGone(Exception):
    """The gateway does not have this file (any more), or keeps failing to give it."""


class Files:
    """Fetches from the gateway at `gateway_url`, and from nowhere else. `http` stays the caller's to close."""

    def __init__(self, http: httpx.AsyncClient, gateway_url: str) -> None:
        self._http = http
        self._gateway = gateway_url.rstrip("/")

    async def fetch(self, url: str, tries: int = 0) -> bytes:
        """The contents of `url`, a path on the gateway or its full address; `tries` went before.

        Raises FileGone; httpx.HTTPError where another try may succeed.
        """
        inside = url.startswith(f"{self._gateway}/")
        response = None
        try:
            response = await self._http.get(url if inside else f"{self._gateway}/{url.lstrip('/')}")
            if response.is_client_error or len(response.content) > LARGEST_FILE:
                raise FileGone
            response.raise_for_status()
        except httpx.HTTPError as error:
            log.warning("the gateway gives no file: %s", response.status_code if response else type(error).__name__)
            if tries + 1 >= MOST_TRIES:
                raise FileGone from error
            raise
        return response.content
