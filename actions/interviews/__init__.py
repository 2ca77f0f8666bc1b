"""The interviews: which questions belong together and what follows when they are answered."""

from actions.interviews.base import Interview
from actions.interviews.intake import IntakeInterview
from actions.interviews.move import MoveInterview
from actions.interviews.notice import NoticeInterview
from actions.interviews.offer import OfferInterview
from actions.interviews.selfcheck import SelfCheckInterview
from actions.interviews.unasked import UnaskedInterview
from actions.interviews.waitlist import WaitlistInterview

INTERVIEWS: dict[str, Interview] = {
    interview.name: interview
    for interview in (
        NoticeInterview(),
        OfferInterview(),
        IntakeInterview(),
        MoveInterview(),
        WaitlistInterview(),
        UnaskedInterview(),
        SelfCheckInterview(),
    )
}


def interview_of(question: str) -> Interview:
    """The interview that holds `question`. Raises KeyError for a name that no interview has."""
    for interview in INTERVIEWS.values():
        if question in interview.questions:
            return interview
    raise KeyError(question)


__all__ = ["INTERVIEWS", "Interview", "interview_of"]
