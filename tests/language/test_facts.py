"""Several facts in one message, each in its role."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.language import Reading, find_facts
from tests.language.forms import moment, short


def found(text: str) -> dict[str, str]:
    """The facts of a message, by role, in the short notation."""
    facts = find_facts(text, moment())
    return {fact.role: short(fact.value) if isinstance(fact.value, Reading) else str(fact.value) for fact in facts}


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        (
            "12 jaar in dienst, brief van 16 november, via het UWV",
            {"duration_service": "duration 12y", "notice_date": "day 2026-11-16"},
        ),
        (
            "ik werk er sinds 2009 en verdien 2450 bruto, eruit per 1 maart. woon in 1234 AB",
            {
                "start_date": "year 2009",
                "monthly_wage": "2450.00",
                "end_date": "day 2027-03-01",
                "postcode": "1234 AB",
            },
        ),
        (
            "getekend op 5 nov, laatste dag 31 januari 2027",
            {"agreed_date": "day 2026-11-05", "end_date": "day 2027-01-31"},
        ),
        (
            "ik ben 54 jaar, werk hier 20 jaar, ontslagen per 1 februari",
            {"duration_service": "duration 20y", "end_date": "day 2027-02-01"},
        ),
        (
            "geboren in 1972, begonnen 1 mei 2015, brief gehad gisteren",
            {"birth_year": "year 1972", "start_date": "day 2015-05-01", "notice_date": "day 2026-11-19"},
        ),
        (
            "I have worked here for 8 years, got the letter on november 9, my last day is january 31st, salary 3k",
            {
                "duration_service": "duration 8y",
                "notice_date": "day 2026-11-09",
                "end_date": "day 2027-01-31",
                "monthly_wage": "3000.00",
            },
        ),
        (
            "opzegtermijn 2 maanden, 15 jaar gewerkt bij de bakker, salaris € 2.300,- p/m",
            {"duration_service": "duration 15y", "monthly_wage": "2300.00"},
        ),
        (
            "mijn baas zei vorige week dinsdag dat ik eruit moet per 1 jan",
            {"notice_date": "day 2026-11-10", "end_date": "day 2027-01-01"},
        ),
        ("hoi, wat moet ik nu doen?", {}),
        ("ik ben boos en ik slaap slecht", {}),
    ],
)
def test_every_fact_finds_its_role(message: str, facts: dict[str, str]) -> None:
    assert found(message) == facts


def test_a_start_without_its_year_stays_a_question() -> None:
    assert found("contract loopt af op 31 december, gestart op 1 juni")["start_date"].startswith("ask ")


def test_facts_stand_in_the_order_of_the_message_with_their_words() -> None:
    text = "eruit per 1 maart, brief van 16 november"
    facts = find_facts(text, moment())
    assert [text[fact.start : fact.end] for fact in facts] == ["1 maart", "16 november"]
    assert [fact.role for fact in facts] == ["end_date", "notice_date"]


def test_a_yearly_wage_becomes_euros_a_month() -> None:
    (fact,) = find_facts("ik verdien 36.000 euro per jaar", moment())
    assert fact.value == Decimal("3000.00")


def test_a_fact_writes_as_json() -> None:
    (fact,) = find_facts("brief van 16 november", moment())
    assert fact.to_dict() == {
        "role": "notice_date",
        "value": {"outcome": "date", "start": "2026-11-16", "grain": "day"},
        "text": "16 november",
    }
