"""Works out how the job ends from what was told; a vague day gives both ends of what is possible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.case.facts import ToldDay, told_day
from bot.law import Law
from bot.notice import EndCase, EndResult, Route, end_of_employment

DAYS = (
    "service_start", "notice_received", "permit_date", "agreed_on", "agreed_last_day", "contract_start",
    "contract_end", "announced_on", "order_date", "order_last_day", "consented_on", "wages_unpaid_since", "aow_date",
)  # fmt: skip
OWN_FACTS = frozenset(
    (*DAYS, "route", "other_route", "right_mentioned", "interim_clause", "procedure_days", "monthly_wage")
)
"""The facts of a conversation from which an outcome is worked out."""

_YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows. `results` has one entry, or two where a vaguely told day makes the difference.

    `case` is what the first result was worked out from.
    `vague` names the facts that make it; `assumed` the facts for which today was taken because it has not happened.
    """

    results: tuple[EndResult, ...]
    case: EndCase
    vague: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def result(self) -> EndResult:
        """The first result: the only one where all is certain."""
        return self.results[0]

    @property
    def certain(self) -> bool:
        """Whether one last day is known."""
        return len(self.results) == 1 and self.result.last_day is not None


def work_out(facts: dict[str, Any], law: Law, today: date) -> Outcome | None:
    """The outcome for the facts of a conversation, or None while the route is not known.

    Raises ContradictionError where two facts cannot both be right.
    """
    route = _route(facts)
    if route is None:
        return None
    days = {name: told_day(facts[name], today) for name in DAYS if name in facts}
    early = _case(route, facts, days, edge="earliest")
    late = _case(route, facts, days, edge="latest")
    results = [end_of_employment(early, law, today)]
    if late != early:
        other = end_of_employment(late, law, today)
        if _differs(results[0], other):
            results.append(other)
    return Outcome(
        results=tuple(results),
        case=early,
        vague=tuple(name for name, day in days.items() if not day.exact) if len(results) > 1 else (),
        assumed=tuple(name for name, day in days.items() if day.assumed),
    )


def _route(facts: dict[str, Any]) -> Route | None:
    named = facts.get("other_route") if facts.get("route") == "other" else facts.get("route")
    return Route(named) if isinstance(named, str) and named in set(Route) else None


def _case(route: Route, facts: dict[str, Any], days: dict[str, ToldDay], *, edge: str) -> EndCase:
    case = EndCase(route=route, **{name: getattr(day, edge) for name, day in days.items()})
    if "right_mentioned" in facts:
        case = replace(case, right_mentioned=_YES_NO.get(str(facts["right_mentioned"])))
    if "interim_clause" in facts:
        case = replace(case, interim_clause=_YES_NO.get(str(facts["interim_clause"])))
    if isinstance(facts.get("procedure_days"), int):
        case = replace(case, procedure_days=facts["procedure_days"])
    wage = _amount(facts.get("monthly_wage"))
    return replace(case, monthly_wage=wage) if wage is not None else case


def _amount(value: Any) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None


def _differs(one: EndResult, other: EndResult) -> bool:
    shown = ("last_day", "notice_term_months", "first_ww_day", "cancel_until", "wage_report_until")
    return any(getattr(one, name) != getattr(other, name) for name in shown)
