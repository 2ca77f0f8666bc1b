"""Facts told in passing: dates, length of service, the route, a postcode, in whatever the worker writes."""

from __future__ import annotations

from typing import Any

from actions.turn import Turn
from bot.language import find_facts

ROUTE_OF_INTENT = {
    "ask_bankruptcy": "bankruptcy",
    "ask_settlement_agreement": "settlement",
    "ask_fixed_term_end": "fixed_term_end",
}
FACT_OF_ROLE = {
    "start_date": "service_start",
    "duration_service": "service_start",
    "notice_date": "notice_received",
    "agreed_date": "agreed_on",
}


def facts_in(turn: Turn) -> dict[str, Any]:
    """New facts by name, in the form in which the memory keeps them. What is known already is left alone."""
    known = turn.talk.facts
    found: dict[str, Any] = {}
    route = turn.app.choice_words.find("route", turn.text) or ROUTE_OF_INTENT.get(turn.intent)
    if route is not None and route != "unknown" and "route" not in known:
        found["route"] = route
    for fact in find_facts(turn.text, turn.now):
        name = _name(fact.role, {**known, **found})
        if name is not None and name not in known and name not in found:
            value = _value(fact.reading)
            if value is not None:
                found[name] = value
    return found


def _name(role: str, facts: dict[str, Any]) -> str | None:
    if role == "end_date":
        return {"settlement": "agreed_last_day", "fixed_term_end": "contract_end", "court_order": "order_last_day"}.get(
            str(facts.get("route"))
        )
    return FACT_OF_ROLE.get(role)


def _value(reading: Any) -> Any:
    given = reading.to_dict()
    if given["outcome"] == "date":
        return given["start"][:10] if given["grain"] == "day" else {"about": given["start"], "grain": given["grain"]}
    if given["outcome"] == "duration":
        return {"ago": {"years": given["duration"]["years"], "months": given["duration"]["months"]}}
    return None
