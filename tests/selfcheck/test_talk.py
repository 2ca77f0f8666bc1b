"""The self-check in words: from the question about the occupation to the result, the picture and the document."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conversation.harness import Conversation
from tests.selfcheck.filling import START, at_first_statement, fill, sure


def test_a_known_title_is_an_occupation_whatever_else_it_sounds_like(talk: Conversation) -> None:
    talk.send(START)
    talk.understand = lambda _text: sure("bot_challenge")
    talk.say("software developer")
    assert any("softwareontwikkelaar" in reply.buttons for reply in talk.replies)


def test_a_postcode_of_no_office_is_kept_when_it_is_typed_again(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.tap("Mbo 2")
    talk.say("9999 ZZ")
    talk.say("9999 ZZ")
    assert talk.slots["talk"]["question"] == "check_v1"


def test_the_whole_check_gives_strengths_occupations_a_picture_and_a_document(talk: Conversation) -> None:
    said = fill(talk)
    told = said[-1]
    assert "geen test" in said[0]
    assert "Als er iets misgaat, zoek ik zelf een oplossing." in told
    assert "Een cv en een brief maken." in told
    assert re.search(r"Constructiewerker\. U [^.]+\.\s+Wat u al kunt: ongeveer \d+ van de 10 dingen\.", told)
    (custom,) = [reply.custom for reply in talk.replies if "file" in reply.custom]
    assert custom["image"]["alt"]
    page = talk.app.checks.html(custom["file"]["url"].split("/")[-1].removesuffix(".html"), talk.app.clock().date())
    assert page is not None
    for line in ("Als er iets misgaat, zoek ik zelf een oplossing.", "geen test", 'lang="nl"', "<h2>", "<svg"):
        assert line in page
    assert "Hulp bij uw cv en gesprek" in told
    assert "Hulp bij uw cv en gesprek" in page


@pytest.mark.parametrize(
    "others",
    [
        {"route": "permit_notice", "service_start": "1999-01-01", "notice_received": "2026-11-20"},
        {"route": "settlement", "monthly_wage": "1900", "birth_year": "1961"},
        {"postcode": "9711", "name": "Fatima", "contact": {"email": "f@example.org"}},
    ],
)
def test_what_else_is_known_of_somebody_never_changes_the_result(talk: Conversation, others: dict[str, Any]) -> None:
    first = fill(talk)[-1].split("Hier is het als plaatje")[0]
    talk.restart()
    talk.send(START)
    talk.slots["facts"] = {**talk.facts, **others}
    assert fill(talk)[-1].split("Hier is het als plaatje")[0] == first


def test_in_telegram_the_picture_is_a_bitmap_with_the_same_words(talk: Conversation) -> None:
    talk.channel = "telegram"
    fill(talk)
    (custom,) = [reply.custom for reply in talk.replies if "file" in reply.custom]
    assert custom["image"]["url"].endswith(".png")
    assert "van de 10 dingen" in custom["image"]["alt"]


def test_at_most_seventeen_statements_and_the_progress_is_told(talk: Conversation) -> None:
    talk.send(START)
    talk.say("verkoper")
    places, total = [], 0
    talk.tap("")
    while talk.slots["talk"]["question"]:
        (progress,) = [reply.custom["progress"] for reply in talk.replies if "progress" in reply.custom]
        places.append(progress["done"])
        total = progress["total"]
        assert any(
            title in ("Sla over", "Doe ik niet, sla over", "Zeg ik liever niet")
            for reply in talk.replies
            for title in reply.buttons
        )
        talk.send(f'/inform{{"question":"{talk.slots["talk"]["question"]}","answer":"unknown"}}')
    assert places == list(range(2, total + 1))
    assert total <= 3 + 17 + 2


def test_up_to_five_occupations_are_shown_and_a_typing_mistake_does_no_harm(talk: Conversation) -> None:
    talk.send(START)
    talk.say("vrachtwagen shaufeur")
    titles = [title for reply in talk.replies for title in reply.buttons]
    assert titles[0] == "vrachtwagenchauffeur"
    assert len(titles) <= 5 + 2
    talk.tap("Geen van deze")
    told = talk.say("qwxzv")
    assert "Dit beroep vind ik niet" in told
    told = talk.tap("Verder zonder beroep")
    assert "hoogste diploma" in told


def test_stop_and_go_on_another_day(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    before = talk.facts
    assert "Uw antwoorden blijven bewaard" in talk.say("stop")
    told = talk.send(START)
    assert talk.facts == before
    assert "hoogste diploma" in told
    assert "Wat is uw beroep nu" not in told


def test_an_answer_can_be_changed_afterwards(talk: Conversation) -> None:
    fill(talk)
    talk.tap("Antwoord veranderen")
    told = talk.tap("Een cv en een brief maken")
    assert "een cv en een brief maken?" in told
    told = talk.tap("Dat kan ik een ander leren")
    assert talk.facts["check_z2"] == "5"
    assert "Hulp bij uw cv en gesprek" not in told


def test_another_occupation_brings_its_own_statements(talk: Conversation) -> None:
    fill(talk)
    talk.send('/go_back{"question":"check_occupation"}')
    talk.say("kapper")
    talk.tap("kapper")
    assert not any(name.startswith("check_v") for name in talk.facts)
    assert "haar of huid verzorgen" in "\n".join(reply.text for reply in talk.replies)


def test_typed_answers_count_and_forged_ones_do_not(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.say("mbo 4")
    talk.say("sla over")
    talk.say("dat kan ik zelf")
    assert talk.facts["check_diploma"] == "mbo4"
    assert talk.facts["check_region"] == {"unknown": True}
    assert talk.facts["check_v1"] == "4"
    talk.send('/inform{"question":"check_v2","answer":"9"}')
    talk.send('/inform{"question":"check_occupation","answer":"president"}')
    assert "check_v2" not in talk.facts
    assert talk.facts["check_occupation"] == "welder"


def test_the_last_two_questions_may_be_typed_or_skipped(talk: Conversation) -> None:
    fill(talk, views={"check_outlook": "unknown", "check_breadth": "unknown"})
    assert talk.facts["check_outlook"] == {"unknown": True}
    talk.send('/go_back{"question":"check_outlook"}')
    assert "Ik schrijf op: Minder dan vroeger." in talk.say("steeds minder")
    assert talk.facts["check_outlook"] == "less"


def test_low_answers_still_find_occupations_and_are_told_kindly(talk: Conversation) -> None:
    told = fill(talk, level="1")[-1]
    assert "Beroepen dicht bij uw werk." in told
    assert "ongeveer 0 van de 10" not in told


def test_with_a_little_help_is_not_sold_as_more(talk: Conversation) -> None:
    told = fill(talk, level="3")[-1]
    assert "Als er iets misgaat, zoek ik zelf een oplossing." in told
    assert "Met een beetje hulp kan ik dit:" in told


def test_what_one_can_do_alone_is_never_still_to_learn(talk: Conversation) -> None:
    told = fill(talk, occupation="magazijnmedewerker")[-1]
    trade = talk.app.checks.self_check.trade("warehouse_worker").values()
    gaps = [line for line in told.split("\n") if line.startswith("Misschien nog te leren")]
    assert gaps
    for group in trade:
        assert not any(group.name("nl").lower() in line.lower() for line in gaps), group.name("nl")


def test_the_sentences_are_announced_once(talk: Conversation) -> None:
    at_first_statement(talk)
    assert "Nu komen de korte zinnen." in talk.replies[-2].text
    assert "Nu komen" not in talk.tap("Dat kan ik zelf")


def test_a_typed_answer_is_said_back_and_a_tapped_one_is_not(talk: Conversation) -> None:
    at_first_statement(talk)
    assert "Ik schrijf op" not in talk.tap("Dat kan ik zelf")
    for typed, heard in (
        ("ja dat kan ik wel", "Dat kan ik zelf"),
        ("een beetje", "Met een beetje hulp"),
        ("nee", "niet"),
    ):
        told = talk.say(typed)
        assert "Ik schrijf op" in told
        assert heard in told


@pytest.mark.parametrize("word", ["skip", "sla over", "volgende"])
def test_skip_skips_one_sentence_even_if_it_is_taken_for_stop(talk: Conversation, word: str) -> None:
    at_first_statement(talk)
    talk.understand = lambda _text: sure("stop_current")
    told = talk.say(word)
    assert talk.facts["check_v1"] == {"unknown": True}
    assert talk.slots["talk"]["question"] == "check_v2"
    assert "blijven bewaard" not in told
    assert "blijven bewaard" in talk.say("ik wil stoppen")


def test_the_titles_shown_can_be_typed_by_number_or_by_name(talk: Conversation) -> None:
    for typed in ("de eerste", "1", "lasser"):
        talk.restart()
        talk.send(START)
        talk.say("lasser")
        assert "Uw beroep: lasser." in talk.say(typed)


def test_none_of_these_may_be_typed_and_asks_once_for_other_words(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    told = talk.say("geen van deze")
    assert told.count("Typ uw beroep met andere woorden.") == 1
    assert "Wat is uw beroep nu" not in told


def test_going_on_another_day_is_said(talk: Conversation) -> None:
    at_first_statement(talk)
    talk.say("stop")
    assert "We gaan verder waar u was gebleven." in talk.send(START)
    assert "We gaan verder" not in talk.send(START)


def test_any_region_will_do(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.tap("Mbo 2")
    talk.say("maakt mij niet uit")
    assert talk.facts["check_region"] == {"unknown": True}


def test_the_check_in_english(talk: Conversation) -> None:
    talk.send('/switch_language{"language":"en"}')
    told = talk.send(START)
    assert "What is your occupation now?" in told
    talk.say("truck driver")
    assert talk.replies[-1].buttons
    told = talk.tap("lorry driver")
    assert "Your occupation: lorry driver." in told


def test_without_answers_about_the_trade_no_number_is_said_to_be_ones_own(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    told = ""
    while talk.slots["talk"]["question"]:
        told = talk.send(f'/inform{{"question":"{talk.slots["talk"]["question"]}","answer":"unknown"}}')
    assert "Wat u al kunt" not in told
    assert "Wie uw werk doet, kan vaak al ongeveer" in told


def test_a_place_that_is_not_known_is_asked_once_more(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.tap("Mbo 2")
    assert "Die plaats ken ik niet." in talk.say("Timboektoe")
    assert "check_region" not in talk.facts
    talk.say("Timboektoe")
    assert talk.facts["check_region"] == "Timboektoe"
