"""Every letter can be written in every language, for every kind of talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk import Letters
from bot.intake import Kind, WaitlistOffer, WaitlistPlace
from tests.desk.examples import BASE_URL, NOW, START, WORKER, appointment, catalogue, slot

LETTERS = Letters(catalogue(), BASE_URL)
TO_WORKER = ("booked", "moved", "cancelled", "rebook", "reminder", "missed")
TO_COACH = ("booked", "moved", "too_late", "cancelled", "taken")


@pytest.mark.parametrize("subject", ["mail", "desk"])
def test_both_languages_have_the_same_texts(subject: str) -> None:
    dutch, english = ({key for key in catalogue().keys(lang) if key.startswith(f"{subject}.")} for lang in ("nl", "en"))
    assert dutch == english


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("topic", TO_WORKER)
def test_every_letter_to_the_worker_is_complete_in_text_html_and_chat(topic: str, kind: Kind, lang: str) -> None:
    one = appointment(kind=kind, contact=replace(WORKER, language=lang))
    letter = LETTERS.to_worker(topic, one, NOW)
    assert f'<html lang="{lang}">' in letter.as_html()
    for version in (letter.as_text(), letter.as_html(), letter.as_chat()):
        assert letter.heading in version
        assert "K7M2QX" in version
        assert "{" not in version


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("topic", TO_COACH)
def test_every_letter_to_the_coach_is_complete(topic: str, kind: Kind) -> None:
    letter = LETTERS.to_coach(topic, appointment(kind=kind))
    for version in (letter.as_text(), letter.as_html()):
        assert "K7M2QX" in version
        assert ("Laatste werkdag" in version) == (topic in {"booked", "moved"})


def test_a_language_without_texts_gets_dutch_and_says_so_in_the_page() -> None:
    letter = LETTERS.to_worker("booked", appointment(contact=replace(WORKER, language="pl")), NOW)
    assert '<html lang="nl">' in letter.as_html()


def test_after_the_deadline_the_letter_gives_a_number_instead_of_links() -> None:
    letter = LETTERS.to_worker("reminder", appointment(), START - timedelta(hours=2))
    assert "Bel dan Werkcentrum Amsterdam op 020 123 45 67" in letter.as_text()
    assert not any(address.endswith(("/verzetten", "/afzeggen")) for _, address in letter.links)


def test_a_stricter_norm_of_the_office_is_named_as_such() -> None:
    text = LETTERS.to_coach("booked", appointment(within_office_norm=False)).as_text()
    assert "de eigen norm van uw kantoor" in text
    assert "twee weken" not in text


def test_without_an_approved_summary_the_coach_reads_that() -> None:
    bare = appointment(summary=replace(appointment().summary, sections=()))
    text = LETTERS.to_coach("booked", bare).as_text()
    assert "wilde geen samenvatting meesturen" in text
    assert "goedgekeurd" not in text


def test_an_english_summary_is_marked_as_english_in_the_dutch_mail() -> None:
    english = appointment(summary=replace(appointment().summary, language="en"))
    assert '<div lang="en">' in LETTERS.to_coach("booked", english).as_html()


def test_an_offer_says_until_when_it_holds() -> None:
    offer = WaitlistOffer("web-1", slot(), NOW + timedelta(hours=4))
    place = WaitlistPlace("web-1", "midden", NOW, 1, WORKER, "a-token")
    letter = LETTERS.of_waitlist(offer, place)
    assert "zondag 22 november 2026, 14:00 uur" in letter.as_text()
    assert f"{BASE_URL}/wachtlijst/a-token" in letter.as_text()
    assert "U blijft op de wachtlijst staan." in letter.as_chat()
    assert (
        "Anders halen we u van de wachtlijst" in LETTERS.of_waitlist(offer, replace(place, last_offer=True)).as_chat()
    )


@pytest.mark.parametrize("topic", ["rebook", "missed"])
def test_who_needs_a_new_time_reads_which_times_are_free(topic: str) -> None:
    free = slot(START + timedelta(days=1))
    letter = LETTERS.to_worker(topic, appointment(), NOW, free=[free])
    assert f"/verzetten?tijd={free.id}" in letter.as_text()
    assert all(payload.startswith("/") for _, payload in letter.replies)
