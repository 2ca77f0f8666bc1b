"""Stop, go on, skip, and doubt: the worker keeps the lead."""

from __future__ import annotations

from tests.conversation.harness import Conversation


def test_what_was_stopped_goes_on_with_one_word(talk: Conversation) -> None:
    talk.up_to("notice_received")
    talk.say("stop")
    assert talk.slots["talk"]["question"] is None
    told = talk.say("ik wil weer verder")
    assert "Op welke dag kreeg u de brief" in told
    assert talk.facts["service_start"] == "2014-06-01"


def test_going_on_is_not_a_yes(talk: Conversation) -> None:
    talk.up_to("consent")
    told = talk.say("verder")
    assert "Mag ik deze gegevens bewaren?" in told
    assert "consent" not in talk.facts


def test_skip_leaves_one_question_open_not_all(talk: Conversation) -> None:
    talk.up_to("service_start")
    told = talk.say("sla over")
    assert talk.slots["talk"]["question"] == "notice_received"
    assert "Op welke dag kreeg u de brief" in told


def test_in_doubt_the_likeliest_subjects_are_offered(talk: Conversation) -> None:
    talk.say("blurp")
    assert {"uw ontslag", "of u WW krijgt", "een afspraak met een werkcoach"} <= set(talk.replies[-1].buttons)


def test_the_news_is_taken_as_news_also_in_doubt(talk: Conversation) -> None:
    told = talk.say("blurp ik ben ontslagen, en nu?")
    assert "Hoe gaat het ontslag?" in told
