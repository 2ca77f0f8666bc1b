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
    if not chosen:
        return []
    slot = Slot.from_id(chosen)
    office = turn.app.bookings.office(slot.office_id)
    lines = [
        Part("summary.slot", {"start": slot.start}),
        Part(f"place.{slot.kind}", {"office": office.name, "address": office.address}),
    ]
    request = turn.app.bookings.request(turn.worker_id)
    language = request.language if request is not None else "nl"
    spoken = language in turn.app.bookings.languages(turn.worker_id)
    if language != "nl" and spoken and turn.app.catalogue.has(f"choice.language_{language}"):
        lines.append(Part("summary.language", {"language": Part(f"choice.language_{language}")}))
    return lines


def _details(turn: Turn) -> list[Part]:
    """Name and contact, which the coach gets with the appointment and not as part of the summary."""
    worker = turn.app.workers.find(turn.worker_id)
    if worker is None:
        return []
    given = [value for value in (worker.email, worker.phone) if value]
    reached = Part("summary.reached", {"contact": ", ".join(given)}) if given else Part("summary.not_reached")
    return [Part("summary.name", {"name": worker.name}), reached]


def show_summary(turn: Turn) -> None:
    """Show the worker's details, and the summary as it will be sent."""
    details = _details(turn)
    if details:
        turn.say.parts([Part("summary.details"), *details])
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
