"""Slot names, rules, the norm and postcodes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.intake import (
    CODE,
    Hours,
    Kind,
    NotAPostcode,
    OpeningException,
    Region,
    Rules,
    Slot,
    meets_norm,
    norm_deadline,
    region_of_postcode,
)
from tests.intake.scene import dutch


@pytest.mark.parametrize("kind", list(Kind))
def test_a_slot_id_is_short_and_reads_back(kind: Kind) -> None:
    start = datetime(2099, 12, 31, 22, 55, tzinfo=UTC)
    slot = Slot("a" * 12, "b-" * 6, kind, start, start + timedelta(hours=8))
    assert CODE.fullmatch(slot.coach_id)
    assert len(slot.id.encode("ascii")) <= 40
    assert Slot.from_id(slot.id) == slot


@pytest.mark.parametrize(
    "text", ["", "utr", "utr.noor.x1abcd.19", "utr.noor.o1abcde", "UTR.noor.o1abcde.19", "x" * 500]
)
def test_something_else_is_not_a_slot(text: str) -> None:
    with pytest.raises(ValueError, match="not a slot"):
        Slot.from_id(text)


def test_case_25_day_fourteen_meets_the_norm_and_day_fifteen_does_not() -> None:
    """Case 25: day fourteen meets the norm, day fifteen does not."""
    first_asked = date(2026, 12, 14)
    assert norm_deadline(first_asked, 14) == date(2026, 12, 28)
    assert meets_norm(first_asked, dutch("2026-12-28 16:15"))
    assert not meets_norm(first_asked, dutch("2026-12-29 09:00"))


def test_an_office_may_have_a_stricter_norm() -> None:
    assert norm_deadline(date(2026, 12, 14), 1) == date(2026, 12, 15)
    assert not meets_norm(date(2026, 12, 14), dutch("2026-12-16 09:00"), 1)


def test_the_norm_counts_dutch_days_not_utc_days() -> None:
    late_evening_utc = datetime(2026, 12, 28, 23, 30, tzinfo=UTC)
    assert not meets_norm(date(2026, 12, 14), late_evening_utc)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"length": timedelta(0)}, "length"),
        ({"length": timedelta(minutes=42)}, "length"),
        ({"buffer": timedelta(minutes=-5)}, "buffer"),
        ({"grid": timedelta(minutes=7)}, "grid"),
        ({"min_notice": timedelta(hours=-1)}, "negative"),
        ({"norm_days": -1}, "norm_days"),
    ],
)
def test_rules_that_cannot_be_planned_are_refused(values: dict[str, timedelta], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Rules(**values)  # type: ignore[arg-type]


def test_hours_and_exceptions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="end later"):
        Hours(0, time(17), time(9))
    with pytest.raises(ValueError, match="weekday"):
        Hours(7, time(9), time(17))
    with pytest.raises(ValueError, match="five minutes"):
        Hours(0, time(9, 3), time(17))
    with pytest.raises(ValueError, match="both"):
        OpeningException("utr", date(2027, 1, 4), start=time(9))


REGIONS = (
    Region("midden", "Midden", ((3400, 3599), (3700, 3999))),
    Region("noord", "Noord", ((9400, 9499), (9700, 9999))),
)


@pytest.mark.parametrize(
    ("postcode", "region", "known"),
    [
        ("3512 JE", "midden", True),
        ("3512je", "midden", True),
        (" 9701 ", "noord", True),
        ("3600 AA", "midden", False),
        ("9000 AA", "noord", False),
        ("1012 AB", "midden", False),
        ("7000", "noord", False),
    ],
)
def test_a_postcode_leads_to_its_region_or_honestly_to_the_nearest(postcode: str, region: str, known: bool) -> None:
    match = region_of_postcode(postcode, REGIONS)
    assert match is not None
    assert (match.region.id, match.known) == (region, known)


@pytest.mark.parametrize("text", ["", "351", "0123 AB", "Utrecht", "3512 JEX", "35123"])
def test_something_else_is_not_a_postcode(text: str) -> None:
    with pytest.raises(NotAPostcode):
        region_of_postcode(text, REGIONS)
