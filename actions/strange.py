"""Days that are read well but can hardly be meant: a start that is still to come, a letter from next year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from actions.answers import Answer

SPAN: Mapping[str, tuple[int | None, int | None]] = {
    "start_date": (None, 0),
    "notice_date": (400, 92),
    "agreed_date": (400, 92),
    "end_date": (400, 1100),
}
"""How many days before and after today the answer to a question lies as a rule; None: any number."""


def strange_day(reads: str, answer: Answer, today: date) -> Answer | None:
    """The choices to ask back with, where the day in `answer` lies outside what the question is about; else None.

    The year is what people mistype: the same day in the nearest year that fits goes first, the day as typed second.
    """
    if not isinstance(answer.value, str) or reads not in SPAN:
        return None
    day = date.fromisoformat(answer.value)
    before, after = SPAN[reads]
    if _fits(day, today, before, after):
        return None
    likelier = [moved for year in (today.year, today.year - 1, today.year + 1) if (moved := _in_year(day, year))]
    fitting = [moved for moved in likelier if _fits(moved, today, before, after)]
    return Answer(options=tuple(one.isoformat() for one in (*fitting[:1], day)))


def _fits(day: date, today: date, before: int | None, after: int | None) -> bool:
    late = after is not None and day > today + timedelta(days=after)
    early = before is not None and day < today - timedelta(days=before)
    return not late and not early


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
