"""Who can help whom: a dated catalogue, and the short list that fits one situation."""

from bot.facilities.catalogue import Entry, Facilities, Provider, Rule, UnusableEntry
from bot.facilities.choosing import MOST, Advice, help_for
from bot.facilities.situation import Situation, sector_of

__all__ = [
    "MOST",
    "Advice",
    "Entry",
    "Facilities",
    "Provider",
    "Rule",
    "Situation",
    "UnusableEntry",
    "help_for",
    "sector_of",
]
