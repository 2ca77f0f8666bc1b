"""The reference of an appointment: short enough to say over the telephone, without letters that look like digits."""

from __future__ import annotations

import re
import secrets

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_SIZE = 6


def new_reference() -> str:
    """A random reference such as 'K7-QM4P'. It is a name, not a secret."""
    return _written("".join(secrets.choice(_LETTERS) for _ in range(_SIZE)))


def read_reference(text: str) -> str | None:
    """The reference someone typed ('k7 qm4p'), as it is stored; None if it cannot be one."""
    letters = re.sub(r"[\s.-]", "", text).upper()
    return _written(letters) if len(letters) == _SIZE and set(letters) <= set(_LETTERS) else None


def _written(letters: str) -> str:
    return f"{letters[:2]}-{letters[2:]}"
