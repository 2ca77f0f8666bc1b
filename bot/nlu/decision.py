"""What the assistant does with what it heard: act, ask whether that is meant, or say that it did not understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.nlu.model import Ranking

Decision = Literal["act", "confirm", "fallback"]


@dataclass(frozen=True)
class Thresholds:
    """Lowest probability to act and to ask; set by training so that few wrong acts remain."""

    act: float = 0.55
    confirm: float = 0.2
    margin: float = 0.1


def decide(ranking: Ranking, thresholds: Thresholds | None = None) -> Decision:
    """`act` when sure and clearly ahead of the second, `confirm` when likely, else `fallback`."""
    limits = thresholds or Thresholds()
    second = ranking.scores[1][1] if len(ranking.scores) > 1 else 0.0
    if ranking.confidence >= limits.act and ranking.confidence - second >= limits.margin:
        return "act"
    return "confirm" if ranking.confidence >= limits.confirm else "fallback"
