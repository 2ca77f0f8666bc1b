"""Consent, redaction, retention, export and erasure."""

from bot.privacy.redaction import redact

__all__ = ["redact"]
