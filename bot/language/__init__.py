"""Reads dates, lengths of time, times, amounts and postcodes from what people type, in Dutch and English."""

from bot.language.amounts import Amount, read_amount, read_number
from bot.language.answer import read_answer, read_duration, read_time
from bot.language.days import read_days
from bot.language.facts import Fact, find_facts
from bot.language.languages import detect_language
from bot.language.postcodes import read_postcode
from bot.language.questions import QUESTIONS
from bot.language.readings import Duration, Outcome, Reading
from bot.language.serialise import moment_to_text, reading_to_dict
from bot.language.wishes import Wishes, read_wishes

__all__ = [
    "QUESTIONS",
    "Amount",
    "Duration",
    "Fact",
    "Outcome",
    "Reading",
    "Wishes",
    "detect_language",
    "find_facts",
    "moment_to_text",
    "read_amount",
    "read_answer",
    "read_days",
    "read_duration",
    "read_number",
    "read_postcode",
    "read_time",
    "read_wishes",
    "reading_to_dict",
]
