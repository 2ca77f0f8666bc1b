"""Readings as the JSON values of the `understand` contract."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from bot.language.readings import Duration, Moment, Outcome, Reading


def moment_to_text(moment: Moment | None) -> str | None:
    """ISO text: `2027-03-01`, `2027-03-01T14:30:00`, or `T14:30:00` for a time without a day; None stays None."""
    if moment is None:
        return None
    if isinstance(moment, time):
        return f"T{moment.isoformat(timespec='seconds')}"
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="seconds")
    return moment.isoformat()


def duration_to_dict(duration: Duration) -> dict[str, Any]:
    """Years, months and whether it was said roughly."""
    return {"years": duration.years, "months": duration.months, "approx": duration.approx}


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """The contract's form of `reading`; alternatives in the same form."""
    if reading.outcome is Outcome.DATE:
        return {"outcome": "date", "start": moment_to_text(reading.start), "grain": reading.grain}
    if reading.outcome is Outcome.PERIOD:
        return {
            "outcome": "period",
            "start": moment_to_text(reading.start),
            "end": moment_to_text(reading.end),
            "open": reading.open,
        }
    if reading.outcome is Outcome.DURATION and reading.duration is not None:
        return {"outcome": "duration", "duration": duration_to_dict(reading.duration)}
    if reading.outcome is Outcome.AMBIGUOUS:
        return {"outcome": "ambiguous", "alternatives": [reading_to_dict(one) for one in reading.alternatives]}
    return {"outcome": "none"}
