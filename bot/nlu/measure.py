"""Figures about utterances whose intent is known: how often right, how often acted on wrongly, how honest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.decision import Decision
from bot.nlu.examples import Example

CRISIS = "crisis"
OFF_TOPIC = "out_of_scope"
BINS = 10


@dataclass(frozen=True)
class Judged:
    """One utterance with what was heard."""

    example: Example
    intent: str
    confidence: float
    decision: Decision
    crisis: bool = False

    @property
    def right(self) -> bool:
        """Whether the likeliest intent is the true one."""
        return self.intent == self.example.intent

    @property
    def acted_wrongly(self) -> bool:
        """Whether the assistant would have acted on a wrong intent without asking."""
        return self.decision == "act" and not self.right


def share(part: int, whole: int) -> float | None:
    """`part` of `whole`, rounded to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures of one set, ready for JSON. Shares run from 0 to 1."""
    cries = [one for one in judged if one.example.intent == CRISIS]
    calm = [one for one in judged if one.example.intent != CRISIS]
    strange = [one for one in judged if one.example.intent == OFF_TOPIC]
    return {
        **basic(judged),
        "crisis": {
            "caught": share(sum(one.intent == CRISIS for one in cries), len(cries)),
            "cries": len(cries),
            "false_alarms": share(sum(one.intent == CRISIS for one in calm), len(calm)),
            "calm": len(calm),
        },
        "off_topic": {
            "declined_or_asked": share(
                sum(one.intent == OFF_TOPIC or one.decision != "act" for one in strange), len(strange)
            ),
            "utterances": len(strange),
        },
        "by_language": _grouped(judged, lambda one: one.example.language),
        "by_style": _grouped(judged, lambda one: one.example.style),
        "by_intent": _by_intent(judged),
        "calibration": calibration(judged),
        "calibration_error": _calibration_error(judged),
    }


def basic(judged: Sequence[Judged]) -> dict[str, Any]:
    """Number, share right, and what would be done."""
    count = len(judged)
    decisions = Counter(one.decision for one in judged)
    return {
        "utterances": count,
        "top1": share(sum(one.right for one in judged), count),
        "acted_wrongly": share(sum(one.acted_wrongly for one in judged), count),
        **{f"decided_{name}": share(decisions[name], count) for name in ("act", "confirm", "fallback")},
    }


def _grouped(judged: Sequence[Judged], group: Callable[[Judged], str]) -> dict[str, Any]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if group(one):
            groups[group(one)].append(one)
    return {name: basic(members) for name, members in sorted(groups.items())}


def _by_intent(judged: Sequence[Judged]) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for intent in sorted({one.example.intent for one in judged}):
        members = [one for one in judged if one.example.intent == intent]
        taken_for = Counter(one.intent for one in members if not one.right)
        claimed = [one for one in judged if one.intent == intent]
        rows[intent] = {
            **basic(members),
            "precision": share(sum(one.right for one in claimed), len(claimed)),
            "taken_for": dict(taken_for.most_common(3)),
        }
    return rows


def calibration(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """For each tenth of confidence: how many utterances, their mean confidence, and the share that was right."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    return [
        {
            "from": index / BINS,
            "utterances": len(members),
            "confidence": round(sum(one.confidence for one in members) / len(members), 4),
            "right": share(sum(one.right for one in members), len(members)),
        }
        for index, members in sorted(bins.items())
    ]


def _calibration_error(judged: Sequence[Judged]) -> float | None:
    """Mean gap between confidence and share right, weighed by how many utterances a bin holds."""
    if not judged:
        return None
    gaps = sum(row["utterances"] * abs(row["confidence"] - row["right"]) for row in calibration(judged))
    return round(gaps / len(judged), 4)


def confusion(judged: Sequence[Judged]) -> dict[tuple[str, str], int]:
    """(true intent, heard intent) -> number of utterances."""
    return dict(Counter((one.example.intent, one.intent) for one in judged))
