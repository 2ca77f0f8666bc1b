"""What people ask and say beside the statements of the self-check."""

from __future__ import annotations

from tests.conversation.harness import Conversation
from tests.selfcheck.filling import START, at_first_statement, fill, sure


def test_a_side_question_comes_between_and_the_statement_comes_back_once(talk: Conversation) -> None:
    talk.send(START)
    talk.say("lasser")
    talk.tap("lasser")
    told = talk.say("hoeveel geld krijg ik dan straks in de ww?")
    assert "75 procent" in told
    assert told.count("Wat is uw hoogste diploma?") == 1
    told = talk.send(START)
    assert told.count("Wat is uw hoogste diploma?") == 1


def test_another_subject_is_not_taken_for_an_occupation_or_a_region(talk: Conversation) -> None:
    talk.send(START)
    talk.understand = lambda _text: sure("talk_to_human")
    assert "mens" in talk.say("mag ik iemand spreken")
    talk.understand = lambda _text: sure("book_intake")
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


def test_questions_about_the_check_are_answered_and_the_statement_comes_back(talk: Conversation) -> None:
    at_first_statement(talk)
    for asked, answer in (
        ("hoeveel vragen nog?", "Nog 19 vragen."),
        ("is dit een test?", "Nee, dit is geen test."),
        ("ziet mijn werkgever dit?", "Uw werkgever krijgt het niet."),
    ):
        told = talk.say(asked)
        assert answer in told
        assert "Hoe goed kunt u dit" in told
        assert "check_v1" not in talk.facts


def test_a_yes_beside_a_statement_is_never_an_answer_to_it(talk: Conversation) -> None:
    at_first_statement(talk)
    talk.understand = lambda _text: {
        "intent": {"name": "ask_ww_apply", "confidence": 0.5},
        "understanding": {"decision": "confirm", "alternatives": []},
    }
    told = talk.say("hoe gaat dat verder dan met alles")
    assert "Bedoelt u dit" in told
    assert "Hoe goed kunt u dit" not in told
    told = talk.say("ja")
    assert "check_v1" not in talk.facts
    assert "Hoe goed kunt u dit" in told


def test_after_danger_grief_is_not_answered_with_a_statement(talk: Conversation) -> None:
    at_first_statement(talk)
    talk.understand = lambda _text: {**sure("crisis"), "understanding": {"decision": "act", "crisis": True}}
    assert "113" in talk.say("ik wil niet meer")
    talk.understand = lambda _text: sure("express_distress")
    told = talk.say("ik ben waardeloos")
    assert "113" in told
    assert "Hoe goed kunt u dit" not in told
    assert "Hoe goed kunt u dit" in talk.tap("Verder gaan")


def test_a_typed_wish_to_fill_it_in_again_forgets_the_check_alone(talk: Conversation) -> None:
    talk.up_to("wants_intake")
    talk.say("nee")
    fill(talk)
    assert "Wat is uw beroep nu?" in talk.say("opnieuw invullen")
    assert talk.facts["route"] == "employer_notice"
    fill(talk)
    assert "Welk antwoord wilt u veranderen?" in talk.say("ik wil een antwoord veranderen")


def test_a_talk_is_offered_once_after_the_result_and_the_number_can_be_asked_about(talk: Conversation) -> None:
    talk.up_to("wants_intake")
    told = "".join(fill(talk))
    assert "Wilt u dit bespreken?" not in told
    assert told.count("Zal ik een afspraak voor u zoeken?") == 1
    assert "Het getal is een schatting, geen kans op werk." in talk.say("hoe komt u aan 8 van de 10?")


def test_after_the_check_other_questions_keep_their_own_answers(talk: Conversation) -> None:
    fill(talk)
    talk.up_to("slot")
    assert "schatting" not in talk.say("liever om 9 van de 10 uur")
    talk.understand = lambda _text: sure("ask_privacy")
    assert "Alleen u ziet dit" not in talk.say("wie ziet dit?")


def test_a_name_of_help_within_an_occupation_is_part_of_the_work(talk: Conversation) -> None:
    talk.send(START)
    assert "Vrijwilligers" not in talk.say("docent taalles")
