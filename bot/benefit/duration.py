"""How long WW lasts: history of work (arbeidsverleden), years test, months. WW art. 42."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.law import ContradictionError, Law, Notes, Remark, Step, UnknownLaw

BASIC = "basic"
EXTENDED = "extended"
_HALF = Decimal("0.5")
_NEW_RULES = date(2016, 1, 1)
_TRANSITION_OVER = date(2019, 4, 1)


@dataclass(frozen=True, slots=True)
class WwDuration:
    """`history_years` that count, `months` of WW in halves (half a month is 15 days), `basis` basic or extended."""

    history_years: int | None = None
    months: Decimal | None = None
    basis: str | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[Remark, ...] = ()
    undetermined: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _History:
    """Years before 2016, years after 2015, and whether the years test is met (None: not known)."""

    before: int
    after: int
    passes: bool | None


def ww_duration(
    law: Law,
    today: date,
    *,
    first_ww_day: date | None,
    birth_year: int | None = None,
    years_worked: Collection[int] | None = None,
    total_years: Decimal | None = None,
    years_before_2016: Decimal | None = None,
) -> WwDuration:
    """Months of WW from either the calendar years that count with the year of birth, or their number.

    Without `first_ww_day` the rules of `today` are used and every year given is taken to count. Raises
    ContradictionError where the years cannot be.
    """
    notes = Notes("benefit")
    on = first_ww_day or today
    try:
        if on < _NEW_RULES:
            notes.undetermined("older_law", "months", "basis")
            return _result(notes)
        if years_worked is not None:
            return _by_years(notes, law, on, birth_year, years_worked)
        return _by_totals(notes, law, on, total_years, years_before_2016, known_day=first_ww_day is not None)
    except UnknownLaw:
        notes.undetermined("older_law", "months", "basis")
        return _result(notes)


def months_of_ww(before_2016: int, after_2015: int, law: Law, on: date) -> Decimal:
    """Months for so many years of history: the first ten a month each, then a month or half a month. Art. 42 lid 2."""
    full = int(law.value("ww_full_month_years", on).value)
    total = before_2016 + after_2015
    whole = min(total, full) + max(before_2016 - full, 0)
    halves = total - whole
    most, least = law.value("ww_months_most", on).value, law.value("ww_months_least", on).value
    return max(min(whole + halves * _HALF, Decimal(most)), Decimal(least))


def _by_years(notes: Notes, law: Law, on: date, birth_year: int | None, worked: Collection[int]) -> WwDuration:
    if birth_year is None:
        return _without_birth_year(notes, law, on, worked)
    return _by_history(notes, law, on, _from_years(notes, law, on, birth_year, worked))


def _by_totals(
    notes: Notes, law: Law, on: date, total: Decimal | None, before_2016: Decimal | None, *, known_day: bool
) -> WwDuration:
    if total is None:
        notes.undetermined("history", "history_years", "months", "basis")
        return _result(notes)
    if before_2016 is None:
        notes.undetermined("years_before_2016", "months")
        return _result(notes, int(total))
    return _by_history(notes, law, on, _from_totals(notes, law, on, total, before_2016, known_day=known_day))


def _by_history(notes: Notes, law: Law, on: date, history: _History) -> WwDuration:
    years = history.before + history.after
    if history.passes is False:
        return _basic(notes, law, on, years)
    if history.passes is None:
        notes.warn("years_test_assumed")
    most = law.value("ww_months_most", on)
    months = months_of_ww(history.before, history.after, law, on)
    rule = law.value("ww_full_month_years", on)
    notes.step("duration", rule.citation, months, before=history.before, after=history.after, months=months)
    if months == most.value:
        notes.step("duration_most", most.citation, months, months=months)
        if on < _TRANSITION_OVER:
            notes.warn("transition_2016")
    if months % 1:
        notes.step("half_month", rule.citation, months)
    return _result(notes, years, months, EXTENDED)


def _from_years(notes: Notes, law: Law, on: date, birth_year: int, worked: Collection[int]) -> _History:
    """Real years from 1998 on, every year from the 18th birthday's up to 1997; the year itself never counts."""
    if birth_year >= on.year:
        values = {"birth_year": birth_year, "first_ww_day": on}
        raise ContradictionError("benefit.contradiction_birth_year_first_ww_day", values)
    real_from = law.value("ww_real_years_from", on)
    turning = int(law.value("ww_half_months_from_year", on).value)
    adult = birth_year + int(law.value("ww_years_from_age", on).value)
    real = {year for year in worked if real_from.value <= year < on.year}
    assumed = len(range(adult, int(real_from.value)))
    if any(year >= on.year for year in worked):
        notes.warn("year_does_not_count", year=on.year)
    if assumed:
        notes.step("assumed_years", real_from.citation, assumed, years=assumed, start=adult, end=real_from.value - 1)
    notes.step("history", real_from.citation, assumed + len(real), years=assumed + len(real), last=on.year - 1)
    before = assumed + sum(year < turning for year in real)
    return _History(before, assumed + len(real) - before, _years_test(notes, law, on, real))


