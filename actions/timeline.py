"""The worker's timeline, and what a change of one fact would do."""

from __future__ import annotations

from typing import Any

from actions.say import Choice, Part, payload
from actions.told import changes_in
from actions.turn import Turn
from bot.case import OWN_FACTS
from bot.law import ContradictionError
from bot.timeline import timeline_line, what_if


def show_timeline(turn: Turn) -> None:
    """All deadlines in order, as text, picture and calendar file."""
    entries = turn.app.timeline(turn.talk.facts, turn.worker_id)
    if not entries:
        turn.say("timeline.none")
        return
    lang = turn.talk.language
    facts = {name: value for name, value in turn.talk.facts.items() if name in OWN_FACTS}
    token = turn.app.timeline_links.make({"facts": facts, "worker": turn.worker_id, "lang": lang})

    def text(key: str, values: Any) -> str:
        return turn.app.catalogue.text(key, lang, values)

    lines = [timeline_line(entry, text) for entry in entries]
    turn.say.parts([Part("timeline.title"), *(Part("outcome.step", {"text": line}) for line in lines)])
    kind = "png" if turn.channel == "telegram" else "svg"
    turn.say(
        "timeline.picture",
        custom={
            "image": {"url": f"/tijdlijn/{token}.{kind}", "alt": " ".join(lines)},
            "file": {"url": f"/tijdlijn/{token}.ics", "name": text("timeline.file", {}), "media_type": "text/calendar"},
        },
    )


def tell_what_if(turn: Turn) -> bool:
    """Compare the outcome with the same case after the change that the worker names; False if none is named."""
    changes = changes_in(turn)
    outcome = turn.app.outcome(turn.talk.facts, turn.today)
    if not changes or outcome is None:
        return False
    try:
        compared = what_if(outcome.case, changes, turn.app.law, turn.today)
    except ContradictionError as error:
        turn.say(error.key, **error.values)
        return True
    turn.say.parts(
        [Part("outcome.what_if"), *(Part(remark.key, remark.values) for remark in compared.remarks)],
    )
    return True


def timeline_choice() -> Choice:
    """The button that shows the timeline."""
    return Choice("menu.timeline", payload("calculate_notice", show="timeline"))
