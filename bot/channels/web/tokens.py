"""Conversation ids that cannot be guessed, and the signed token that lets one client into its conversation."""

from __future__ import annotations

import secrets
from functools import lru_cache

from itsdangerous import BadSignature, URLSafeSerializer

_ID_BYTES = 18


class Tokens:
    """Signs with `secret_key`; a token is good for as long as its conversation exists."""

    def __init__(self, secret_key: str) -> None:
        if not secret_key:
            msg = "a secret key is needed to sign conversation tokens"
            raise ValueError(msg)
        self._serializer = URLSafeSerializer(secret_key, salt="web-conversation")
        self._signed = lru_cache(4096)(self._read)  # every look at the messages brings the same token

    @staticmethod
    def new_id() -> str:
        """A fresh conversation id of 144 random bits."""
        return secrets.token_urlsafe(_ID_BYTES)

    def sign(self, conversation_id: str) -> str:
        """The token for this conversation."""
        return str(self._serializer.dumps(conversation_id))

    def opens(self, token: str, conversation_id: str) -> bool:
        """Whether `token` was signed here for this conversation."""
        signed = self._signed(token)
        return signed is not None and secrets.compare_digest(signed.encode(), conversation_id.encode())

    def _read(self, token: str) -> str | None:
        try:
            signed = self._serializer.loads(token)
        except BadSignature:
            return None
        return signed if isinstance(signed, str) else None
