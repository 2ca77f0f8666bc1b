"""The summary for the coach: what the worker told and what follows; shown, approved, and sent word for word."""

from __future__ import annotations

from actions.heard import NOT_KNOWN, heard
from actions.say import Part
from actions.selfcheck import check_for_coach
from actions.turn import Turn
from bot.intake import Section, Slot, Summary


def sections(turn: Turn) -> list[tuple[Part, list[Part]]]:
    """Headings with their lines, as sentences by key."""
    found = [(Part("summary.appointment"), _appointment(turn)), (Part("summary.told"), _told(turn))]
    outcome = turn.app.outcome(turn.talk.facts, turn.today)
    if outcome is not None and outcome.certain:
        result = outcome.result
        lines = [Part("summary.last_day", {"day": result.last_day})]
        if result.first_ww_day is not None:
            lines.append(Part("summary.first_ww_day", {"day": result.first_ww_day}))
        found.append((Part("summary.worked_out"), lines))
    found.append(check_for_coach(turn))
    return [(title, lines) for title, lines in found if lines]


def _told(turn: Turn) -> list[Part]:
    lines = (heard(turn, name, "summary") for name in turn.talk.trail if turn.talk.facts.get(name) != NOT_KNOWN)
    return [line for line in lines if line is not None]


def _appointment(turn: Turn) -> list[Part]:
    chosen = turn.talk.facts.get("slot")
    return [Part("summary.slot", {"start": Slot.from_id(chosen).start})] if chosen else []


def show_summary(turn: Turn) -> None:
    """Show the summary as it will be sent."""
    for title, lines in sections(turn):
        turn.say.parts([title, *lines])


def summary_for_coach(turn: Turn) -> Summary:
    """The summary in the words that the worker saw."""
    lang = turn.talk.language

    def words(part: Part) -> str:
        return turn.app.catalogue.render(part.as_dict(), lang)

    return Summary(
        language=lang,
        sections=tuple(Section(words(title), tuple(words(line) for line in lines)) for title, lines in sections(turn)),
    )
