"""Telling the outcome: the steps with their articles, the last day, WW, what to do, and what cannot be determined."""

from __future__ import annotations

from datetime import date
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
ON_THE_TIMELINE = {
    "notice.step_consent_cancel": "consent_until",
    "notice.step_cancel_until_not_mentioned": "cancel_until",
    "notice.step_permit_until": "permit_use_until",
}
"""Deadlines that the timeline names otherwise than the step."""
WITHOUT_WW = frozenset(
    {"notice.step_fictitious_term", "notice.step_fictitious_term_passed", "notice.step_ww_after_fixed_term"}
)
"""Steps that say why WW starts later than the wages stop."""
URGENT = frozenset({"consent_or_permit", "no_consent", "wages_from_uwv"})
"""Remarks that come straight after the last day, because they cannot wait."""


def tell_outcome(turn: Turn) -> None:
    """Say what follows from the facts, or what is in the way."""
    try:
        outcome = turn.app.outcome(turn.talk.facts, turn.today)
    except ContradictionError as error:
        _tell_contradiction(turn, error)
        return
    if outcome is None:
        offered = "wants_intake" not in turn.talk.facts
        intake = [] if offered else [Choice("menu.book_intake", payload("book_intake"))]
        again = Choice("change.route", payload("go_back", question="route"))
        turn.say("outcome.route_unknown", choices=[again, *intake])
        return
    for name in outcome.assumed:
        turn.say(f"outcome.assumed_{name}")
    if len(outcome.results) > 1:
        _tell_both(turn, outcome)
    else:
        _tell_one(turn, outcome.result)
    _tell_remarks(turn, outcome.result, told=URGENT | {"gap"} if len(outcome.results) == 1 else frozenset())
    _tell_early(turn, outcome.result)


def _tell_one(turn: Turn, result: EndResult) -> None:
    _tell_steps(turn, "outcome.how", [step for step in result.steps if _derives(step)])
    if result.last_day is not None:
        turn.say("outcome.last_day", last_day=result.last_day)
    _tell_gap(turn, result)
    for alternative in result.alternatives:
        turn.say.parts([Part(alternative.key, alternative.values)])
    for remark in result.warnings:
        if remark.code in URGENT:
            turn.say.parts([_remark(remark)])
    if result.first_ww_day is not None:
        turn.say(
            "outcome.ww",
            first_ww_day=result.first_ww_day,
            apply_from=result.ww_apply_from,
            apply_until=result.ww_apply_until,
        )
    deadlines = [step for step in result.steps if step.key in DEADLINES]
    _tell_steps(turn, "outcome.deadlines", [step for step in deadlines if not _passed(turn, step)])
    _tell_passed(turn, [step for step in deadlines if _passed(turn, step)])


def _tell_gap(turn: Turn, result: EndResult) -> None:
    """Days without wages and WW, why, and what can still be done about them. WW art. 19 lid 3 and 4."""
    reason = next((step for step in result.steps if step.key in WITHOUT_WW), None)
    for remark in result.warnings:
        if remark.code == "gap":
            parts = [_remark(remark)] if reason is None else [_remark(remark), _plain_step(turn, reason)]
            parts.append(Part("outcome.gap_advice"))
            turn.say.parts(parts, choices=[Choice("menu.ask_legal_help", payload("ask_legal_help"))])


def _tell_steps(turn: Turn, heading: str, steps: list[Step]) -> None:
    if steps:
        turn.say.parts([Part(heading), *(_step(turn, step) for step in steps)])


def _tell_passed(turn: Turn, steps: list[Step]) -> None:
    """Days that have gone by, with what is still possible; a report of wages has a warning of its own."""
    gone = [step for step in steps if step.key != "notice.step_wage_report_until"]
    if not gone:
        return
    lines = []
    for step in gone:
        name = ON_THE_TIMELINE.get(step.key, step.key.removeprefix("notice.step_"))
        day = Part("timeline.day", {"day": step.value})
        told = {"date": day, "title": Part(f"timeline.{name}"), "advice": Part(f"timeline.{name}_passed")}
        lines.append(Part("outcome.step", {"text": Part("timeline.line_passed", told)}))
    turn.say.parts([Part("outcome.passed"), *lines])


def _passed(turn: Turn, step: Step) -> bool:
    return isinstance(step.value, date) and step.value < turn.today


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


def _tell_remarks(turn: Turn, result: EndResult, *, told: frozenset[str]) -> None:
    for remark in (*result.undetermined, *result.warnings):
        if remark.code not in told:
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
    return Part("outcome.step", {"text": _plain_step(turn, step)})


def _plain_step(turn: Turn, step: Step) -> Part:
    values: dict[str, Any] = step.text_values(turn.talk.language)
    return Part(step.key, values)


def _remark(remark: Remark) -> Part:
    return Part(remark.key, remark.values)
