"""What is explained: a change supposed, the sums, and what a worker can do next."""

from __future__ import annotations

from tests.conversation.harness import Conversation


def told_by(talk: Conversation, route: str, **answers: str) -> str:
    """Tap the route and answer its questions by name; the last replies as one text."""
    talk.say("ik word ontslagen")
    told = talk.send(f'/inform{{"question":"route","answer":"{route}"}}')
    for question, said in answers.items():
        assert talk.slots["talk"]["question"] == question, talk.slots["talk"]
        told = talk.tap(said[1:]) if said.startswith("*") else talk.say(said)
    return told


def test_a_supposed_notice_is_looked_for_ahead(talk: Conversation) -> None:
    told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    for day in ("3 december", "3 december 2026"):
        told = talk.say(f"wat als de brief pas op {day} komt?")
        assert "31 maart 2027 in plaats van 28 februari 2027" in told, day
        assert "31 dagen later: op 1 april 2027" in told, day
    assert talk.facts["notice_received"] == "2026-11-16"


def test_a_supposed_notice_in_the_past_tense_is_looked_for_behind(talk: Conversation) -> None:
    told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    told = talk.say("wat als ik de brief op 30 oktober had gekregen?")
    assert "31 januari 2027 in plaats van 28 februari 2027" in told


def test_a_supposed_signature_is_looked_for_ahead(talk: Conversation) -> None:
    told_by(
        talk,
        "settlement",
        service_start="1 juni 2024",
        agreed_on="16 november 2026",
        agreed_last_day="31 december 2026",
        right_mentioned="*Ja",
    )
    assert "31 dagen later: op 1 februari 2027" in talk.say("wat als ik pas op 3 december teken?")


def test_a_later_notice_may_come_after_the_permission(talk: Conversation) -> None:
    told_by(
        talk,
        "permit_notice",
        service_start="1 juni 2014",
        notice_received="16 november 2026",
        procedure_days="30",
    )
    assert "De toestemming van UWV geldt 4 weken" in talk.say("wat als de brief op 15 december 2026 komt?")
    talk.slots["facts"]["permit_date"] = "2026-11-10"
    assert "geldt tot en met 8 december 2026" in talk.say("wat als de brief op 15 december 2026 komt?")
    assert "toestemming" not in talk.say("wat als de brief op 7 december 2026 komt?")


def test_notice_needs_permission_or_consent(talk: Conversation) -> None:
    told = told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    needed = "toestemming van UWV nodig, of uw akkoord"
    assert told.count(needed) == 1
    assert "tot 2 maanden na uw laatste dag" in told
    assert told.index("Uw laatste dag in dienst") < told.index(needed) < told.index("Let ook op deze dagen")


def test_notice_with_an_unknown_start_needs_permission_or_consent_too(talk: Conversation) -> None:
    told = told_by(talk, "employer_notice", service_start="*Weet ik niet", notice_received="16 november 2026")
    assert told.count("toestemming van UWV nodig, of uw akkoord") == 1


def test_a_bankrupt_employer_does_not_pay_but_uwv_may(talk: Conversation) -> None:
    told = told_by(
        talk,
        "bankruptcy",
        service_start="1 juni 2014",
        notice_received="16 november 2026",
        wages_unpaid_since="1 oktober 2026",
    )
    assert "binnen 26 weken na het faillissement" in told
    assert "Meld het nu meteen bij UWV" in told
    assert "uiterlijk 8 oktober 2026" not in told


def test_a_day_that_has_passed_is_not_listed_as_ahead(talk: Conversation) -> None:
    told = told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="1 oktober 2026")
    assert "tot en met 15 oktober 2026" not in told
    assert "15 oktober 2026 (voorbij): Laatste dag om uw akkoord in te trekken" in told


def test_the_end_of_a_fixed_term_says_until_when_the_employer_is_in_time(talk: Conversation) -> None:
    told = told_by(
        talk, "fixed_term_end", contract_start="1 februari 2026", contract_end="31 januari 2027", announced_on="*Weet"
    )
    assert "nog op tijd" in told
    assert "tot en met 31 december 2026" in told
    assert "maandloon nodig" not in told
    assert "aanzegvergoeding" not in told


def test_the_end_of_a_fixed_term_says_who_works_out_the_payment(talk: Conversation) -> None:
    told = told_by(
        talk, "fixed_term_end", contract_start="1 december 2025", contract_end="30 november 2026", announced_on="*Niet"
    )
    assert "hoogstens een maand loon" in told
    assert "0800-8020" in told
    assert "nog op tijd" not in told
    assert "maandloon nodig" not in told


def ask(talk: Conversation, subject: str, text: str) -> str:
    """Type `text`, understood as a question about `subject`."""
    decided = {"decision": "act", "crisis": False, "worry": False, "alternatives": []}
    plain, talk.understand = (
        talk.understand,
        lambda _: {"intent": {"name": subject, "confidence": 0.9}, "understanding": decided},
    )
    try:
        return talk.say(text)
    finally:
        talk.understand = plain


