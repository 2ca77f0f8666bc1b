"""Telling the outcome: the steps with their articles, the last day, WW, what to do, and what cannot be determined."""

from __future__ import annotations

from typing import Any

from actions.say import Choice, Part, payload
from actions.turn import Turn
from bot.case import Outcome
from bot.law import ContradictionError, Remark, Step
from bot.notice import EndResult

DEADLINES = frozenset(
    f"notice.step_{name}"
    for name in (
        "consent_cancel", "cancel_until", "cancel_until_not_mentioned", "court_until", "transition_claim_until",
        "announcement_claim_until", "wage_report_until", "permit_until",
    )
)  # fmt: skip
"""Steps that give a day by which the worker can do something; they are told apart from the derivation."""


def tell_outcome(turn: Turn) -> None:
    """Say what follows from the facts, or what is in the way."""
    try:
        outcome = turn.app.outcome(turn.talk.facts, turn.today)
    except ContradictionError as error:
        _tell_contradiction(turn, error)
        return
    if outcome is None:
        turn.say("outcome.route_unknown")
        return
    for name in outcome.assumed:
        turn.say(f"outcome.assumed_{name}")
    if len(outcome.results) > 1:
        _tell_both(turn, outcome)
    else:
        _tell_one(turn, outcome.result)
    _tell_remarks(turn, outcome.result)
    _tell_early(turn, outcome.result)


def _tell_one(turn: Turn, result: EndResult) -> None:
    _tell_steps(turn, "outcome.how", [step for step in result.steps if _derives(step)])
    if result.last_day is not None:
        turn.say("outcome.last_day", last_day=result.last_day)
    for alternative in result.alternatives:
        turn.say.parts([Part(alternative.key, alternative.values)])
    if result.first_ww_day is not None:
        turn.say(
            "outcome.ww",
            first_ww_day=result.first_ww_day,
            apply_from=result.ww_apply_from,
            apply_until=result.ww_apply_until,
        )
    _tell_steps(turn, "outcome.deadlines", [step for step in result.steps if step.key in DEADLINES])


def _tell_steps(turn: Turn, heading: str, steps: list[Step]) -> None:
    if steps:
        turn.say.parts([Part(heading), *(_step(turn, step) for step in steps)])


def _derives(step: Step) -> bool:
    return step.key.startswith("notice.") and step.key not in DEADLINES


def _tell_both(turn: Turn, outcome: Outcome) -> None:
    """Both possible outcomes, side by side, and what to look up."""
    turn.say("outcome.depends", fact=Part(f"fact.{outcome.vague[0]}"))
    lines = [
        Part("outcome.either", {"last_day": result.last_day, "first_ww_day": result.first_ww_day})
        for result in outcome.results
        if result.last_day is not None and result.first_ww_day is not None
    ]
    turn.say.parts(lines)
    turn.say("outcome.look_up")


def _tell_remarks(turn: Turn, result: EndResult) -> None:
    for remark in (*result.undetermined, *result.warnings):
        turn.say.parts([_remark(remark)])


def _tell_early(turn: Turn, result: EndResult) -> None:
    if result.early_service_from is None:
        return
    now = turn.today >= result.early_service_from
    turn.say("outcome.early_now" if now else "outcome.early_later", early=result.early_service_from)


def _tell_contradiction(turn: Turn, error: ContradictionError) -> None:
    turn.say(
        error.key,
        choices=[
            Choice(f"change.{name}", payload("go_back", question=name))
            for name in error.fields
            if name in turn.talk.facts
        ],
        **error.values,
    )


def _step(turn: Turn, step: Step) -> Part:
    values: dict[str, Any] = step.text_values(turn.talk.language)
    return Part("outcome.step", {"text": Part(step.key, values)})


def _remark(remark: Remark) -> Part:
    return Part(remark.key, remark.values)
