"""When the assistant does not understand, or is not sure: it says so, offers choices, and a person after twice."""

from __future__ import annotations

from actions.awaited import await_yes
from actions.say import Choice, payload
from actions.turn import Turn

MANY = 2


def not_sure(turn: Turn) -> None:
    """Ask whether the likeliest subject was meant."""
    likely = turn.intent
    turn.say(
        "repair.did_you_mean",
        subject=subject(likely),
        choices=[
            Choice("repair.yes", payload(likely)),
            *(_choice(name) for name in _others(turn, likely)[:1]),
            Choice("repair.something_else", payload("ask_help")),
        ],
    )
    await_yes(turn, payload(likely), payload("deny"))


def not_understood(turn: Turn) -> None:
    """Say so; offer the likeliest subjects; after two in a row, a person first."""
    talk = turn.talk
    talk.slips += 1
    person = Choice("repair.person", payload("talk_to_human"))
    if talk.slips >= MANY:
        turn.say("repair.again", choices=[person, Choice("repair.menu", payload("ask_help"))])
        return
    if talk.question is not None:
        turn.say(f"repair.answer_{_kind_of(turn)}")
        return
    turn.say("repair.not_understood", choices=[*(_choice(name) for name in _others(turn, "")), person])


def subject(intent: str) -> dict[str, object]:
    """The subject of an intent by the key of its name."""
    return {"key": f"subject.{intent}", "values": {}}


def nameable(turn: Turn, intent: str) -> bool:
    """Whether 'did you mean ...' can be asked of this intent; being none of our subjects has no name."""
    return turn.app.catalogue.has(f"subject.{intent}")


def _others(turn: Turn, but: str) -> list[str]:
    named = [str(one["intent"]) for one in turn.understanding.get("alternatives", [])]
    return [name for name in named if name != but and nameable(turn, name)][:3]


def _choice(intent: str) -> Choice:
    return Choice(f"subject.{intent}", payload(intent))


def _kind_of(turn: Turn) -> str:
    from actions.interviews import interview_of  # noqa: PLC0415  the interviews speak through the subjects

    question = turn.talk.question or ""
    kind = interview_of(question).questions[question].kind.value
    return "choice" if kind == "yes_no" else kind