def test_an_amount_in_the_question_gives_the_sums_for_it(talk: Conversation) -> None:
    told = ask(talk, "ask_ww_amount", "hoeveel krijg ik met 2450 bruto per maand")
    assert "75%: €\N{NO-BREAK SPACE}1.837,50 bruto per maand (artikel 47 " in told
    assert "70%: €\N{NO-BREAK SPACE}1.715,00 bruto per maand" in told
    assert "UWV beslist" in told
    assert "Vakantiegeld zit hier niet bij" in told
    assert "hoogstens €\N{NO-BREAK SPACE}304,25" not in told
    assert "Typ uw brutoloon" not in told


def test_a_high_wage_is_capped(talk: Conversation) -> None:
    told = ask(talk, "ask_ww_amount", "hoeveel krijg ik met 9000 euro bruto per maand")
    assert "Het dagloon is hoogstens €\N{NO-BREAK SPACE}304,25" in told
    assert "75%: €\N{NO-BREAK SPACE}4.963,08 bruto per maand" in told


def test_a_bare_amount_after_the_explanation_gives_the_sums(talk: Conversation) -> None:
    assert "Typ uw brutoloon per maand" in talk.say("hoeveel geld krijg ik?")
    told = talk.say("2450 euro bruto")
    assert "€\N{NO-BREAK SPACE}1.837,50" in told
    assert "€\N{NO-BREAK SPACE}1.715,00" in told


def test_an_amount_that_is_net_or_an_hour_is_not_reckoned_with(talk: Conversation) -> None:
    for said in ("hoeveel geld is dat met 2000 euro netto?", "hoeveel geld is dat met 15 euro per uur?"):
        assert "Typ uw brutoloon per maand" in talk.say(said), said


def test_the_payment_on_leaving_is_worked_out_where_all_is_known(talk: Conversation) -> None:
    told_by(talk, "employer_notice", service_start="1 maart 2021", notice_received="16 november 2026")
    assert "Typ uw brutoloon" in ask(talk, "ask_transition_payment", "krijg ik een transitievergoeding?")
    told = talk.say("3000 euro bruto per maand")
    assert "U werkte er 5 jaar, 11 maanden en 0 dagen." in told
    assert "€\N{NO-BREAK SPACE}5.916,67 (artikel 7:673 lid 2 BW)" in told


def test_the_payment_on_leaving_is_not_worked_out_in_bankruptcy(talk: Conversation) -> None:
    told_by(
        talk,
        "bankruptcy",
        service_start="1 maart 2021",
        notice_received="16 november 2026",
        wages_unpaid_since="*Mijn",
    )
    told = ask(talk, "ask_transition_payment", "krijg ik een vergoeding met 3000 euro bruto?")
    assert "Typ uw brutoloon" not in told
    assert "Samen is dat" not in told


def test_how_long_there_is_money_begins_with_the_wages(talk: Conversation) -> None:
    told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    for subject in ("ask_ww_duration", "ask_ww_amount"):
        told = ask(talk, subject, "hoe lang krijg ik nog geld?")
        assert told.startswith("Tot en met 28 februari 2027 betaalt uw werkgever uw loon."), subject
        assert "Vanaf 1 maart 2027 kunt u WW krijgen, als UWV dat goedkeurt." in told


def test_ww_is_never_promised(talk: Conversation) -> None:
    told = told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    assert "kunt u WW krijgen. UWV beslist daarover." in told


def test_an_unknown_route_says_where_to_look(talk: Conversation) -> None:
    talk.say("ik word ontslagen")
    told = talk.tap("Weet ik niet")
    assert "Ik geef het door" not in told
    assert "Kijk in uw brief of contract" in told
    assert "0800-8020" in told
    assert '/go_back{"question":"route"}' in [one for reply in talk.replies for one in reply.buttons.values()]
    talk.tap("Nee")
    talk.send("/calculate_notice")
    assert "Gesprek met een werkcoach" in [title for reply in talk.replies for title in reply.buttons]


def test_days_without_income_come_straight_after_the_last_day(talk: Conversation) -> None:
    told = told_by(
        talk,
        "settlement",
        service_start="1 juni 2014",
        agreed_on="16 november 2026",
        agreed_last_day="31 december 2026",
        right_mentioned="*Ja",
    )
    gap = "Van 1 januari 2027 tot en met 28 februari 2027 hebt u geen loon en ook geen WW."
    assert told.count(gap) == 1
    assert told.index("Uw laatste dag in dienst") < told.index(gap) < told.index("kunt u WW krijgen")
    assert "artikel 19 lid 3 WW" in told[told.index(gap) :]
    assert "latere laatste dag" in told
    assert "Hulp van een jurist" in [title for reply in talk.replies for title in reply.buttons]


def test_going_to_court_says_against_what(talk: Conversation) -> None:
    told = told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    assert "niet eens met het ontslag? Dan kunt u naar de rechter tot en met 28 april 2027" in told
    assert "geen transitievergoeding, het geld bij ontslag?" in told


def test_the_calendar_file_can_be_asked_for(talk: Conversation) -> None:
    told_by(talk, "employer_notice", service_start="1 juni 2014", notice_received="16 november 2026")
    for said in ("stuur me een agendabestand", "zet het in mijn agenda", "can I have a calendar file?"):
        talk.say(said)
        assert [reply.custom["file"]["url"] for reply in talk.replies if "file" in reply.custom], said
