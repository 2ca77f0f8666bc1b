"""Reads dates, lengths of time, times, amounts and postcodes from what people type, in Dutch and English."""

from bot.language.answer import read_answer
from bot.language.readings import Duration, Outcome, Reading

__all__ = ["Duration", "Outcome", "Reading", "read_answer"]
