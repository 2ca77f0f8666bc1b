"""From what one worker told to what follows from it: facts with their vagueness in, one or two outcomes out."""

from bot.case.facts import ToldDay, told_day
from bot.case.outcome import OWN_FACTS, Outcome, work_out

__all__ = ["OWN_FACTS", "Outcome", "ToldDay", "told_day", "work_out"]