def _years_test(notes: Notes, law: Law, on: date, real: Collection[int]) -> bool:
    """Jareneis: four of the five calendar years before the year of the first WW day. Art. 42 lid 2 a."""
    needed = law.value("ww_years_test_needed", on)
    span = int(law.value("ww_years_test_years", on).value)
    counted = sum(year in real for year in range(on.year - span, on.year))
    passes = counted >= int(needed.value)
    name = "years_test_passed" if passes else "years_test_failed"
    hours = law.value("ww_year_hours", on).value
    notes.step(name, needed.citation, passes, counted=counted, span=span, needed=needed.value, hours=hours)
    return passes


def _from_totals(
    notes: Notes, law: Law, on: date, total: Decimal, before_2016: Decimal, *, known_day: bool
) -> _History:
    """Years as UWV counts them; parts of a year fall after 2015 and are rounded down. Art. 42 lid 4 and 5."""
    if before_2016 > total:
        values = {"years_before_2016": before_2016, "total_years": total}
        raise ContradictionError("benefit.contradiction_years_before_2016_total_years", values)
    before = int(before_2016)
    after = int(total - before)
    turning = int(law.value("ww_half_months_from_year", on).value)
    notes.step("history_given", law.value("ww_real_years_from", on).citation, before + after, years=before + after)
    if not known_day:
        return _History(before, after, None)
    possible = on.year - turning
    if after > possible:
        raise ContradictionError(
            "benefit.contradiction_total_years_first_ww_day", {"total_years": total, "first_ww_day": on}
        )
    return _History(before, after, _years_test_from_totals(notes, law, on, before, after))


def _years_test_from_totals(notes: Notes, law: Law, on: date, before: int, after: int) -> bool | None:
    """The years test where only numbers are known: certain, impossible, or open (None)."""
    rule = law.value("ww_years_test_needed", on)
    needed, span = int(rule.value), int(law.value("ww_years_test_years", on).value)
    possible_after = on.year - int(law.value("ww_half_months_from_year", on).value)
    span_after = min(span, possible_after)
    hours = law.value("ww_year_hours", on).value
    most = min(after, span_after) + min(before, span - span_after)
    least = max(after - (possible_after - span_after), 0)
    if most < needed:
        notes.step("years_test_failed", rule.citation, False, counted=most, span=span, needed=needed, hours=hours)
        return False
    if least >= needed:
        notes.step("years_test_passed", rule.citation, True, counted=least, span=span, needed=needed, hours=hours)
        return True
    return None


def _without_birth_year(notes: Notes, law: Law, on: date, worked: Collection[int]) -> WwDuration:
    real = {year for year in worked if year < on.year}
    if not _years_test(notes, law, on, real):
        notes.undetermined("birth_year_history", "history_years")
        return _basic(notes, law, on, None)
    notes.undetermined("birth_year", "history_years", "months")
    return _result(notes, None, None, EXTENDED)


def _basic(notes: Notes, law: Law, on: date, years: int | None) -> WwDuration:
    least = law.value("ww_months_least", on)
    months = Decimal(least.value)
    notes.step("duration_basic", least.citation, months, months=months)
    return _result(notes, years, months, BASIC)


def _result(
    notes: Notes, years: int | None = None, months: Decimal | None = None, basis: str | None = None
) -> WwDuration:
    return WwDuration(years, months, basis, tuple(notes.steps), tuple(notes.warnings), tuple(notes.unknown))
