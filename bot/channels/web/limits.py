"""How often one conversation, one visitor and all together may ask something, per minute and longer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.channels.web.problems import Problem
from bot.clock import system_clock


@dataclass(frozen=True)
class Rates:
    """Each as '20/minute;200/hour'. A visitor is an internet address: a whole office may share one."""

    begin_per_visitor: str = "30/minute;300/hour"
    begin_in_all: str = "600/minute"
    send_per_conversation: str = "30/minute;600/hour"
    send_per_visitor: str = "600/minute"
    send_in_all: str = "6000/minute"
    read_per_conversation: str = "300/minute"
    read_in_all: str = "60000/minute"


class RateGuard:
    """Counts in the memory of this process; several gateways each allow these rates."""

    def __init__(self, rates: Rates) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._items = {name: parse_many(rate) for name, rate in vars(rates).items()}

    def begin(self, visitor: str) -> None:
        """A new conversation. Raises Problem (429) with the seconds to wait."""
        self._count("begin_per_visitor", visitor)
        self._count("begin_in_all", "")

    def send(self, visitor: str, conversation_id: str) -> None:
        """A message, a fresh start, a rating. Raises Problem (429)."""
        self._count("send_per_conversation", conversation_id)
        self._count("send_per_visitor", visitor)
        self._count("send_in_all", "")

    def read(self, conversation_id: str) -> None:
        """A look at the messages. Raises Problem (429)."""
        self._count("read_per_conversation", conversation_id)
        self._count("read_in_all", "")

    def _count(self, name: str, key: str) -> None:
        for item in self._items[name]:
            if not self._limiter.hit(item, name, key):
                raise self._too_often(item, name, key)

    def _too_often(self, item: RateLimitItem, name: str, key: str) -> Problem:
        left = self._limiter.get_window_stats(item, name, key).reset_time - system_clock().timestamp()
        seconds = max(1, math.ceil(left))
        return Problem("too_often", 429, {"seconds": seconds}, {"Retry-After": str(seconds)})
