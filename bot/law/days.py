"""Sums with calendar days as Dutch employment law makes them, and rounding of amounts.

All days are `date`, without a time of day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

_MONTHS_IN_YEAR = 12
_CENT = Decimal("0.01")
_CENTS = 100
MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
"""Weekdays worked unless something else is known; 1 is Monday."""


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months; a day that the month lacks becomes its last (31 January + 1 month = 28 February)."""
    index = day.year * _MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(index, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """`day` moved by whole years; 29 February becomes 28 February where needed."""
    return add_months(day, years * _MONTHS_IN_YEAR)


def add_days(day: date, days: int) -> date:
    """`day` moved by whole days."""
    return day + timedelta(days=days)


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def full_months(start: date, day: date) -> int:
    """Whole months that have passed on `day` since `start`; never below 0."""
    months = (day.year - start.year) * _MONTHS_IN_YEAR + day.month - start.month
    if add_months(start, months) > day:
        months -= 1
    return max(months, 0)


def full_years(start: date, day: date) -> int:
    """Whole years that have passed on `day` since `start`: on the anniversary itself the year is full."""
    return full_months(start, day) // _MONTHS_IN_YEAR


def first_work_day(day: date, work_days: Collection[int] = MONDAY_TO_FRIDAY) -> date:
    """`day` itself or the first day after it whose weekday (1 = Monday) is in `work_days`."""
    if not work_days:
        msg = "a working week needs at least one weekday"
        raise ValueError(msg)
    while day.isoweekday() not in work_days:
        day += timedelta(days=1)
    return day


def to_cents(amount: Decimal | Fraction) -> Decimal:
    """An amount in euros rounded to whole cents, half a cent up."""
    if isinstance(amount, Decimal):
        return amount.quantize(_CENT, ROUND_HALF_UP)
    return Decimal(floor(amount * _CENTS + Fraction(1, 2))).scaleb(-2)
