"""How often one conversation, one visitor and all together may ask something, per minute and longer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from limits import RateLimitItem, parse_many

from bot.channels.web.problems import Problem
from bot.clock import Clock

_MOST_KEYS = 50_000


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


class _Window:
    """Counts hits by key over a sliding time: this period's, and the last one's for as far as it still counts.

    The library's own memory storage starts a thread and walks all its keys at almost every hit.
    """

    def __init__(self, item: RateLimitItem) -> None:
        self._most = item.amount
        self._seconds = item.get_expiry()
        self._counts: dict[str, tuple[int, int, int]] = {}

    def hit(self, key: str, at: float) -> float:
        """Count a hit at this moment (in seconds). Gives 0, or the seconds to wait where it is not allowed."""
        period, into = divmod(at, self._seconds)
        began, now, before = self._counts.get(key, (int(period), 0, 0))
        if began != period:
            now, before = 0, now if began == period - 1 else 0
        if now + before * (1 - into / self._seconds) + 1 > self._most:
            return self._seconds - into
        self._counts[key] = (int(period), now + 1, before)
        if len(self._counts) > _MOST_KEYS:
            self._counts = {name: entry for name, entry in self._counts.items() if entry[0] >= period - 1}
        return 0


class RateGuard:
    """Counts in the memory of this process; several gateways each allow these rates."""

    def __init__(self, rates: Rates, clock: Clock) -> None:
        self._clock = clock
        self._windows = {name: [_Window(item) for item in parse_many(rate)] for name, rate in vars(rates).items()}

    def begin(self, visitor: str) -> None:
        """A new conversation. Raises Problem (429) with the seconds to wait."""
        self._count("begin_per_visitor", visitor)
        self._count("begin_in_all")

    def send(self, visitor: str, conversation_id: str) -> None:
        """A message, a fresh start, a rating. Raises Problem (429)."""
        self._count("send_per_conversation", conversation_id)
        self._count("send_per_visitor", visitor)
        self._count("send_in_all")

    def read(self, conversation_id: str) -> None:
        """A look at the messages. Raises Problem (429)."""
        self._count("read_per_conversation", conversation_id)
        self._count("read_in_all")

    def _count(self, name: str, key: str = "") -> None:
        for window in self._windows[name]:
            wait = window.hit(key, self._clock().timestamp())
            if wait:
                seconds = max(1, math.ceil(wait))
                raise Problem("too_often", 429, {"seconds": seconds}, {"Retry-After": str(seconds)})
