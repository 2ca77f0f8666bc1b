"""WW: the right to it, its duration and amount, and when to apply, each in cited steps."""

from bot.benefit.amount import WwAmount, ww_amount
from bot.benefit.duration import BASIC, EXTENDED, WwDuration, months_of_ww, ww_duration
from bot.benefit.duties import ww_duties
from bot.benefit.weeks import WwWeeks, ww_weeks
from bot.law import WwDates, ww_dates

__all__ = [
    "BASIC",
    "EXTENDED",
    "WwAmount",
    "WwDates",
    "WwDuration",
    "WwWeeks",
    "months_of_ww",
    "ww_amount",
    "ww_dates",
    "ww_duration",
    "ww_duties",
    "ww_weeks",
]
