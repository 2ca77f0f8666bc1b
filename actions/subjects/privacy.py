"""Privacy: what is stored and why; a copy of it; forgetting it."""

from __future__ import annotations

from actions.awaited import await_yes
from actions.flow import Handler
from actions.say import Choice, payload
from actions.turn import Turn


def ask_privacy(turn: Turn) -> None:
    turn.say(
        "privacy.explained",
        days=turn.app.settings.conversation_retention_days,
        choices=[] if turn.talk.question else [Choice("menu.export_my_data", payload("export_my_data")), _forget()],
    )


def delete_my_data(turn: Turn) -> None:
    """Erase after a confirmation (AVG art. 17); an appointment ahead is cancelled with it."""
    if turn.data.get("sure") != "yes":
        standing = turn.app.bookings.find(turn.worker_id)
        turn.say(
            "privacy.delete_sure_appointment" if standing is not None and standing.active else "privacy.delete_sure",
            choices=[
                Choice("choice.delete_yes", payload("delete_my_data", sure="yes")),
                Choice("choice.delete_no", payload("deny")),
            ],
        )
        await_yes(turn, payload("delete_my_data", sure="yes"), payload("deny"))
        return
    turn.app.erase(turn.worker_id)
    turn.talk.forget()
    turn.say("privacy.deleted")


def export_my_data(turn: Turn) -> None:
    """A copy of everything stored about the worker (AVG art. 15 and 20)."""
    token = turn.app.export_links.make(turn.worker_id)
    turn.say(
        "privacy.export",
        custom={
            "file": {
                "url": f"/mijn-gegevens/{token}.json",
                "name": "mijn-gegevens.json",
                "media_type": "application/json",
            }
        },
    )


def _forget() -> Choice:
    return Choice("menu.delete_my_data", payload("delete_my_data"))


HANDLERS: dict[str, Handler] = {
    "ask_privacy": ask_privacy,
    "delete_my_data": delete_my_data,
    "export_my_data": export_my_data,
}
