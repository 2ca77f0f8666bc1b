"""What the assistant does with what it heard: act, ask whether that is meant, or say that it did not understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from bot.nlu.model import Ranking, Unseen

EXPLAINED = "ask_"
"""How the intents begin that are answered with an explanation."""
Decision = Literal["act", "confirm", "fallback"]


@dataclass(frozen=True)
class Thresholds:
    """Lowest probability to act, to explain and to ask; set by training so that few wrong acts remain.

    To explain a subject needs less: a wrong explanation is seen at once and changes nothing.
    """

    act: float = 0.55
    explain: float = 0.4
    confirm: float = 0.2
    margin: float = 0.1


def decide(ranking: Ranking, thresholds: Thresholds | None = None) -> Decision:
    """`act` when sure and clearly ahead of the second, `confirm` when likely, else `fallback`."""
    limits = thresholds or Thresholds()
    second = ranking.scores[1][1] if len(ranking.scores) > 1 else 0.0
    enough = limits.explain if ranking.intent.startswith(EXPLAINED) else limits.act
    if ranking.confidence >= enough and ranking.confidence - second >= limits.margin:
        return "act"
    return "confirm" if ranking.confidence >= limits.confirm else "fallback"


def learn_thresholds(unseen: Unseen, wrong_acts: float = 0.035) -> Thresholds:
    """The lowest threshold that acts wrongly on at most `wrong_acts` of all utterances.

    Explains from two thirds of it (0.65 kept wrong acts below 5 % on every set kept apart), asks down to a third.
    """
    order = np.sort(unseen.chances, axis=1)
    best, second = order[:, -1], order[:, -2]
    wrong = unseen.chances.argmax(axis=1) != unseen.truth
    for act in np.arange(0.3, 0.96, 0.01):
        acted = (best >= act) & (best - second >= Thresholds.margin)
        if float((acted & wrong).mean()) <= wrong_acts:
            break
    return Thresholds(act=round(float(act), 2), explain=round(float(act) * 0.65, 2), confirm=round(float(act) / 3, 2))
