"""One worker's deadlines in order: as text, calendar file and picture; and what a change of facts would do."""

from bot.timeline.calendar_file import timeline_ics
from bot.timeline.deadlines import Deadline, TextOf, timeline
from bot.timeline.hints import hints
from bot.timeline.listing import timeline_line, timeline_lines
from bot.timeline.picture import timeline_png, timeline_svg
from bot.timeline.what_if import Difference, WhatIf, WorkHistory, duration_for, what_if

__all__ = [
    "Deadline",
    "Difference",
    "TextOf",
    "WhatIf",
    "WorkHistory",
    "duration_for",
    "hints",
    "timeline",
    "timeline_ics",
    "timeline_line",
    "timeline_lines",
    "timeline_png",
    "timeline_svg",
    "what_if",
]
