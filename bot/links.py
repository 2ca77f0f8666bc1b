"""Signed links that carry their own data, so that nothing has to be stored for them."""

from __future__ import annotations

from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

HOUR = 3600
DAY = 24 * HOUR


class Links:
    """Signs and reads the tokens of one purpose (`salt`); a token of another purpose is not accepted."""

    def __init__(self, secret_key: str, salt: str, seconds: int) -> None:
        self._signer = URLSafeTimedSerializer(secret_key, salt=salt)
        self._seconds = seconds

    def make(self, data: Any) -> str:
        """A token for `data` (JSON values), fit for an address."""
        return str(self._signer.dumps(data))

    def read(self, token: str) -> Any | None:
        """The data, or None for a token that is not ours or too old."""
        try:
            return self._signer.loads(token, max_age=self._seconds)
        except BadData:
            return None
