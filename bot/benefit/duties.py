"""What a worker must do for WW, before and during it, and what own fault (verwijtbaar werkloos) means."""

from __future__ import annotations

from datetime import date

from bot.law import Law, Step

_DUTIES = (
    ("look_for_work", "ww_look_for_work"),
    ("register", "ww_register"),
    ("fitting_work", "ww_all_work_fits_after_months"),
    ("own_fault", "ww_own_fault"),
)


def ww_duties(law: Law, first_ww_day: date) -> tuple[Step, ...]:
    """The duties around WW that starts on `first_ww_day`, in the order in which they come up. WW art. 24, 26."""
    steps = []
    for name, rule_name in _DUTIES:
        rule = law.value(rule_name, first_ww_day)
        steps.append(Step(f"benefit.step_{name}", {"months": rule.value}, rule.citation, None))
    return tuple(steps)
