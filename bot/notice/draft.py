"""The result while it is being worked out: routes add values, steps and remarks to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.law import Law, Notes, WwDates, ww_dates
from bot.notice.case import EndCase
from bot.notice.result import Alternative, EndResult


class Draft(Notes):
    """Gathers what becomes one EndResult."""

    def __init__(self, case: EndCase, law: Law, today: date) -> None:
        super().__init__("notice")
        self.case = case
        self.law = law
        self.today = today
        self.values: dict[str, Any] = {}
        self.alternatives: list[Alternative] = []

    def ww(self, last_day: date, no_ww_until: date | None = None) -> WwDates:
        """The days of WW after an end on `last_day`, for this case's working week."""
        return ww_dates(last_day, self.law, work_days=self.case.work_days, no_ww_until=no_ww_until)

    def alternative(
        self,
        key: str,
        last_day: date | None,
        term: int | None = None,
        no_ww_until: date | None = None,
        **values: Any,
    ) -> None:
        """Add a possible outcome: text `notice.if_<key>`, or `notice.if_<key>_ww` where only WW depends on it."""
        known = [day for day in (last_day, no_ww_until) if day is not None]
        first = self.ww(max(known)).first_ww_day if known else None
        name = f"notice.if_{key}" if no_ww_until is None else f"notice.if_{key}_ww"
        told = {**values, "last_day": last_day, "first_ww_day": first}
        self.alternatives.append(Alternative(name, told, term, last_day, first))

    def result(self) -> EndResult:
        """Everything gathered so far."""
        return EndResult(
            self.case.route,
            **self.values,
            steps=tuple(self.steps),
            warnings=tuple(self.warnings),
            undetermined=tuple(self.unknown),
            alternatives=tuple(self.alternatives),
        )
