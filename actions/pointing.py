"""Typed words that point at one of the slots: its place in the list that is shown, or its very day and hour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from actions.turn import Turn
from actions.wishes import merged, wishes_from
from bot.intake import Slot
from bot.language.choices import plain

_LEAD = (
    r"(?:(?:ja|doe|dan|maar|graag|liever|liefst|ik|neem|kies|wil|nummer|nr|optie|keuze|yes|i|ll|take|number|option)\s)*"
)
_TAIL = r"(?:\s(?:graag|maar|dan|tijd|optie|keuze|is goed|please|one|time|option|slot))*"
_PLACES = (
    ("1", "1e", "1ste", "1st", "een", "eerste", "eerste de beste", "bovenste", "first", "first available", "top"),
    ("2", "2e", "2de", "2nd", "twee", "tweede", "middelste", "second", "middle"),
    ("3", "3e", "3de", "3rd", "drie", "derde", "third"),
    ("4", "4e", "4de", "4th", "vier", "vierde", "fourth"),
    ("5", "5e", "5de", "5th", "vijf", "vijfde", "fifth"),
    ("6", "6e", "6de", "6th", "zes", "zesde", "sixth"),
)
_POINTING = [re.compile(rf"{_LEAD}(?:(?:de|die|the)\s)?(?:{'|'.join(names)}){_TAIL}") for names in _PLACES]
_LAST = re.compile(rf"{_LEAD}(?:(?:de|die|the)\s)?(?:laatste|onderste|last|bottom){_TAIL}")


def show_order(turn: Turn, slots: Sequence[Slot]) -> None:
    """Remember which slots are shown, and in which order."""
    turn.talk.notes["shown"] = [slot.id for slot in slots]


def pointed_at(turn: Turn, text: str) -> str | None:
    """The shown slot that `text` names by its place ('2', 'de eerste'), and nothing else; None without one."""
    shown: list[str] = turn.talk.notes.get("shown") or []
    said = plain(text)
    if shown and _LAST.fullmatch(said):
        return shown[-1]
    return next((slot for slot, place in zip(shown, _POINTING, strict=False) if place.fullmatch(said)), None)


def exact_slot(turn: Turn, told: Mapping[str, Any], kind: str | None) -> str | None:
    """The free slot that starts at the very day and hour of the wishes `told`; None where they leave a choice.

    A shown slot goes first; a slot that is not shown only counts at the booking, where nothing is stored yet.
    """
    wishes = wishes_from(dict(told))
    if wishes.at is None:
        return None
    shown = [Slot.from_id(name) for name in turn.talk.notes.get("shown") or []]
    fitting = [slot for slot in shown if wishes.allow(slot.start, slot.end) and kind in (None, slot.kind)]
    if len(fitting) == 1:
        return fitting[0].id
    asked = wishes_from(merged(turn.talk.notes.get("wishes") or {}, dict(told)))
    if fitting or kind is not None or turn.talk.question != "slot" or asked.at is None or len(asked.days) != 1:
        return None
    near = turn.app.bookings.near(turn.worker_id, min(asked.days), asked.at, 1)
    return near.slots[0].id if near.exact and near.shown == 1 else None
