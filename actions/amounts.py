"""Sums of money for the worker's own wage: WW a month, and the transition payment."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from actions.say import Part
from actions.turn import Turn
from bot.benefit import ww_amount
from bot.case import Outcome, told_day
from bot.language import read_amount
from bot.law import ContradictionError, Remark, Step
from bot.notice import Route, transition_payment

ABOUT_WAGE = frozenset({"ask_ww_amount", "ask_ww_duration", "ask_transition_payment"})
"""Explanations after which a bare amount is the worker's wage."""
_NO_PAYMENT = frozenset({Route.BANKRUPTCY, Route.WORKER_NOTICE, Route.SUMMARY_DISMISSAL})
_LEAST_WAGE, _MOST_WAGE = Decimal(100), Decimal(100_000)


def take_wage(turn: Turn) -> bool:
    """Keep the gross wage a month that the text names; False if it names none."""
    wage = _wage_in(turn.text)
    if wage is None:
        return False
    turn.talk.facts["monthly_wage"] = str(wage)
    return True


def tell_sums(turn: Turn, subject: str) -> None:
    """The sums that belong to the explanation of `subject`, or what to type for them."""
    wage = _known_wage(turn)
    if subject == "ask_transition_payment":
        _tell_transition(turn, wage)
    elif wage is None:
        turn.say("explain.type_wage")
    else:
        _tell_ww(turn, wage)


def wage_typed(turn: Turn) -> bool:
    """A bare amount after an explanation about money gives the sums for it."""
    subject = turn.talk.notes.get("explained")
    if not turn.text or subject not in ABOUT_WAGE or not take_wage(turn):
        return False
    tell_sums(turn, str(subject))
    return True


def known_outcome(turn: Turn) -> Outcome | None:
    """The outcome for what was told, where its last day is certain."""
    try:
        outcome = turn.app.outcome(turn.talk.facts, turn.today)
    except ContradictionError:
        return None
    return outcome if outcome is not None and outcome.certain else None


def _wage_in(text: str) -> Decimal | None:
    amount = read_amount(text) if text else None
    if amount is None or not amount.said or amount.gross is False:
        return None
    month = amount.per_month
    return month if month is not None and _LEAST_WAGE <= month <= _MOST_WAGE else None


def _known_wage(turn: Turn) -> Decimal | None:
    told = turn.talk.facts.get("monthly_wage")
    return Decimal(told) if isinstance(told, str) and told.replace(".", "", 1).isdigit() else None


def _tell_ww(turn: Turn, wage: Decimal) -> None:
    outcome = known_outcome(turn)
    first = outcome.result.first_ww_day if outcome is not None else None
    sums = ww_amount(wage, first, turn.app.law, turn.today)
    steps = [step for step in sums.steps if step.key != "benefit.step_daily_wage"]
    remarks = [remark for remark in sums.warnings if sums.capped or remark.code == "amount_estimate"]
    _tell(turn, Part("explain.ww_sums", {"wage": wage}), steps, [*sums.undetermined, *remarks])
    turn.say("explain.ww_sums_uwv")


def _tell_transition(turn: Turn, wage: Decimal | None) -> None:
    outcome = known_outcome(turn)
    if outcome is None or outcome.result.route in _NO_PAYMENT:
        return
    start = outcome.case.service_start or outcome.case.contract_start
    name = "service_start" if outcome.case.service_start else "contract_start"
    if start is None or not told_day(turn.talk.facts.get(name), turn.today).exact:
        return
    if wage is None:
        turn.say("explain.type_wage")
        return
    payment = transition_payment(start, outcome.result.last_day, wage, turn.app.law)
    values = {"wage": wage, "last_day": outcome.result.last_day}
    _tell(turn, Part("explain.transition_sums", values), payment.steps, payment.warnings)


def _tell(turn: Turn, heading: Part, steps: Iterable[Step], remarks: Iterable[Remark]) -> None:
    lang = turn.talk.language
    lines = [Part("outcome.step", {"text": Part(step.key, step.text_values(lang))}) for step in steps]
    turn.say.parts([heading, *lines])
    for remark in remarks:
        turn.say.parts([Part(remark.key, remark.values)])
