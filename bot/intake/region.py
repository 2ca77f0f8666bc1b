"""From a postcode to the labour-market region that serves it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.intake.model import Region

_POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*(?:[A-Za-z]{2})?\s*")


class NotAPostcode(ValueError):
    """The text does not look like a Dutch postcode."""


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """`known` is False when no range holds the postcode and the numerically nearest region stands in."""

    region: Region
    known: bool


def region_of_postcode(postcode: str, regions: Iterable[Region]) -> RegionMatch | None:
    """The region that serves `postcode` ('3512 JE' or '3512').

    Outside every range: the region with the nearest range that starts with the same digit, else the nearest of all.
    None if no region has any range. NotAPostcode if the text is something else.
    """
    match = _POSTCODE.fullmatch(postcode)
    if match is None:
        msg = f"{postcode[:20]!r} is not a Dutch postcode: four digits, with or without two letters"
        raise NotAPostcode(msg)
    number = int(match.group(1))
    ranges = [(first, last, region) for region in regions for first, last in region.postcodes]
    if not ranges:
        return None

    def distance(entry: tuple[int, int, Region]) -> tuple[bool, int, int]:
        first, last, _ = entry
        away = max(first - number, number - last, 0)
        other_area = not first // 1000 <= number // 1000 <= last // 1000
        return (away > 0 and other_area, away, first)

    nearest = min(ranges, key=distance)
    return RegionMatch(nearest[2], nearest[0] <= number <= nearest[1])
