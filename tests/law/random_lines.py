"""Random cases of every kind, and lines that are broken in every way; the same for the same seed."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

ROUTES = (
    "employer_notice", "permit_notice", "worker_notice", "settlement", "court_order", "fixed_term_end",
    "trial_period", "summary_dismissal", "bankruptcy",
)  # fmt: skip
KINDS = (
    "end_of_employment", "latest_notice", "ww_duration", "ww_weeks", "ww_amount", "transition_payment",
    "what_if", "timeline",
)  # fmt: skip
_DAYS = (
    "service_start", "notice_received", "permit_date", "agreed_on", "agreed_last_day", "contract_start",
    "contract_end", "announced_on", "order_date", "order_last_day", "consented_on", "wages_unpaid_since", "aow_date",
    "collective_reported_on", "stated_last_day",
)  # fmt: skip
_FLAGS = (
    "month_end", "right_mentioned", "interim_clause", "employer_culpable", "continued", "consented", "unions_agree"
)  # fmt: skip


def _day(rng: random.Random, low: int = 2010, high: int = 2030) -> str:
    return (date(low, 1, 1) + timedelta(days=rng.randrange((high - low) * 365))).isoformat()


def _maybe(rng: random.Random, value: Any) -> Any:
    return value if rng.random() < 0.6 else None


def _ending(rng: random.Random) -> dict[str, Any]:
    case: dict[str, Any] = {"route": rng.choice(ROUTES)}
    for name in _DAYS:
        if rng.random() < 0.5:
            case[name] = _day(rng, 1985, 2016) if name.endswith("start") else _day(rng, 2015, 2032)
    for name in _FLAGS:
        if rng.random() < 0.3:
            case[name] = rng.choice((True, False, None))
    for name in ("employer_term_months", "worker_term_months", "calculation_term_months"):
        if rng.random() < 0.2:
            case[name] = rng.randrange(9)
    case["term_source"] = rng.choice(("contract", "cao", None))
    case["procedure_days"] = _maybe(rng, rng.randrange(400))
    case["monthly_wage"] = _maybe(rng, rng.randrange(1_000_000) / 100)
    if rng.random() < 0.3:
        case["work_days"] = rng.sample(range(1, 8), rng.randrange(1, 8))
    return case


def random_case(rng: random.Random) -> dict[str, Any]:
    """One case of any kind. Its values fit their fields; its days may contradict each other."""
    kind = rng.choice((*KINDS, *["end_of_employment"] * 4))
    case: dict[str, Any] = {"id": rng.randrange(10**9), "kind": kind, "lang": rng.choice(("nl", "en"))}
    if rng.random() < 0.5:
        case["today"] = _day(rng)
    years = sorted(rng.sample(range(1985, 2030), rng.randrange(30)))
    match kind:
        case "end_of_employment" | "timeline" | "what_if":
            case |= _ending(rng)
            if kind != "end_of_employment" and rng.random() < 0.5:
                case |= {"birth_year": rng.randrange(1955, 2005), "years_worked": years}
            if kind == "what_if":
                case["changes"] = {name: _day(rng) for name in rng.sample(_DAYS, 2)}
        case "latest_notice":
            case |= {"out_of_service_from": _maybe(rng, _day(rng)), "worker_term_months": rng.choice((None, 1, 2, 7))}
        case "ww_duration" if rng.random() < 0.5:
            case |= {"birth_year": _maybe(rng, rng.randrange(1955, 2005)), "years_worked": years}
            case["first_ww_day"] = _maybe(rng, _day(rng))
        case "ww_duration":
            case |= {"total_years": rng.randrange(45), "years_before_2016": _maybe(rng, rng.randrange(30))}
            case["first_ww_day"] = _maybe(rng, _day(rng))
        case "ww_weeks":
            case |= {"weeks_in_window": 36, "weeks_worked": rng.randrange(37), "weeks_ill": rng.randrange(10)}
            case["weeks_worked_before_window"] = _maybe(rng, rng.randrange(8))
        case "ww_amount":
            case |= {"monthly_wage": rng.randrange(2_000_000) / 100, "first_ww_day": _maybe(rng, _day(rng))}
        case _:
            case |= {"service_start": _maybe(rng, _day(rng, 1985, 2026)), "last_day": _maybe(rng, _day(rng))}
            case["monthly_wage"] = _maybe(rng, rng.randrange(2_000_000) / 100)
    return case


_WRONG: tuple[Any, ...] = (
    "", "x", "2026-13-01", "2026-02-30", "26-01-01", "0000-00-00", "9999-12-31", "2026-11-22T10:00", -1, 10**30,
    1.5, 1e300, True, [], {}, [[]], {"a": 1}, ["2026-01-01"], "\ud800", "٢٠٢٦-٠١-٠١", "x" * 5000,
)  # fmt: skip


def broken_line(rng: random.Random) -> str:
    """One line that is not valid: not JSON, not an object, a field missing, or a value of the wrong type or size."""
    case = random_case(rng)
    match rng.randrange(6):
        case 0:
            text = json.dumps(case)
            return text[: rng.randrange(1, len(text))]
        case 1:
            return rng.choice(
                ("", "   ", "null", "1", '"x"', "[]", "[" * 3000, "\x00", "{'id': 1}", "NaN", "𝟙", "{}{}")
            )
        case 2:
            del case[rng.choice(("id", "kind"))]
        case 3:
            case["kind"] = rng.choice((None, 1, [], "x" * 5000, "END_OF_EMPLOYMENT"))
        case 4:
            case |= {"kind": "end_of_employment", "route": rng.choice((None, 7, [], {}, "sacked", ""))}
        case _:
            fields = [*_DAYS, "today"]
            case = {"id": 1, "kind": "timeline", "route": "settlement", rng.choice(fields): rng.choice(_WRONG)}
    return json.dumps(case)
