"""What is known of somebody's situation, as far as it decides which help fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_NO_EMPLOYER = frozenset({"bankruptcy", "summary_dismissal"})


@dataclass(frozen=True)
class Situation:
    """None and empty mean: not known. A rule on something that is not known does not hold.

    `route`: how the job ends; `region` and `sector`: plain names; `dismissal_size`: workers who leave together;
    `weeks_left`: weeks until the job ends, begun ones too, 0 when past. `low`: statements that feel hard;
    `trade_strong`: the own trade is a strong point; `gap_to_close`: an occupation nearby lacks a few things;
    `diploma`: the highest one; `outlook`: how the worker sees the work in the trade (enough, less, gone); `needs`: what
    was asked for or follows from what was told (money, distress, business, training, language, lawyer, sick,
    unpaid_wage, gap).
    """

    route: str | None = None
    region: str | None = None
    sector: str | None = None
    dismissal_size: int | None = None
    weeks_left: int | None = None
    low: frozenset[str] = frozenset()
    trade_strong: bool = False
    gap_to_close: bool = False
    diploma: str | None = None
    outlook: str | None = None
    needs: frozenset[str] = frozenset()

    @property
    def employer_active(self) -> bool:
        """Whether there is still an employer who can help: a route is known, and it left one."""
        return self.route is not None and self.route not in _NO_EMPLOYER and self.weeks_left != 0

    def meets(self, conditions: Mapping[str, Any]) -> bool:
        """Whether all conditions of a rule hold."""
        return all(CONDITIONS[name](self, wanted) for name, wanted in conditions.items())


def _at_least(known: int | None, wanted: int) -> bool:
    return known is not None and known >= wanted


CONDITIONS: Mapping[str, Callable[[Situation, Any], bool]] = {
    "route": lambda situation, wanted: situation.route in wanted,
    "region": lambda situation, wanted: situation.region in wanted,
    "sector": lambda situation, wanted: situation.sector in wanted,
    "diploma": lambda situation, wanted: situation.diploma in wanted,
    "outlook": lambda situation, wanted: situation.outlook in wanted,
    "dismissal_at_least": lambda situation, wanted: _at_least(situation.dismissal_size, wanted),
    "weeks_at_least": lambda situation, wanted: _at_least(situation.weeks_left, wanted),
    "weeks_at_most": lambda situation, wanted: situation.weeks_left is not None and situation.weeks_left <= wanted,
    "low": lambda situation, wanted: bool(situation.low & set(wanted)),
    "needs": lambda situation, wanted: bool(situation.needs & set(wanted)),
    "trade_strong": lambda situation, wanted: situation.trade_strong is wanted,
    "gap_to_close": lambda situation, wanted: situation.gap_to_close is wanted,
    "employer_active": lambda situation, wanted: situation.employer_active is wanted,
}
"""What a rule may ask, by the name used in `data/facilities/`."""

_SECTORS = {
    "71": "building",
    "72": "metal",
    "82": "metal",
    "74": "technology",
    "83": "transport",
    "43": "transport",
    "22": "care",
    "32": "care",
    "53": "care",
    "52": "retail",
    "51": "hospitality",
    "94": "hospitality",
    "91": "cleaning",
}


def sector_of(isco: str) -> str | None:
    """The sector in which most work of this ISCO-08 code is done; None where it is spread over many."""
    return _SECTORS.get(isco[:2])
