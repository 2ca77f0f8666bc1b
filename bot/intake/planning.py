"""All that has to be known to say what is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.intake.model import Absence, Availability, Coach, Meeting, Office, OpeningException


@dataclass(frozen=True)
class Planning:
    """A snapshot of offices and coaches. `taken` gives per coach the cells [first, end) of appointments and live
    holds, buffers included; leave out a worker's own to let the worker move within them."""

    offices: Sequence[Office]
    coaches: Sequence[Coach]
    availability: Sequence[Availability]
    absences: Sequence[Absence] = ()
    exceptions: Sequence[OpeningException] = ()
    meetings: Sequence[Meeting] = ()
    taken: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
