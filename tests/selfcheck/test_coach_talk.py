"""What of the self-check goes to the coach, and the figures on work, in words."""

from __future__ import annotations

from tests.conversation.harness import Conversation
from tests.selfcheck.filling import START, fill


def test_the_coach_gets_findings_said_to_be_untested_and_only_what_was_shown(talk: Conversation) -> None:
    fill(talk, level="1")
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
    told = fill(talk)[-1].split("Hier is het als plaatje")[0]
    *_, shown = talk.up_to("approve")
    assert "Steeds hetzelfde werk" not in shown
    talk.restart()
    again = fill(talk, views={"check_outlook": "gone", "check_breadth": "same"})[-1]
    assert again.split("Hier is het als plaatje")[0] == told
    assert "Want u denkt dat uw vak verdwijnt." in again
    *_, shown = talk.up_to("approve")
    assert "Is er nog genoeg werk in het vak? Ingevuld: Nee, mijn vak verdwijnt." in shown
    assert "Steeds hetzelfde werk in de laatste jaren? Ingevuld: Ja, steeds hetzelfde werk." in shown


def test_somebody_without_a_diploma_is_a_fact_for_the_coach_with_what_was_filled_in(talk: Conversation) -> None:
    fill(talk, diploma="Geen diploma")
    *_, shown = talk.up_to("approve")
    assert "Er is geen diploma op het niveau van mbo 2 of hoger. Ingevuld: Geen diploma." in shown
    assert "Werk zoeken voelt nu lastig" not in shown


def test_without_figures_the_result_says_so_and_with_them_it_names_day_and_source(talk: Conversation) -> None:
    assert "Over uw kans op werk in deze beroepen heb ik geen cijfers." in fill(talk)[-1]
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
    fill(talk)
    told = talk.send("/ask_labour_market")
    assert "1 september 2026" in told
    assert "Voorbeeldtabel" in told
    assert "Het zegt niet of u een baan krijgt." in told


def test_the_coach_only_gets_what_was_seen_and_may_be_refused_it(talk: Conversation) -> None:
    fill(talk)
    *_, shown = talk.up_to("approve")
    assert "Zelfcheck" in shown
    told = talk.tap("Laat de zelfcheck weg")
    assert "gaat niet mee" in told
    assert "Lijkt op dit werk" not in told
    talk.tap("Ja, boek en verstuur")
    booked = talk.app.bookings.find(talk.worker_id)
    assert booked is not None
    assert not any(one.title.startswith("Zelfcheck") for one in booked.summary.sections)


def test_a_changed_answer_must_be_seen_again_before_the_coach_gets_it(talk: Conversation) -> None:
    fill(talk)
    talk.send('/go_back{"question":"check_occupation"}')
    talk.say("kapper")
    talk.tap("kapper")
    talk.say("stop")
    *_, shown = talk.up_to("approve")
    assert "Zelfcheck" not in shown
