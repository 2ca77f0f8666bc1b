"""The form of an office: fields to values and back; a fault is the name of a text, by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from bot.intake import Hours, Office, OpeningException, Rules

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_SPANS = {
    "length": _MINUTE,
    "buffer": _MINUTE,
    "grid": _MINUTE,
    "min_notice": _HOUR,
    "cancel_deadline": _HOUR,
}
_TEXTS = ("name", "address", "phone", "email")
FIELDS = (*_TEXTS, *_SPANS, "norm_days")
_LONGEST = 200
_MOST = 100_000


def as_form(office: Office) -> dict[str, str]:
    """The fields that describe `office`."""
    form = {name: str(getattr(office, name)) for name in _TEXTS}
    form |= {name: f"{getattr(office.rules, name) / unit:g}" for name, unit in _SPANS.items()}
    form["norm_days"] = str(office.rules.norm_days)
    for number, name in enumerate(WEEKDAYS):
        spans = [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in office.hours if one.weekday == number]
        form[f"hours_{name}"] = ", ".join(spans)
    return form


def read_office(office: Office, form: dict[str, str]) -> tuple[Office | None, dict[str, str]]:
    """`office` with what the form says, or None and what is wrong, by field."""
    faults: dict[str, str] = {}
    for name in _TEXTS:
        if not form.get(name) or len(form[name]) > _LONGEST or (name == "email" and "@" not in form[name]):
            faults[name] = f"fault_{name}"
    numbers = {name: _number(form.get(name, "")) for name in (*_SPANS, "norm_days")}
    faults |= {name: f"fault_{name}" for name, number in numbers.items() if number is None}
    hours: list[Hours] = []
    for number, name in enumerate(WEEKDAYS):
        found = _hours(number, form.get(f"hours_{name}", ""))
        if found is None:
            faults[f"hours_{name}"] = "fault_hours"
        else:
            hours += found
    if faults:
        return None, faults
    known = {name: value for name, value in numbers.items() if value is not None}
    for name, unit in _SPANS.items():
        try:
            _rules({name: known[name] * unit}, norm_days=0)
        except ValueError:
            faults[name] = f"fault_{name}"
    if faults:
        return None, faults
    spans = {name: known[name] * unit for name, unit in _SPANS.items()}
    rules = _rules(spans, known["norm_days"])
    texts = {name: form[name] for name in _TEXTS}
    return replace(office, hours=tuple(hours), rules=rules, **texts), {}


def _rules(spans: dict[str, timedelta], norm_days: int) -> Rules:
    """Rules with these durations; ValueError when an office cannot plan with them."""
    usual = Rules()
    return Rules(
        length=spans.get("length", usual.length),
        buffer=spans.get("buffer", usual.buffer),
        grid=spans.get("grid", usual.grid),
        min_notice=spans.get("min_notice", usual.min_notice),
        cancel_deadline=spans.get("cancel_deadline", usual.cancel_deadline),
        norm_days=norm_days,
    )


def read_special_day(office_id: str, form: dict[str, str]) -> tuple[OpeningException | None, str]:
    """A day that differs, closed when no hours are given; or None and what is wrong."""
    try:
        day = date.fromisoformat(form.get("dag", ""))
    except ValueError:
        return None, "special_no_day"
    if not form.get("uren"):
        return OpeningException(office_id, day, reason=form.get("reden", "")[:_LONGEST]), ""
    found = _hours(0, form["uren"])
    if not found or len(found) != 1:
        return None, "fault_hours"
    return OpeningException(office_id, day, found[0].start, found[0].end, form.get("reden", "")[:_LONGEST]), ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= _MOST else None


def _hours(weekday: int, text: str) -> list[Hours] | None:
    """'08:30-12:30, 13:00-17:00' as spans that follow each other; None when it is not written so."""
    found: list[Hours] = []
    for span in filter(None, (part.strip() for part in text.split(","))):
        begin, _, end = span.partition("-")
        try:
            found.append(Hours(weekday, time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())))
        except ValueError:
            return None
    apart = all(before.end <= after.start for before, after in pairwise(found))
    return found if apart else None
