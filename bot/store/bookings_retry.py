"""Runs a unit of work again when the database refused it only because of what ran beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

_Result = TypeVar("_Result")
_ATTEMPTS = 6
_PASSING = {"40001", "40P01", "55P03"}  # PostgreSQL: serialization failure, deadlock, lock not available


def run_again(work: Callable[[], _Result]) -> _Result:
    """The result of `work`, tried at most six times. The last error is raised as it is.

    `work` is one whole transaction, and doing it again after it was stored must find what it stored.
    """
    attempts = Retrying(
        retry=retry_if_exception(_is_passing),
        stop=stop_after_attempt(_ATTEMPTS),
        wait=wait_random_exponential(multiplier=0.02, max=1),
        reraise=True,
    )
    return attempts(work)


def _is_passing(error: BaseException) -> bool:
    if isinstance(error, IntegrityError):  # a row of the same name appeared meanwhile; the next try sees it
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or getattr(error.orig, "pgcode", None) in _PASSING:
        return True
    return "database is locked" in str(error.orig)
