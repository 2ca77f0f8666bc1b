"""The self-check in words: from the question about the occupation to the result, the document and the coach."""

from __future__ import annotations

import re

from tests.conversation.harness import Conversation

START = "/start_self_check"


def _fill(talk: Conversation, occupation: str = "lasser", level: str = "4") -> list[str]:
    """The whole check with the same answer everywhere but two; what was said, turn by turn."""
    said = [talk.send(START), talk.say(occupation)]
    said += [talk.tap(""), talk.tap("Mbo 2"), talk.say("Eindhoven")]
    while talk.slots["talk"]["question"]:
        name = talk.slots["talk"]["question"]
        given = {"check_z2": "1", "check_t2": "5"}.get(name, level)
        said.append(talk.send(f'/inform{{"question":"{name}","answer":"{given}"}}'))
    return said


def test_the_whole_check_gives_strengths_occupations_a_picture_and_a_document(talk: Conversation) -> None:
    said = _fill(talk)
    told = said[-1]
    assert "geen test" in said[0]
    assert "Als er iets misgaat, zoek ik zelf een oplossing." in told
    assert "Een cv en een brief maken." in told
    assert re.search(r"Constructiewerker\. Wat u al kunt: ongeveer \d+ van de 10 dingen\.", told)
    (custom,) = [reply.custom for reply in talk.replies if "file" in reply.custom]
    assert custom["image"]["alt"]
    page = talk.app.checks.html(custom["file"]["url"].split("/")[-1].removesuffix(".html"), talk.app.clock().date())
    assert page is not None
    for line in ("Als er iets misgaat, zoek ik zelf een oplossing.", "geen test", 'lang="nl"', "<h2>", "<svg"):
        assert line in page
    assert "Hulp bij uw cv en gesprek" in told
    assert "Hulp bij uw cv en gesprek" in page


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
    assert total <= 3 + 17


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
    assert "Werk zoeken voelt nu lastig." in section.lines
    for line in section.lines:
        assert line in shown
    assert not any("werkfit" in line or "van werk naar werk" in line for line in section.lines)


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
