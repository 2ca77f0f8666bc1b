"""The questions from which the end of employment follows: only those that the worker's own route needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.answers import Answer
from actions.interviews.base import Interview
from actions.outcome import tell_outcome
from actions.questions import Kind, Question
from actions.turn import Turn

ROUTES = ("employer_notice", "permit_notice", "settlement", "fixed_term_end", "bankruptcy", "other")
OTHER_ROUTES = ("summary_dismissal", "trial_period", "court_order", "worker_notice")

QUESTIONS = (
    Question("route", Kind.CHOICE, choices=ROUTES),
    Question("other_route", Kind.CHOICE, choices=OTHER_ROUTES),
    Question("service_start", Kind.DATE, reads="start_date"),
    Question("notice_received", Kind.DATE, reads="notice_date", choices=("not_yet",)),
    Question("procedure_days", Kind.DAYS),
    Question("agreed_on", Kind.DATE, reads="agreed_date", choices=("not_yet",)),
    Question("agreed_last_day", Kind.DATE, reads="end_date"),
    Question("right_mentioned", Kind.YES_NO),
    Question("contract_start", Kind.DATE, reads="start_date"),
    Question("contract_end", Kind.DATE, reads="end_date"),
    Question("announced_on", Kind.DATE, reads="notice_date", choices=("not_announced",)),
    Question("wages_unpaid_since", Kind.DATE, reads="notice_date", choices=("paid",)),
    Question("order_last_day", Kind.DATE, reads="end_date"),
)

NEEDED = {
    "employer_notice": ("service_start", "notice_received"),
    "permit_notice": ("service_start", "notice_received", "procedure_days"),
    "settlement": ("service_start", "agreed_on", "agreed_last_day", "right_mentioned"),
    "fixed_term_end": ("contract_start", "contract_end", "announced_on"),
    "bankruptcy": ("service_start", "notice_received", "wages_unpaid_since"),
    "court_order": ("order_last_day",),
    "worker_notice": ("notice_received",),
    "trial_period": ("notice_received",),
    "summary_dismissal": ("notice_received",),
}


class NoticeInterview(Interview):
    """How and when the job ends."""

    name = "notice"
    questions: ClassVar[Mapping[str, Question]] = {question.name: question for question in QUESTIONS}

    def next(self, turn: Turn) -> str | None:
        facts = turn.talk.facts
        if "route" not in facts:
            return "route"
        if facts["route"] == "other" and "other_route" not in facts:
            return "other_route"
        return next((name for name in NEEDED.get(route_of(facts) or "", ()) if name not in facts), None)

    def keep(self, turn: Turn, question: Question, answer: Answer) -> None:
        super().keep(turn, question, answer)
        if question.name == "route":
            turn.talk.facts.pop("other_route", None)

    def finish(self, turn: Turn) -> None:
        tell_outcome(turn)
        if "wants_intake" not in turn.talk.facts and turn.app.bookings.find(turn.worker_id) is None:
            turn.talk.interview = "offer"


def route_of(facts: dict[str, object]) -> str | None:
    """The route by its name in the rules; None where the worker does not know."""
    route = facts.get("other_route") if facts.get("route") == "other" else facts.get("route")
    return route if isinstance(route, str) else None
