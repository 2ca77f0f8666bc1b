"""The main job in words: from the news to a booked intake, and what may come in between."""

from __future__ import annotations

from tests.conversation.harness import Conversation


def test_the_case_of_the_issue(talk: Conversation) -> None:
    talk.say("mijn baas gaat mij ontslaan")
    talk.tap("Mijn werkgever zegt mijn contract op")
    talk.say("1 juni 2014")
    told = talk.say("16 november 2026")
    assert "opzegtermijn 3 maanden (artikel 7:672 lid 2 BW)" in told
    assert "Uw laatste dag in dienst is zondag 28 februari 2027." in told
    assert "Vanaf maandag 1 maart 2027 kunt u WW krijgen." in told
    assert "van 22 februari 2027 tot en met 8 maart 2027" in told
    assert "vanaf 1 november 2026. Dat is nu dus al." in told


def test_nothing_is_said_to_be_booked_before_the_row_is_there(talk: Conversation) -> None:
    told = "\n".join(talk.up_to("approve"))
    assert "staat nog niet" in told
    assert "Uw afspraak staat." not in told
    assert talk.app.bookings.find(talk.worker_id) is None


def test_an_intake_is_booked_with_the_summary_that_was_shown(talk: Conversation) -> None:
    *_, shown = talk.up_to("approve")
    done = talk.tap("Ja, boek en verstuur")
    booked = talk.app.bookings.find(talk.worker_id)
    assert booked is not None
    assert booked.reference in done
    assert booked.within_norm
    for section in booked.summary.sections:
        assert section.title in shown
        for line in section.lines:
            assert line in shown
    (file,) = [reply.custom["file"] for reply in talk.replies if "file" in reply.custom]
    assert file["url"] == f"/afspraak/{booked.token}.ics"


def test_without_the_summary_nothing_of_it_is_stored(talk: Conversation) -> None:
    talk.up_to("approve")
    talk.tap("Boek zonder samenvatting")
    booked = talk.app.bookings.find(talk.worker_id)
    assert booked is not None
    assert booked.summary.sections == ()


def test_without_consent_nothing_is_stored(talk: Conversation) -> None:
    talk.up_to("consent")
    told = talk.tap("Nee")
    assert "bewaar ik niets" in told
    assert talk.app.workers.find(talk.worker_id) is None
    assert talk.app.bookings.request(talk.worker_id) is None


def test_a_side_question_is_answered_and_the_question_comes_back(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Mijn werkgever zegt mijn contract op")
    told = talk.say("hoeveel geld krijg ik dan straks in de ww?")
    assert "75 procent" in told
    assert told.endswith("Sinds wanneer werkt u bij deze werkgever? Bijvoorbeeld 1 juni 2014, of '12 jaar'.")
    assert "service_start" not in talk.facts


def test_stop_back_and_restart_work_at_every_question(talk: Conversation) -> None:
    for question in (
        "route",
        "service_start",
        "notice_received",
        "wants_intake",
        "consent",
        "postcode",
        "slot",
        "name",
    ):
        talk.restart()
        talk.up_to(question)
        before = talk.facts
        assert "Uw antwoorden blijven bewaard" in talk.say("stop"), question
        assert talk.facts == before, question
        talk.tap("Verder gaan")
        assert talk.slots["talk"]["question"] == question
        if question != "route":
            assert "we gaan terug" in talk.say("terug"), question
        assert "We beginnen opnieuw" in talk.say("opnieuw"), question
        assert talk.facts == {}


def test_a_crisis_is_answered_at_once_at_every_question(talk: Conversation) -> None:
    for question in ("route", "notice_received", "postcode", "contact", "approve"):
        talk.restart()
        talk.up_to(question)
        before = dict(talk.slots)
        told = talk.say("ik wil niet meer leven")
        assert "0800-0113" in told, question
        assert "112" in told, question
        assert talk.slots["facts"] == before["facts"], question


def test_a_late_tap_on_an_old_question_corrects_that_answer(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.send('/inform{"question":"route","answer":"employer_notice"}')
    talk.say("1 juni 2014")
    talk.say("16 november 2026")
    told = talk.send('/inform{"question":"route","answer":"settlement"}')
    assert talk.facts["route"] == "settlement"
    assert "Op welke dag was het akkoord op papier?" in told


def test_a_corrected_answer_is_worked_out_again(talk: Conversation) -> None:
    talk.up_to("wants_intake")
    talk.send('/go_back{"question":"service_start"}')
    told = talk.say("1 juni 2023")
    assert "opzegtermijn 1 maand" in told
    assert "zondag 31 december 2026" not in told
    assert "donderdag 31 december 2026" in told


def test_an_unknown_start_shows_what_depends_on_it(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.tap("Mijn werkgever zegt mijn contract op")
    talk.tap("Weet ik niet")
    told = talk.say("16 november 2026")
    for last_day in ("31 december 2026", "31 januari 2027", "28 februari 2027", "31 maart 2027"):
        assert last_day in told


def test_an_unknown_route_is_passed_on_and_an_intake_is_offered(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    told = talk.tap("Weet ik niet")
    assert "Ik gok niet" in told
    assert "werkcoach" in told
    assert talk.slots["talk"]["question"] == "wants_intake"


def test_two_misunderstandings_in_a_row_offer_a_person(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    talk.say("blurp flurp")
    talk.say("blurp flurp")
    assert "Een mens spreken" in [title for reply in talk.replies for title in reply.buttons]


def test_the_language_changes_and_the_answers_stay(talk: Conversation) -> None:
    talk.up_to("notice_received")
    before = talk.facts
    told = talk.send('/switch_language{"language":"en"}')
    assert "On which day did you get the letter" in told
    assert talk.facts == before
