"""The widget when the net or the gateway fails: the message is kept, sent once, and the reader is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.channels.web.chat_page import ChatPage
from tests.channels.web.site import Site

pytestmark = pytest.mark.chromium


def test_a_message_typed_without_connection_is_kept_and_sent_once(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    chat.page.context.set_offline(True)
    chat.send("Komt dit aan?")
    expect(chat.page.get_by_text("Geen verbinding.")).to_be_visible()
    expect(chat.log.get_by_text("Het bericht is bewaard.")).to_be_visible()
    chat.page.context.set_offline(False)
    chat.answered("Komt dit aan?")

    expect(chat.page.get_by_text("Geen verbinding.")).to_be_hidden()
    assert site.rasa.texts().count("Komt dit aan?") == 1
    assert chat.shown().count("Komt dit aan?") == 1


def test_a_message_not_yet_sent_survives_a_reload(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    chat.page.route("**/messages", lambda route: route.abort())
    chat.send("Blijf bewaard")
    expect(chat.log.get_by_text("Het bericht is bewaard.")).to_be_visible()
    chat.page.unroute("**/messages")
    chat.page.reload()
    chat.answered("Blijf bewaard")

    assert site.rasa.texts().count("Blijf bewaard") == 1


def test_a_message_not_yet_sent_leaves_from_the_next_page_even_if_the_chat_stays_shut(
    chat: ChatPage, site: Site
) -> None:
    chat.page.set_viewport_size({"width": 390, "height": 844})
    chat.visit().open()
    chat.page.route("**/messages", lambda route: route.abort())
    chat.send("Blijf bewaard")
    expect(chat.log.get_by_text("Het bericht is bewaard.")).to_be_visible()
    chat.page.unroute("**/messages")
    with chat.page.expect_response(lambda response: response.request.method == "POST") as sent:
        chat.page.reload()

    assert sent.value.status == 202
    expect(chat.panel).to_be_hidden()


def test_an_answer_lost_on_the_way_back_does_not_double_the_message(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    lost: list[str] = []

    def lose_first_answer(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    chat.page.route("**/messages", lose_first_answer)
    chat.send("Een keer").answered("Een keer")

    assert len(lost) == 1
    assert site.rasa.texts().count("Een keer") == 1
    assert chat.shown().count("Een keer") == 1


def test_the_gateway_may_restart_in_the_middle_of_a_talk(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    site.stop()
    chat.send("Tussendoor")
    expect(chat.page.get_by_text("Geen verbinding.")).to_be_visible()
    site.start()
    chat.answered("Tussendoor")

    assert site.rasa.texts().count("Tussendoor") == 1


def test_when_rasa_is_away_the_reader_is_told_and_answered_later(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    site.rasa.stop()
    chat.send("Hallo?")
    expect(chat.log.get_by_text("Het antwoord duurt wat langer.")).to_be_visible()
    site.rasa.start()
    chat.answered("Hallo?")

    assert site.rasa.texts().count("Hallo?") == 1


def test_a_talk_that_no_longer_exists_is_said_to_and_can_begin_anew(chat: ChatPage, site: Site) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    with site.database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM chat_conversations")
    chat.send("En nu?")
    expect(chat.page.get_by_text("Dit gesprek bestaat niet meer.")).to_be_visible()
    chat.page.get_by_role("button", name="Begin een nieuw gesprek").click()

    chat.greeted()
    assert "Hallo" not in chat.shown()


def test_a_chat_opened_without_connection_begins_when_it_is_back(chat: ChatPage) -> None:
    chat.visit()
    chat.page.context.set_offline(True)
    chat.opener.click()
    expect(chat.page.get_by_text("Geen verbinding.")).to_be_visible()
    chat.page.context.set_offline(False)

    chat.greeted()
