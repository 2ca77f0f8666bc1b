"""Takes numbers and addresses that point at one person out of a text before it is stored."""

from __future__ import annotations

import re

from stdnum import iban
from stdnum.nl import bsn

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{2,4}){3,8}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.,€-])(?:\+\d{2}|00\d{2}|0)(?:[\s-]?\(0\))?(?:[\s-]?\d){8,10}(?!\d)")
_NINE_DIGITS = re.compile(r"(?<!\d)\d{3}[\s.]?\d{2,3}[\s.]?\d{3,4}(?!\d)")


def redact(text: str) -> str:
    """`text` with e-mail addresses, IBANs, citizen service numbers (BSN) and telephone numbers replaced by their kind.

    Names and places are left: the short retention period covers those.
    """
    text = _EMAIL.sub("[e-mail]", text)
    text = _IBAN.sub(lambda match: "[rekening]" if iban.is_valid(match.group()) else match.group(), text)
    text = _NINE_DIGITS.sub(lambda match: "[bsn]" if _is_bsn(match.group()) else match.group(), text)
    return _PHONE.sub("[telefoon]", text)


def _is_bsn(digits: str) -> bool:
    return len(re.sub(r"\D", "", digits)) == 9 and bsn.is_valid(digits)
