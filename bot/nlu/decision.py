"""What the assistant does with what it heard: act, ask whether that is meant, or say that it did not understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from bot.nlu.model import Ranking, Unseen

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


def learn_thresholds(unseen: Unseen, wrong_acts: float = 0.035) -> Thresholds:
    """The lowest threshold that acts wrongly on at most `wrong_acts` of all utterances; asks down to a third of it."""
    order = np.sort(unseen.chances, axis=1)
    best, second = order[:, -1], order[:, -2]
    wrong = unseen.chances.argmax(axis=1) != unseen.truth
    for act in np.arange(0.3, 0.96, 0.01):
        acted = (best >= act) & (best - second >= Thresholds.margin)
        if float((acted & wrong).mean()) <= wrong_acts:
            break
    return Thresholds(act=round(float(act), 2), confirm=round(float(act) / 3, 2))
