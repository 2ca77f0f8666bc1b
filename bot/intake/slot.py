"""A slot: one coach, one kind, one stretch of time; and its short name for buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import local
from bot.intake.model import Kind, Meeting

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,11}")
"""What an office or coach id looks like: short, so that a slot id fits in a Telegram button."""

_LETTER = {Kind.OFFICE: "o", Kind.TELEPHONE: "t", Kind.VIDEO: "v", Kind.GROUP: "g"}
_KIND = {letter: kind for kind, letter in _LETTER.items()}
_ID = re.compile(rf"({CODE.pattern})\.({CODE.pattern})\.([otvg])([0-9a-z]{{5,6}})\.([0-9a-z]{{1,3}})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Slot:
    """[start, end) in aware UTC, with a coach at an office."""

    office_id: str
    coach_id: str
    kind: Kind
    start: datetime
    end: datetime

    @property
    def id(self) -> str:
        """A stable name made of the slot's own values, at most 40 bytes of ASCII."""
        minutes = int((self.end - self.start).total_seconds()) // 60
        start = _base36(int(self.start.timestamp()) // 60)
        return f"{self.office_id}.{self.coach_id}.{_LETTER[self.kind]}{start}.{_base36(minutes)}"

    @classmethod
    def from_id(cls, slot_id: str) -> Slot:
        """The slot that `slot_id` names. Says nothing about whether it exists or is free. ValueError if malformed."""
        match = _ID.fullmatch(slot_id)
        if match is None:
            msg = f"not a slot: {slot_id[:60]!r}"
            raise ValueError(msg)
        office, coach, letter, start, minutes = match.groups()
        begin = datetime.fromtimestamp(int(start, 36) * 60, UTC)
        return cls(office, coach, _KIND[letter], begin, begin + timedelta(minutes=int(minutes, 36)))

    @classmethod
    def of_meeting(cls, meeting: Meeting) -> Slot:
        """A seat in a group meeting."""
        return cls(meeting.office_id, meeting.coach_id, Kind.GROUP, meeting.start, meeting.end)

    @property
    def local_start(self) -> datetime:
        """The start as Dutch wall-clock time."""
        return local(self.start)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
