"""The whole result of a self-check: findings, occupations nearby, and the reasons, as keys and values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.selfcheck.matching import Matcher, Matches
from bot.selfcheck.model import Group, Occupation, OccupationSet
from bot.selfcheck.questions import TRADE, asked_statements, trade_groups
from bot.selfcheck.scoring import Findings, findings, value
from bot.selfcheck.titles import TitleIndex


@dataclass(frozen=True)
class Filled:
    """What somebody filled in: occupation id, highest diploma, region (facts, never scored), statement to 1..5.

    `outlook` (enough, less, gone: work in the trade) and `breadth` (same, varied: work of the last years) are how the
    worker sees it; they are never scored either.
    """

    occupation: str | None = None
    diploma: str | None = None
    region: str | None = None
    answers: Mapping[str, int] | None = None
    outlook: str | None = None
    breadth: str | None = None


@dataclass(frozen=True)
class Result:
    """What comes out. `trade` names the group behind each statement about the trade, `asked` all statements in order.

    `likeness_known` is False where no occupation is given, and nothing could be compared. `source`: of the occupations.
    """

    filled: Filled
    occupation: Occupation | None
    trade: Mapping[str, Group]
    asked: tuple[str, ...]
    findings: Findings
    matches: Matches
    source: str = ""

    @property
    def likeness_known(self) -> bool:
        """Whether there was an occupation to compare with."""
        return self.occupation is not None


class SelfCheck:
    """The self-check on one set of occupations."""

    def __init__(self, occupations: OccupationSet) -> None:
        self.occupations = occupations

    @cached_property
    def titles(self) -> TitleIndex:
        """Looks up what people call their work."""
        return TitleIndex(self.occupations)

    @cached_property
    def matcher(self) -> Matcher:
        """Compares occupations."""
        return Matcher(self.occupations)

    def asked(self, occupation_id: str | None) -> tuple[str, ...]:
        """The statements for somebody with this occupation, in order."""
        return asked_statements(self.occupations, occupation_id)

    def trade(self, occupation_id: str | None) -> Mapping[str, Group]:
        """Statement about the trade to the group it asks about."""
        return dict(zip(TRADE, trade_groups(self.occupations, occupation_id), strict=False))

    def result(self, filled: Filled) -> Result:
        """What follows from the answers; an occupation that is not in the set counts as not given."""
        occupation = self.occupations.get(filled.occupation or "")
        known = occupation.id if occupation else None
        answers, trade = dict(filled.answers or {}), self.trade(known)
        about = {trade[name].id: value(answer) for name, answer in sorted(answers.items()) if name in trade}
        asked = self.asked(known)
        return Result(
            filled=filled,
            occupation=occupation,
            trade=trade,
            asked=asked,
            findings=findings(asked, answers),
            matches=self.matcher.matches(known, about) if known else Matches(),
            source=self.occupations.source,
        )
