"""How employment ends: notice periods and last days per route, derived in cited steps."""

from bot.notice.case import EndCase, Route, TermSource
from bot.notice.engine import end_of_employment
from bot.notice.result import Alternative, EndResult

__all__ = ["Alternative", "EndCase", "EndResult", "Route", "TermSource", "end_of_employment"]
