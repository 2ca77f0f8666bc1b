"""Amounts, numbers and postcodes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import read_amount, read_number, read_postcode


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("2.450,50", "2450.50"),
        ("2,450.50", "2450.50"),
        ("2450 euro bruto per maand", "2450.00"),
        ("€ 3k", "3000.00"),
        ("2k5", "2500.00"),
        ("€2450,-", "2450.00"),
        ("€ 2.950", "2950.00"),
        ("twaalfhonderd", "1200.00"),
        ("tweeëntwintighonderd euro", "2200.00"),
        ("drieduizend vijfhonderd", "3500.00"),
        ("36 duizend per jaar", "3000.00"),
        ("550 per week", "2383.33"),
        ("1.850 per 4 weken", "2004.17"),
        ("2400, nee 2500", "2500.00"),
        ("ik verdien 2300 sinds 2019", "2300.00"),
    ],
)
def test_an_amount_is_read_as_euros_a_month(text: str, euros: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.per_month == Decimal(euros)


def test_an_hourly_wage_has_no_amount_a_month() -> None:
    amount = read_amount("14,50 per uur")
    assert amount is not None
    assert (amount.euros, amount.per, amount.per_month) == (Decimal("14.50"), "hour", None)


def test_net_and_gross_are_told_apart() -> None:
    net, gross, unsaid = read_amount("2300 netto"), read_amount("2300 bruto"), read_amount("2300")
    assert [one.gross if one else "missing" for one in (net, gross, unsaid)] == [False, True, None]


@pytest.mark.parametrize("text", ["weet ik niet", "1 maart", "", "veel te weinig"])
def test_a_text_without_an_amount_has_none(text: str) -> None:
    assert read_amount(text) is None


@given(euros=st.integers(100, 99_999), cents=st.integers(0, 99))
def test_any_amount_in_dutch_writing_is_read_back(euros: int, cents: int) -> None:
    written = f"€ {euros:,}".replace(",", ".") + f",{cents:02}"
    amount = read_amount(written)
    assert amount is not None
    assert amount.euros == Decimal(f"{euros}.{cents:02}")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("drie", 3),
        ("een", 1),
        ("twaalf of zo", 12),
        ("2,5", 2.5),
        ("32 uur", 32),
        ("5 nee 6", 6),
        ("nee", None),
    ],
)
def test_a_number_is_read_in_figures_and_words(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("1234 AB", "1234 AB"),
        ("1234ab", "1234 AB"),
        ("postcode is 3511 ex", "3511 EX"),
        ("3511", "3511"),
        ("ik woon in 1012 en werk", "1012"),
        ("1012 AB, nee 1013 CD", "1013 CD"),
        ("2011 SS", "2011"),
        ("0123 AB", None),
        ("weet ik niet", None),
        ("06-12345678", None),
    ],
)
def test_a_postcode_is_read_with_or_without_its_letters(text: str, postcode: str | None) -> None:
    assert read_postcode(text) == postcode
