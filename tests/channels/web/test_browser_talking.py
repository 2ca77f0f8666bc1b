"""A talk in a real browser: open, choose, type, pick a date, and find it all again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.channels.web.chat_page import READER, ChatPage
from tests.channels.web.site import Site

pytestmark = pytest.mark.chromium


def test_a_whole_talk_from_greeting_to_file(chat: ChatPage) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()
    date = chat.page.get_by_label("Kies een datum")
    expect(date).to_be_visible()
    assert date.get_attribute("max") == "2026-11-22"
    date.fill("2026-11-16")
    chat.page.get_by_role("button", name="Gebruik deze datum").click()

    expect(chat.log.get_by_role("img", name="Tijdlijn van 22 november tot 1 maart")).to_be_visible()
    expect(chat.log.get_by_text("16 november 2026")).to_be_visible()
    with chat.page.expect_download() as download:
        chat.log.get_by_role("link", name="Download afspraak.ics").click()
    assert download.value.suggested_filename == "afspraak.ics"
    link = chat.log.get_by_role("link", name="uwv.nl")
    assert link.get_attribute("rel") == "noopener noreferrer"
    expect(date).to_be_hidden()
    assert chat.errors == []


def test_a_chosen_button_stays_visible_and_the_others_are_off(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()

    expect(chat.log.get_by_role("button", name="Ik krijg ontslag (gekozen)")).to_be_disabled()
    expect(chat.choice("Vraag over WW")).to_be_disabled()
    expect(chat.log.get_by_text("Wanneer kreeg u de brief?")).to_be_visible()
    assert site.rasa.texts()[-1] == '/tell_dismissal{"route":"notice"}'


def test_nothing_is_asked_of_any_other_host(chat: ChatPage, site: Site) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    chat.choice("Ik krijg ontslag")
    chat.send("16 november 2026")
    expect(chat.log.get_by_role("img", name="Tijdlijn")).to_be_visible()

    assert [url for url in chat.requests if not url.startswith(site.url)] == []


def test_a_date_outside_the_bounds_is_refused_in_words(chat: ChatPage) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()
    chat.page.get_by_label("Kies een datum").fill("2027-01-01")
    chat.page.get_by_role("button", name="Gebruik deze datum").click()

    expect(chat.page.get_by_role("alert").get_by_text("niet na 22 november 2026")).to_be_visible()


def test_a_date_can_be_typed_as_words_too(chat: ChatPage) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()
    expect(chat.page.get_by_label("Kies een datum")).to_be_visible()
    chat.send("op 16 november 2026")

    expect(chat.log.get_by_text("Uw afspraak staat vast.")).to_be_visible()


def test_an_empty_or_too_long_message_is_explained_before_it_is_sent(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    chat.page.get_by_role("button", name="Stuur").click()
    expect(chat.page.get_by_role("alert").get_by_text("Typ eerst")).to_be_visible()
    chat.field.fill("a" * 2001)
    chat.page.get_by_role("button", name="Stuur").click()

    expect(chat.page.get_by_role("alert").get_by_text("2001 tekens")).to_be_visible()
    expect(chat.field).to_have_value("a" * 2001)
    assert len(site.rasa.heard) == 1


def test_several_messages_come_one_after_the_other(browser: Browser, site: Site) -> None:
    context = browser.new_context(**READER)
    chat = ChatPage(context.new_page(), site.url).visit()
    chat.opener.click()
    expect(chat.log.locator(".words")).to_have_count(1)
    expect(chat.page.get_by_text("Vroegwijzer schrijft")).to_be_visible()
    expect(chat.log.locator(".words")).to_have_count(3)
    expect(chat.page.get_by_text("Vroegwijzer schrijft")).to_be_hidden()
    context.close()


def test_the_talk_survives_reload_and_another_page_of_the_site(chat: ChatPage) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    before = chat.shown()
    chat.page.reload()
    chat.answered("Hallo")
    assert chat.shown() == before
    chat.visit("/gesprek").answered("Hallo")

    assert chat.shown() == before


def test_a_new_tab_begins_for_itself_unless_the_reader_chose_to_be_remembered(browser: Browser, site: Site) -> None:
    context = browser.new_context(**READER)
    one = ChatPage(context.new_page(), site.url).visit().open().send("Hallo").answered("Hallo")
    other = ChatPage(context.new_page(), site.url).visit().open()
    assert "Hallo" not in other.shown()

    one.page.bring_to_front()
    one.menu("Onthoud op dit apparaat")
    one.page.get_by_role("button", name="Terug naar het gesprek").click()
    third = ChatPage(context.new_page(), site.url).visit()
    third.opener.click()
    third.answered("Hallo")
    context.close()


def test_two_tabs_show_the_same_talk_in_the_same_order(browser: Browser, site: Site) -> None:
    context = browser.new_context(**READER)
    one = ChatPage(context.new_page(), site.url).visit().open()
    one.menu("Onthoud op dit apparaat")
    one.page.get_by_role("button", name="Terug naar het gesprek").click()
    two = ChatPage(context.new_page(), site.url).visit()
    two.opener.click()
    two.greeted().send("van twee").answered("van twee")
    one.send("van een").answered("van een")
    two.answered("van een")

    assert one.shown() == two.shown()
    assert site.rasa.texts().count("van een") == site.rasa.texts().count("van twee") == 1
    context.close()


def test_any_link_of_the_page_may_open_the_chat(chat: ChatPage) -> None:
    chat.visit().page.get_by_role("link", name="Stel uw vraag aan Vroegwijzer").click()

    chat.greeted()
    assert chat.page.url.rstrip("/") == chat.url


def test_inline_the_talk_stands_in_the_page(chat: ChatPage) -> None:
    chat.visit("/gesprek").greeted()

    expect(chat.page.get_by_role("button", name="Sluit")).to_have_count(0)
    expect(chat.page.get_by_role("main").get_by_role("log")).to_be_visible()


def test_the_panel_itself_never_scrolls_however_long_the_talk(browser: Browser, site: Site) -> None:
    page = browser.new_page(**{**READER, "viewport": {"width": 412, "height": 600}})
    chat = ChatPage(page, site.url).visit().open()
    for number in range(6):
        chat.send(f"bericht {number}").answered(f"bericht {number}")
    chat.send("16 november 2026")
    expect(chat.log.get_by_role("img", name="Tijdlijn")).to_be_visible()
    chat.log.evaluate("log => log.scrollTo(0, 0)")
    beyond = page.get_by_role("dialog").evaluate("panel => panel.scrollHeight - panel.clientHeight")
    assert beyond == 0
    page.close()
