"""The weeks test (wekeneis): 26 of the last 36 calendar weeks. WW art. 17 and 17a."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law import ContradictionError, Law, Notes, Remark, Step, UnknownLaw


@dataclass(frozen=True, slots=True)
class WwWeeks:
    """`weeks_counted` with at least one hour of work, and whether that is enough."""

    weeks_counted: int | None = None
    passes: bool | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[Remark, ...] = ()
    undetermined: tuple[Remark, ...] = ()


def ww_weeks(
    law: Law,
    on: date,
    *,
    weeks_worked: int | None,
    weeks_in_window: int | None = None,
    weeks_ill: int = 0,
    weeks_worked_before_window: int | None = None,
) -> WwWeeks:
    """The weeks test as of `on`. Weeks without work through illness are replaced by as many weeks before the window.

    `weeks_worked_before_window` are the weeks worked among those that replace the sick ones. Raises
    ContradictionError where more weeks are given than there are.
    """
    notes = Notes("benefit")
    try:
        window = weeks_in_window if weeks_in_window is not None else int(law.value("weeks_window", on).value)
        rule, ill_rule = law.value("weeks_needed", on), law.value("weeks_ill_replaced", on)
    except UnknownLaw:
        notes.undetermined("older_law", "weeks_counted", "passes")
        return WwWeeks(undetermined=tuple(notes.unknown))
    if weeks_worked is None:
        notes.undetermined("weeks_worked", "weeks_counted", "passes")
        return WwWeeks(undetermined=tuple(notes.unknown))
    before = weeks_worked_before_window
    _refuse_too_many(weeks_worked, window, weeks_ill, before)
    counted, needed = weeks_worked + (before or 0), int(rule.value)
    if weeks_ill:
        notes.step("weeks_ill", ill_rule.citation, before, ill=weeks_ill, before=before or 0)
    open_weeks = weeks_ill if before is None else 0
    if counted < needed <= counted + open_weeks:
        notes.undetermined("weeks_before", "weeks_counted", "passes", least=counted, most=counted + open_weeks)
        return WwWeeks(None, None, tuple(notes.steps), tuple(notes.warnings), tuple(notes.unknown))
    passes = counted >= needed
    name = "weeks_passed" if passes else "weeks_failed"
    notes.step(name, rule.citation, passes, counted=counted, needed=needed, window=window)
    return WwWeeks(counted, passes, tuple(notes.steps), tuple(notes.warnings), tuple(notes.unknown))


def _refuse_too_many(worked: int, window: int, ill: int, before: int | None) -> None:
    if worked > window:
        values = {"weeks_worked": worked, "weeks_in_window": window}
        raise ContradictionError("benefit.contradiction_weeks_worked_weeks_in_window", values)
    if worked + ill > window:
        values = {"weeks_ill": ill, "weeks_worked": worked}
        raise ContradictionError("benefit.contradiction_weeks_ill_weeks_worked", values)
    if before is not None and before > ill:
        values = {"weeks_worked_before_window": before, "weeks_ill": ill}
        raise ContradictionError("benefit.contradiction_weeks_worked_before_window_weeks_ill", values)
