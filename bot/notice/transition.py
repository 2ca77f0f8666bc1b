"""The transition payment (transitievergoeding), BW 7:673 lid 2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.law import (
    ContradictionError,
    Law,
    Notes,
    Remark,
    Step,
    UnknownLaw,
    add_days,
    add_months,
    full_months,
    to_cents,
)

_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class TransitionPayment:
    """Gross euros; `capped` where the yearly maximum or a year's wage bounds it."""

    amount: Decimal | None = None
    capped: bool | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[Remark, ...] = ()
    undetermined: tuple[Remark, ...] = ()


def transition_payment(
    service_start: date | None,
    last_day: date | None,
    monthly_wage: Decimal | None,
    law: Law,
    *,
    aow_date: date | None = None,
) -> TransitionPayment:
    """A third of a month's wage for each year from the first day on, parts of a year in proportion.

    `monthly_wage` is gross euros, holiday pay and fixed extras included. The maximum of the year of `last_day`
    counts. Raises ContradictionError where the last day lies before the first.
    """
    notes = Notes("notice")
    amount: Decimal | None = None
    capped: bool | None = None
    if service_start is None or last_day is None:
        notes.undetermined("transition_service", "amount")
    elif service_start > last_day:
        values = {"service_start": service_start, "last_day": last_day}
        raise ContradictionError("notice.contradiction_service_start_last_day", values)
    elif monthly_wage is None:
        notes.undetermined("transition_wage", "amount")
    else:
        try:
            pension = aow_date is not None and aow_date <= last_day
            amount, capped = (
                _none_at_pension_age(notes, law, last_day)
                if pension
                else _amount(notes, law, service_start, last_day, monthly_wage)
            )
        except UnknownLaw:
            notes.undetermined("older_law", "amount")
    return TransitionPayment(amount, capped, tuple(notes.steps), tuple(notes.warnings), tuple(notes.unknown))


def _none_at_pension_age(notes: Notes, law: Law, last: date) -> tuple[Decimal, bool]:
    """BW 7:673 lid 7."""
    nothing = Decimal("0.00")
    notes.step("transition_none", law.value("transition_not_at_pension_age", last).citation, nothing)
    return nothing, False


def _amount(notes: Notes, law: Law, start: date, last: date, wage: Decimal) -> tuple[Decimal, bool]:
    share = law.value("transition_share_per_year", last)
    after = add_days(last, 1)
    months = full_months(start, after)
    anchor = add_months(start, months)
    days, month_days = (after - anchor).days, (add_months(start, months + 1) - anchor).days
    years, rest = divmod(months, _MONTHS_IN_YEAR)
    notes.step("transition_years", None, months, years=years, months=rest, days=days)
    served = (months + Fraction(days, month_days)) / _MONTHS_IN_YEAR
    amount = to_cents(Fraction(wage) * served / int(share.value))
    notes.step("transition_amount", share.citation, amount, amount=amount)
    maximum = law.value("transition_maximum", last)
    of_wage = law.value("transition_max_months_wage", last)
    most = max(Decimal(maximum.value), to_cents(wage * int(of_wage.value)))
    if amount >= Decimal(maximum.value):
        if maximum.last_known:
            notes.warn("last_known", amount=maximum.value, until=maximum.valid_to)
        if not maximum.verified:
            notes.warn("not_verified", amount=maximum.value)
    if amount > most:
        notes.step("transition_capped", maximum.citation, most, most=most)
    notes.warn("transition_only_if")
    return min(amount, most), amount > most
