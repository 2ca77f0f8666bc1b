"""What the fake Rasa says in the web tests: a greeting with choices, a date, a file, a picture, an end."""

from __future__ import annotations

import re
from typing import Any

Entry = dict[str, Any]

GREETING: list[Entry] = [
    {"text": "Goedemorgen. Ik ben Vroegwijzer."},
    {"text": "Ik help mensen die hun baan verliezen."},
    {
        "text": "Waar kan ik u mee helpen?",
        "buttons": [
            {"title": "Ik krijg ontslag", "payload": '/tell_dismissal{"route":"notice"}'},
            {"title": "Vraag over WW", "payload": "/ask_ww"},
        ],
    },
]
DATE: list[Entry] = [
    {"text": "Dat is een naar bericht."},
    {"text": "Wanneer kreeg u de brief?"},
    {"custom": {"date_input": {"min": "2026-01-01", "max": "2026-11-22"}, "progress": {"done": 1, "total": 4}}},
]
BOOKED: list[Entry] = [
    {"text": "Uw afspraak staat vast. Lees meer op https://www.uwv.nl/ww."},
    {"custom": {"file": {"url": "/demo/logo.svg", "name": "afspraak.ics", "media_type": "text/calendar"}}},
    {"text": "Dit is uw tijdlijn."},
    {"image": "/demo/horizon.svg", "custom": {"image": {"alt": "Tijdlijn van 22 november tot 1 maart"}, "end": True}},
]


SLOTS: list[Entry] = [
    {
        "text": "Deze tijden zijn vrij.",
        "buttons": [{"title": f"do 26 nov, {hour}:00 uur", "payload": f"/inform{{{hour}}}"} for hour in range(9, 17)],
    }
]
HANDOVER: list[Entry] = [{"text": "Ik haal er iemand bij."}, {"custom": {"handover": True}}]


_SAID: dict[str, list[Entry]] = {
    "/restart": [],
    "/greet": GREETING,
    "Welke tijden zijn er?": SLOTS,
    "Ik wil een mens spreken": HANDOVER,
}


def answer(_sender: str, text: str) -> list[Entry]:
    """The script: payloads as offered, a year means a date was given, all else is echoed."""
    if text in _SAID:
        return _SAID[text]
    if text.startswith("/tell_dismissal"):
        return DATE
    if re.search(r"20\d\d", text):
        return BOOKED
    return [{"text": f"U zei: {text}"}]
