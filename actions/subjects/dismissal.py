"""Dismissal: hearing the news, and working out the last day."""

from __future__ import annotations

from actions.flow import Handler, absorb, begin
from actions.interviews import INTERVIEWS
from actions.timeline import show_timeline
from actions.turn import Turn


def tell_dismissal(turn: Turn) -> None:
    """The news is heard first; then only what is still needed is asked."""
    if turn.talk.interview is None:
        turn.say("dismissal.heard")
    absorb(turn)
    begin(turn, "notice")


def calculate_notice(turn: Turn) -> None:
    """The worker wants the dates, or the timeline; what is known already is not asked again."""
    if turn.data.get("show") == "timeline" and INTERVIEWS["notice"].next(turn) is None:
        show_timeline(turn)
        return
    absorb(turn)
    if INTERVIEWS["notice"].next(turn) is not None:
        turn.say("dismissal.will_work_out")
    begin(turn, "notice")


HANDLERS: dict[str, Handler] = {"tell_dismissal": tell_dismissal, "calculate_notice": calculate_notice}
