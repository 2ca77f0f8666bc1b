"""Facts told in passing: dates, length of service, the route, a postcode, in whatever the worker writes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from actions.turn import Turn
from bot.language import Reading, find_facts

ROUTE_OF_INTENT = {
    "ask_bankruptcy": "bankruptcy",
    "ask_settlement_agreement": "settlement",
    "ask_fixed_term_end": "fixed_term_end",
}
WHAT_IF_DAY: dict[tuple[str, str | None], str] = {
    ("settlement", "sign"): "agreed_on",
    ("settlement", "end"): "agreed_last_day",
    ("fixed_term_end", "end"): "contract_end",
    ("court_order", "end"): "order_last_day",
    ("employer_notice", "notice"): "notice_received",
    ("permit_notice", "notice"): "notice_received",
    ("worker_notice", "notice"): "notice_received",
}
"""Which day a 'what if' is about, by route and by what the words speak of."""
FACT_OF_ROLE = {
    "start_date": "service_start",
    "duration_service": "service_start",
    "notice_date": "notice_received",
    "agreed_date": "agreed_on",
    "monthly_wage": "monthly_wage",
}


def facts_in(turn: Turn) -> dict[str, Any]:
    """New facts by name, in the form in which the memory keeps them. What is known already is left alone."""
    known = turn.talk.facts
    found: dict[str, Any] = {}
    route = turn.app.choice_words.find("route", turn.text) or ROUTE_OF_INTENT.get(turn.intent)
    if route == "fixed_term_end" and is_permanent(turn):
        route = None
    if route is not None and route != "unknown" and "route" not in known:
        found["route"] = route
    for fact in find_facts(turn.text, turn.now):
        name = _name(fact.role, {**known, **found})
        if name == "notice_received" and not turn.app.choice_words.find("letter", turn.text):
            continue  # hearing of it is not yet the notice: that day is asked
        if name is not None and name not in known and name not in found:
            value = _value(fact.value)
            if value is not None:
                found[name] = value
    return found


def is_permanent(turn: Turn) -> bool:
    """Whether the message speaks of a contract without an end."""
    return turn.app.choice_words.find("contract_kind", turn.text) == "permanent"


def changes_in(turn: Turn) -> dict[str, Any]:
    """Changes that a 'what if' names: fields of the case with their new values; empty if the text names none."""
    words = turn.app.choice_words
    route = str(turn.talk.facts.get("other_route") or turn.talk.facts.get("route"))
    changes: dict[str, Any] = {}
    if words.find("what_if_about", turn.text) == "right_not_mentioned":
        changes["right_mentioned"] = False
    for fact in find_facts(turn.text, turn.now, supposed=True):
        name = _name(fact.role, {"route": route}) or WHAT_IF_DAY.get((route, words.find("what_if_about", turn.text)))
        if name is None or not isinstance(fact.value, Reading):
            continue
        given = fact.value.to_dict()
        if given["outcome"] == "date":
            changes[name] = date.fromisoformat(given["start"][:10])
    return changes


def _name(role: str, facts: dict[str, Any]) -> str | None:
    if role == "end_date":
        return {"settlement": "agreed_last_day", "fixed_term_end": "contract_end", "court_order": "order_last_day"}.get(
            str(facts.get("route"))
        )
    return FACT_OF_ROLE.get(role)


def _value(value: Reading | str | Decimal) -> Any:
    if not isinstance(value, Reading):
        return str(value)
    given = value.to_dict()
    if given["outcome"] == "date":
        return given["start"][:10] if given["grain"] == "day" else {"about": given["start"], "grain": given["grain"]}
    if given["outcome"] == "duration":
        return {"ago": {"years": given["duration"]["years"], "months": given["duration"]["months"]}}
    return None
