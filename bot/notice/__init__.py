"""How employment ends: notice periods and last days per route, and the transition payment, in cited steps."""

from bot.notice.case import EndCase, Route, TermSource
from bot.notice.engine import end_of_employment
from bot.notice.latest import LatestNotice, latest_notice
from bot.notice.result import Alternative, EndResult
from bot.notice.transition import TransitionPayment, transition_payment

__all__ = [
    "Alternative",
    "EndCase",
    "EndResult",
    "LatestNotice",
    "Route",
    "TermSource",
    "TransitionPayment",
    "end_of_employment",
    "latest_notice",
    "transition_payment",
]
