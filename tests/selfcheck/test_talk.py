"""The self-check in words: from the question about the occupation to the result, the document and the coach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.conversation.harness import Conversation

START = "/start_self_check"
VIEWS = {"check_outlook": "enough", "check_breadth": "varied"}


def _sure(intent: str) -> dict[str, Any]:
    return {"intent": {"name": intent, "confidence": 0.9}, "understanding": {"decision": "act"}}


def _fill(
    talk: Conversation,
    occupation: str = "lasser",
    level: str = "4",
    diploma: str = "Mbo 2",
    views: Mapping[str, str] = VIEWS,
) -> list[str]:
    """The whole check with the same answer everywhere but two; what was said, turn by turn."""
    said = [talk.send(START), talk.say(occupation)]
    said += [talk.tap(""), talk.tap(diploma), talk.say("Eindhoven")]
    while talk.slots["talk"]["question"]:
        name = talk.slots["talk"]["question"]
        given = {"check_z2": "1", "check_t2": "5", **views}.get(name, level)
        said.append(talk.send(f'/inform{{"question":"{name}","answer":"{given}"}}'))
    return said


def test_the_whole_check_gives_strengths_occupations_a_picture_and_a_document(talk: Conversation) -> None:
    said = _fill(talk)
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
    first = _fill(talk)[-1].split("Hier is het als plaatje")[0]
    talk.restart()
    talk.send(START)
    talk.slots["facts"] = {**talk.facts, **others}
    assert _fill(talk)[-1].split("Hier is het als plaatje")[0] == first


def test_in_telegram_the_picture_is_a_bitmap_with_the_same_words(talk: Conversation) -> None:
    talk.channel = "telegram"
    _fill(talk)
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
        assert any(title in ("Sla over", "Zeg ik liever niet") for reply in talk.replies for title in reply.buttons)
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
    _fill(talk)
    talk.tap("Antwoord veranderen")
    told = talk.tap("Een cv en een brief maken")
    assert "een cv en een brief maken?" in told
    told = talk.tap("Dat kan ik een ander leren")
    assert talk.facts["check_z2"] == "5"
    assert "Hulp bij uw cv en gesprek" not in told


def test_another_occupation_brings_its_own_statements(talk: Conversation) -> None:
    _fill(talk)
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


def test_a_side_question_comes_between_and_the_statement_comes_back_once(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    told = talk.say("hoeveel geld krijg ik dan straks in de ww?")
    assert "75 procent" in told
    assert told.count("Wat is uw hoogste diploma?") == 1
    told = talk.send(START)
    assert told.count("Wat is uw hoogste diploma?") == 1


def test_the_coach_gets_findings_said_to_be_untested_and_only_what_was_shown(talk: Conversation) -> None:
    _fill(talk, level="1")
    *_, shown = talk.up_to("approve")
    talk.tap("Ja, boek en verstuur")
    booked = talk.app.bookings.find(talk.worker_id)
    assert booked is not None
    (section,) = [one for one in booked.summary.sections if one.title.startswith("Zelfcheck")]
    assert "niet getoetst" in section.title
    (risk,) = [line for line in section.lines if line.startswith("Werk zoeken voelt nu lastig.")]
    assert "een cv en een brief maken" in risk
    assert any("geen diploma" in line for line in section.lines) is False
    for line in section.lines:
        assert line in shown
    assert not any("werkfit" in line or "van werk naar werk" in line for line in section.lines)


def test_how_the_worker_sees_the_trade_is_a_fact_for_the_coach_and_never_scored(talk: Conversation) -> None:
    told = _fill(talk)[-1].split("Hier is het als plaatje")[0]
    *_, shown = talk.up_to("approve")
    assert "Steeds hetzelfde werk" not in shown
    talk.restart()
    again = _fill(talk, views={"check_outlook": "gone", "check_breadth": "same"})[-1]
    assert again.split("Hier is het als plaatje")[0] == told
    assert "Want u ziet weinig werk meer in uw vak." in again
    *_, shown = talk.up_to("approve")
    assert "Is er nog genoeg werk in het vak? Ingevuld: Nee, mijn vak verdwijnt." in shown
    assert "Steeds hetzelfde werk in de laatste jaren? Ingevuld: Ja, steeds hetzelfde werk." in shown


def test_the_last_two_questions_may_be_typed_or_skipped(talk: Conversation) -> None:
    _fill(talk, views={"check_outlook": "unknown", "check_breadth": "unknown"})
    assert talk.facts["check_outlook"] == {"unknown": True}
    talk.send('/go_back{"question":"check_outlook"}')
    assert "Ik schrijf op: Minder dan vroeger." in talk.say("steeds minder")
    assert talk.facts["check_outlook"] == "less"


def test_somebody_without_a_diploma_is_a_fact_for_the_coach_with_what_was_filled_in(talk: Conversation) -> None:
    _fill(talk, diploma="Geen diploma")
    *_, shown = talk.up_to("approve")
    assert "Er is geen diploma op het niveau van mbo 2 of hoger. Ingevuld: Geen diploma." in shown
    assert "Werk zoeken voelt nu lastig" not in shown


def test_low_answers_still_find_occupations_and_are_told_kindly(talk: Conversation) -> None:
    told = _fill(talk, level="1")[-1]
    assert "Beroepen dicht bij uw werk." in told
    assert "ongeveer 0 van de 10" not in told


def test_with_a_little_help_is_not_sold_as_more(talk: Conversation) -> None:
    told = _fill(talk, level="3")[-1]
    assert "Als er iets misgaat, zoek ik zelf een oplossing." in told
    assert "Met een beetje hulp kan ik dit:" in told


def test_what_one_can_do_alone_is_never_still_to_learn(talk: Conversation) -> None:
    told = _fill(talk, occupation="magazijnmedewerker")[-1]
    trade = talk.app.checks.self_check.trade("warehouse_worker").values()
    gaps = [line for line in told.split("\n") if line.startswith("Nog te leren")]
    assert gaps
    for group in trade:
        assert not any(group.name("nl").lower() in line.lower() for line in gaps), group.name("nl")


def _at_first_statement(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.tap("Mbo 2")
    talk.say("Zwolle")


def test_the_sentences_are_announced_once(talk: Conversation) -> None:
    _at_first_statement(talk)
    assert "Nu komen de korte zinnen." in talk.replies[-2].text
    assert "Nu komen" not in talk.tap("Dat kan ik zelf")


def test_a_typed_answer_is_said_back_and_a_tapped_one_is_not(talk: Conversation) -> None:
    _at_first_statement(talk)
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
    _at_first_statement(talk)
    talk.understand = lambda _text: _sure("stop_current")
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


def test_another_subject_is_not_taken_for_an_occupation_or_a_region(talk: Conversation) -> None:
    talk.send(START)
    talk.understand = lambda _text: _sure("talk_to_human")
    assert "mens" in talk.say("mag ik iemand spreken")
    talk.understand = lambda _text: _sure("book_intake")
    told = talk.say("ik wil graag een afspraak met een coach")
    assert "Welk beroep" not in told
    talk.send(START)
    assert talk.slots["talk"]["question"] == "check_occupation"
    assert "lasser" in "\n".join(title for _ in [talk.say("lasser")] for r in talk.replies for title in r.buttons)


def test_why_and_in_other_words_for_each_kind_of_question(talk: Conversation) -> None:
    talk.send(START)
    answers = {"check_occupation": "lasser", "check_diploma": "mbo 2", "check_region": "Zwolle"}
    seen = set()
    while (question := talk.slots["talk"]["question"]) != "check_v1":
        why, simple = talk.send("/ask_why"), talk.send("/ask_rephrase")
        assert "Overslaan mag bijna altijd" not in why
        assert "Kies een onderwerp" not in simple
        seen |= {why.split("\n")[0], simple.split("\n")[0]}
        talk.say(answers[question])
        if question == "check_occupation":
            talk.tap("lasser")
    assert len(seen) == 6
    assert "waar u sterk in bent" in talk.send("/ask_why")


def test_going_on_another_day_is_said(talk: Conversation) -> None:
    _at_first_statement(talk)
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


def test_without_figures_the_result_says_so_and_with_them_it_names_day_and_source(talk: Conversation) -> None:
    assert "Over uw kans op werk in deze beroepen heb ik geen cijfers." in _fill(talk)[-1]
    store = talk.app.settings.var_dir / "occupations"
    store.mkdir()
    rows = "".join(f"Zuidoost-Brabant,{digit},loose,2026-09-01,Voorbeeldtabel\n" for digit in range(1, 10))
    (store / "labourmarket.csv").write_text(f"region,occupation,tension,date,source\n{rows}", encoding="utf-8")
    del talk.app.checks.labour_market
    told = talk.send(START)
    assert "heb ik geen cijfers" not in told
    assert "1 september 2026. Bron: Voorbeeldtabel." in told
    assert "Het zegt niet of u een baan krijgt." in told
    *_, shown = talk.up_to("approve")
    assert "Dit beroep in Zuidoost-Brabant: er zijn meer mensen dan banen." in shown


def test_without_a_finished_check_the_coach_gets_nothing_of_it(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    talk.say("stop")
    *_, shown = talk.up_to("approve")
    assert "Zelfcheck" not in shown


def test_without_a_table_there_is_no_figure(talk: Conversation) -> None:
    told = talk.send("/ask_labour_market")
    assert "Ik heb geen cijfers" in told


def test_with_a_table_the_figure_comes_with_its_day_and_source(talk: Conversation) -> None:
    store = talk.app.settings.var_dir / "occupations"
    store.mkdir()
    row = "Zuidoost-Brabant,7212,tight,2026-09-01,Voorbeeldtabel"
    (store / "labourmarket.csv").write_text(f"region,occupation,tension,date,source\n{row}\n", encoding="utf-8")
    assert "in de zelfcheck" in talk.send("/ask_labour_market")
    _fill(talk)
    told = talk.send("/ask_labour_market")
    assert "1 september 2026" in told
    assert "Voorbeeldtabel" in told
    assert "Het zegt niet of u een baan krijgt." in told


def test_the_help_is_personal_and_the_employer_goes_first(talk: Conversation) -> None:
    assert "Werkcentrum" in talk.send("/ask_facilities")
    talk.up_to("wants_intake")
    told = talk.send("/ask_facilities")
    lines = [line for line in told.split("\n") if line]
    assert lines[0] == "Deze hulp past bij u."
    assert lines[1].startswith("Begeleiding naar ander werk") or lines[1].startswith("Solliciteren in werktijd")
    assert 1 <= told.count("Want ") <= 5


@pytest.mark.parametrize(
    ("intent", "first", "other"),
    [
        ("ask_training", "Scholing via uw werkgever", "vroeg naar scholing"),
        ("ask_start_business", "Een eigen bedrijf", "eigen bedrijf"),
    ],
)
def test_training_and_a_business_come_with_the_help_that_fits(
    talk: Conversation, intent: str, first: str, other: str
) -> None:
    talk.up_to("wants_intake")
    talk.say("stop")
    told = talk.send(f"/{intent}")
    after = told.split("Deze hulp past bij u.")[1].strip()
    assert after.startswith(first)
    assert other in after
    assert "Solliciteren in werktijd" not in after


def test_without_an_employer_training_is_not_the_employers(talk: Conversation) -> None:
    told = talk.send("/ask_training")
    assert "Scholing via uw werkgever" not in told
    assert "Advies over leren" in told


def test_a_scheme_that_ended_is_said_to_have_ended(talk: Conversation) -> None:
    parsed = {"intent": {"name": "ask_facilities", "confidence": 0.9}, "understanding": {"decision": "act"}}
    talk.understand = lambda _text: parsed
    told = talk.say("kan ik nog STAP-budget krijgen?")
    assert "bestaat niet meer" in told
    assert "Scholing via uw werkgever" in told


def test_the_check_in_english(talk: Conversation) -> None:
    talk.send('/switch_language{"language":"en"}')
    told = talk.send(START)
    assert "What is your occupation now?" in told
    talk.say("truck driver")
    assert talk.replies[-1].buttons
    told = talk.tap("lorry driver")
    assert "Your occupation: lorry driver." in told
