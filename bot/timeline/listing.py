"""The timeline as lines of text; also the text alternative of the picture."""

from __future__ import annotations

from collections.abc import Sequence

from bot.timeline.deadlines import Deadline, TextOf


def timeline_lines(entries: Sequence[Deadline], text: TextOf) -> list[str]:
    """One line for each deadline: the day, what it is, and what to do or what is still possible."""
    return [timeline_line(entry, text) for entry in entries]


def timeline_line(entry: Deadline, text: TextOf) -> str:
    """One deadline in words."""
    told = {
        "date": text("timeline.day", {"day": entry.day}),
        "title": text(entry.title_key, entry.values),
        "advice": text(entry.advice_key, entry.values),
    }
    if not entry.passed:
        return text("timeline.line", told)
    return text("timeline.line_open" if entry.opens else "timeline.line_passed", told)
