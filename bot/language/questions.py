"""The questions that can be asked, and on which side of today their answers lie."""

from __future__ import annotations

from enum import Enum

END_DATE = "end_date"
NOTICE_DATE = "notice_date"
START_DATE = "start_date"
AGREED_DATE = "agreed_date"
DURATION_SERVICE = "duration_service"
APPOINTMENT_DAY = "appointment_day"
APPOINTMENT_TIME = "appointment_time"
BIRTH_YEAR = "birth_year"

QUESTIONS = frozenset(
    {
        END_DATE,
        NOTICE_DATE,
        START_DATE,
        AGREED_DATE,
        DURATION_SERVICE,
        APPOINTMENT_DAY,
        APPOINTMENT_TIME,
        BIRTH_YEAR,
    }
)


class Direction(Enum):
    """Where a date without its year is looked for."""

    AHEAD = "ahead"
    BEHIND = "behind"
    LONG_AGO = "long_ago"
    """Behind us, and any year is as likely: without its year such a date is ambiguous."""


_DIRECTIONS = {
    NOTICE_DATE: Direction.BEHIND,
    AGREED_DATE: Direction.BEHIND,
    START_DATE: Direction.LONG_AGO,
    DURATION_SERVICE: Direction.LONG_AGO,
    BIRTH_YEAR: Direction.LONG_AGO,
}


def direction(question: str | None) -> Direction:
    """The side on which an answer to `question` lies; ahead when there is no question or it does not say."""
    return _DIRECTIONS.get(question or "", Direction.AHEAD)


def asks_for_date(question: str | None) -> bool:
    """Whether `question` wants a calendar date."""
    return question in {END_DATE, NOTICE_DATE, START_DATE, AGREED_DATE, APPOINTMENT_DAY}
