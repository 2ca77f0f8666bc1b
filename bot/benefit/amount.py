"""How much WW is: daily wage (dagloon), its maximum, 75 and then 70 percent. WW art. 47, Wfsv art. 17."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.law import DatedValue, Law, Notes, Remark, Step, UnknownLaw, to_cents

_MONTHS_IN_YEAR = 12
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class WwAmount:
    """Gross euros: the daily wage that counts, WW a month at first and after two months; `capped` by the maximum."""

    daily_wage: Decimal | None = None
    first_two_months: Decimal | None = None
    after: Decimal | None = None
    capped: bool | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[Remark, ...] = ()
    undetermined: tuple[Remark, ...] = ()


def ww_amount(
    monthly_wage: Decimal | None,
    first_ww_day: date | None,
    law: Law,
    today: date,
    *,
    holiday_pay: Decimal = Decimal(0),
) -> WwAmount:
    """WW a month for a steady wage. `monthly_wage` and `holiday_pay` are gross euros a month; the latter where it
    is not in the former. Without `first_ww_day` the maximum of `today` counts."""
    notes = Notes("benefit")
    if monthly_wage is None:
        notes.undetermined("monthly_wage", "daily_wage", "first_two_months", "after")
        return WwAmount(undetermined=tuple(notes.unknown))
    on = first_ww_day or today
    try:
        maximum, days = law.value("maximum_daily_wage", on), int(law.value("wage_days_in_year", on).value)
        first, later = law.value("ww_percent_first_months", on), law.value("ww_percent_after", on)
        months = law.value("ww_first_months", on)
    except UnknownLaw:
        notes.undetermined("older_law", "daily_wage", "first_two_months", "after")
        return WwAmount(undetermined=tuple(notes.unknown))
    own = Fraction(monthly_wage + holiday_pay) * _MONTHS_IN_YEAR / days
    most = Fraction(Decimal(maximum.value))
    daily, capped = min(own, most), own > most
    days_citation = law.value("wage_days_in_year", on).citation
    notes.step("daily_wage", days_citation, to_cents(own), amount=to_cents(own), days=days)
    if capped:
        notes.step("daily_wage_capped", maximum.citation, to_cents(most), most=to_cents(most))
    _mark_maximum(notes, maximum, capped)
    month = daily * days / _MONTHS_IN_YEAR
    at_first = to_cents(month * int(first.value) / _PERCENT)
    after = to_cents(month * int(later.value) / _PERCENT)
    notes.step("first_months", first.citation, at_first, amount=at_first, percent=first.value, months=months.value)
    notes.step("later_months", later.citation, after, amount=after, percent=later.value, months=months.value)
    notes.warn("amount_estimate")
    return WwAmount(
        to_cents(daily), at_first, after, capped, tuple(notes.steps), tuple(notes.warnings), tuple(notes.unknown)
    )


def _mark_maximum(notes: Notes, maximum: DatedValue, capped: bool) -> None:
    if maximum.last_known:
        notes.warn("maximum_last_known", most=maximum.value, until=maximum.valid_to)
    if capped and not maximum.verified:
        notes.warn("maximum_not_verified", most=maximum.value)
