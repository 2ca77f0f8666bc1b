"""The widget for every reader: keyboard alone, axe-core in every state, narrow, dark, announced once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bot.store import Chats, Outgoing, Role
from tests.channels.fake_rasa import FakeRasa
from tests.channels.web.chat_page import READER, ChatPage
from tests.channels.web.gateway import NOW
from tests.channels.web.site import Site

pytestmark = pytest.mark.chromium

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "narrow-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "zoomed": {"viewport": {"width": 320, "height": 256}},
    "zoomed-dark": {"viewport": {"width": 320, "height": 256}, "color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
    "forced-colours-dark": {"forced_colors": "active", "color_scheme": "dark"},
}


def states(chat: ChatPage, site: Site) -> dict[str, Callable[[], object]]:
    """Every state of the widget, in the order in which a reader can reach it."""
    page = chat.page

    def to_talk() -> None:
        page.get_by_role("button", name="Terug naar het gesprek").click()

    def picture() -> None:
        chat.send("16 november 2026")
        expect(chat.log.get_by_role("img", name="Tijdlijn")).to_be_visible()
        expect(chat.page.get_by_role("button", name="Geef uw oordeel")).to_be_visible()

    def date() -> None:
        chat.choice("Ik krijg ontslag").click()
        expect(page.get_by_label("Kies een datum")).to_be_visible()

    def date_refused() -> None:
        page.get_by_label("Kies een datum").fill("2020-01-01")
        page.get_by_role("button", name="Gebruik deze datum").click()
        expect(page.get_by_role("alert").get_by_text("mag niet voor")).to_be_visible()

    def slots() -> None:
        chat.send("Welke tijden zijn er?")
        expect(chat.choice("do 26 nov, 16:00 uur")).to_be_visible()

    def joining() -> None:
        chat.send("Ik wil een mens spreken")
        expect(chat.log.get_by_text("Er komt een medewerker bij.")).to_be_visible()

    def person() -> None:
        chats = Chats(site.database)
        (talk,) = {message[0] for message in chats.progress(0)[1].items()}
        chats.take_over(talk, "Noor", NOW)
        chats.add(talk, Outgoing("Goedemiddag, ik lees even mee.", role=Role.PERSON), NOW)
        expect(chat.log.get_by_text("ik lees even mee")).to_be_visible()
        chats.hand_back(talk, NOW)
        expect(chat.log.get_by_text("Noor doet niet meer mee")).to_be_visible()

    def speech() -> None:
        page.get_by_role("button", name="Spreek in").click()
        expect(page.get_by_role("status").get_by_text("kan meeluisteren")).to_be_visible()

    def kept() -> None:
        with page.expect_download():
            chat.menu("Bewaar het gesprek")
        expect(page.get_by_role("status").get_by_text("bij uw downloads")).to_be_visible()

    def telegram() -> None:
        page.get_by_role("button", name="Ga verder in Telegram").click()
        expect(page.get_by_role("link", name="Open Telegram")).to_be_visible()

    def rate_nothing() -> None:
        page.get_by_role("button", name="Stuur uw oordeel").click()
        expect(page.get_by_role("alert").get_by_text("Kies eerst een oordeel")).to_be_visible()

    def restart() -> None:
        chat.menu("Begin opnieuw")
        expect(page.get_by_role("heading", name="Opnieuw beginnen?")).to_be_visible()

    def refused() -> None:
        problem = '{"detail": "Deze website mag de chat niet gebruiken."}'
        page.route("**/api/conversations", lambda route: route.fulfill(
            status=403, content_type="application/problem+json", body=problem
        ))  # fmt: skip
        page.get_by_role("button", name="Begin een nieuw gesprek").click()
        expect(page.get_by_role("alert").get_by_text("mag de chat niet gebruiken")).to_be_visible()

    def alert() -> None:
        page.get_by_role("button", name="Stuur").click()
        expect(page.get_by_role("alert").get_by_text("Typ eerst")).to_be_visible()

    def offline() -> None:
        page.context.set_offline(True)
        chat.send("Nog een vraag")
        expect(chat.log.get_by_text("Het bericht is bewaard.")).to_be_visible()

    def online() -> None:
        page.context.set_offline(False)
        chat.answered("Nog een vraag")

    def delete() -> None:
        chat.menu("Verwijder mijn gesprek")
        expect(page.get_by_role("heading", name="Gesprek verwijderen?")).to_be_visible()

    def deleted() -> None:
        page.get_by_role("button", name="Ja, verwijder").click()
        expect(page.get_by_text("Uw gesprek is verwijderd.")).to_be_visible()

    def rating() -> None:
        chat.menu("Geef uw oordeel")
        expect(page.get_by_role("group", name="Hoe heeft Vroegwijzer")).to_be_visible()

    return {
        "closed": chat.visit,
        "quick replies": chat.open,
        "date with progress": date,
        "date refused": date_refused,
        "alert": alert,
        "file and picture": picture,
        "slots": slots,
        "a person is joining": joining,
        "a person joined and left": person,
        "speech": speech,
        "offline": offline,
        "online": online,
        "menu": lambda: page.get_by_role("button", name="Menu", exact=True).click(),
        "large letters": lambda: page.get_by_role("switch", name="Grote letters").click(),
        "talk in large letters": to_talk,
        "transcript": kept,
        "telegram": telegram,
        "back from telegram": to_talk,
        "restart": restart,
        "back from restart": lambda: page.get_by_role("button", name="Nee, ga terug").click(),
        "rating": rating,
        "rating without a choice": rate_nothing,
        "back from rating": lambda: page.get_by_role("button", name="Nee, ga terug").click(),
        "confirm": delete,
        "deleted": deleted,
        "refused": refused,
    }


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, tmp_path: Path, rasa: FakeRasa, look: str
) -> None:
    with Site(tmp_path, rasa, telegram_bot=lambda: "voorbeeld_bot").running() as site:
        found = look_everywhere(browser, site, look)

    assert found == []


def look_everywhere(browser: Browser, site: Site, look: str) -> list[str]:
    """What axe-core and the ruler find, state by state."""
    context = browser.new_context(**{**READER, **LOOKS[look]})
    chat = ChatPage(context.new_page(), site.url)
    found: list[str] = []
    for state, reach in states(chat, site).items():
        reach()
        found += [f"{state}: {violation}" for violation in chat.violations()]
        width = chat.page.viewport_size["width"]  # type: ignore[index]
        if chat.widest() > width:
            found.append(f"{state}: needs {chat.widest()} pixels of {width}")
    context.close()
    return found


def test_the_whole_talk_by_keyboard_alone(chat: ChatPage) -> None:
    keys = chat.page.keyboard
    chat.visit().tab_to("Stel uw vraag", back=True)
    keys.press("Enter")
    chat.greeted()
    assert chat.focused() == "Uw bericht"

    chat.tab_to("Ik krijg ontslag", back=True)
    keys.press("Space")
    expect(chat.page.get_by_label("Kies een datum")).to_be_visible()
    assert chat.focused() == "Uw bericht"

    keys.type("Wat is een opzegtermijn?")
    keys.press("Enter")
    chat.answered("Wat is een opzegtermijn?")

    chat.tab_to("Menu", back=True)
    keys.press("Enter")
    chat.tab_to("Begin opnieuw")
    keys.press("Escape")
    assert chat.focused() == "Uw bericht"

    keys.press("Escape")
    expect(chat.panel).to_be_hidden()
    assert chat.focused() == "Stel uw vraag"


def test_a_date_is_picked_by_keyboard(chat: ChatPage) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()
    expect(chat.page.get_by_label("Kies een datum")).to_be_visible()
    chat.tab_to("Gebruik deze datum", back=True)
    for _part in ("picker", "year", "day", "month"):
        chat.page.keyboard.press("Shift+Tab")
    assert chat.focused() == "Kies een datum"
    chat.page.keyboard.type("11162026")
    chat.tab_to("Gebruik deze datum")
    chat.page.keyboard.press("Enter")

    expect(chat.log.get_by_text("16 november 2026")).to_be_visible()


def test_on_a_phone_the_focus_stays_inside_the_open_chat(browser: Browser, site: Site) -> None:
    context = browser.new_context(**{**READER, "viewport": {"width": 390, "height": 844}})
    chat = ChatPage(context.new_page(), site.url).visit().open()
    inside = """() => ["VROEGWIJZER-CHAT", "BODY"].includes(document.activeElement.tagName)"""
    for _ in range(25):
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate(inside)
    context.close()


def test_on_a_phone_the_next_page_is_not_covered_and_the_talk_is_one_press_away(browser: Browser, site: Site) -> None:
    context = browser.new_context(**{**READER, "viewport": {"width": 390, "height": 844}})
    chat = ChatPage(context.new_page(), site.url).visit().open().send("Hallo").answered("Hallo")
    chat.page.reload()

    expect(chat.panel).to_be_hidden()
    chat.opener.click()
    chat.answered("Hallo")
    context.close()


def test_each_new_message_enters_the_live_region_once_and_history_not_at_all(chat: ChatPage) -> None:
    watch = """() => {
      const root = document.querySelector("vroegwijzer-chat").shadowRoot;
      window.entered = [];
      new MutationObserver((changes) => {
        for (const change of changes)
          for (const node of change.addedNodes)
            if (node.closest?.('[role="log"][aria-live="polite"]') && node.querySelector(".words"))
              window.entered.push(node.querySelector(".words").innerText);
      }).observe(root, { childList: true, subtree: true });
    }"""
    chat.visit().open()
    chat.page.evaluate(watch)
    chat.send("Hallo").answered("Hallo")
    assert chat.page.evaluate("window.entered") == ["Hallo", "U zei: Hallo"]

    chat.page.reload()
    chat.page.evaluate(watch)
    chat.answered("Hallo")
    assert chat.page.evaluate("window.entered") == []
    expect(chat.log).to_have_attribute("aria-live", "polite")
    chat.send("Daar ben ik weer").answered("Daar ben ik weer")
    assert chat.page.evaluate("window.entered") == ["Daar ben ik weer", "U zei: Daar ben ik weer"]


def test_what_a_screen_reader_finds_is_as_agreed(chat: ChatPage) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()
    expect(chat.page.get_by_label("Kies een datum")).to_be_visible()
    expect(chat.page.get_by_text("Vroegwijzer schrijft")).to_be_hidden()
    agreed = (Path(__file__).parent / "screen_reader.yml").read_text(encoding="utf-8")

    expect(chat.page.get_by_role("region", name="Vroegwijzer")).to_match_aria_snapshot(agreed)


def test_nothing_moves_for_who_asked_for_stillness(chat: ChatPage) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    running = "() => document.querySelector('vroegwijzer-chat').shadowRoot.getAnimations({subtree: true}).length"

    assert chat.page.evaluate(running) == 0


def test_touch_targets_are_large_enough(chat: ChatPage) -> None:
    chat.visit().open()
    chat.choice("Ik krijg ontslag").click()
    expect(chat.page.get_by_label("Kies een datum")).to_be_visible()
    boxes = [button.bounding_box() for button in chat.panel.get_by_role("button").all()]

    assert boxes
    assert all(box and box["height"] >= 24 and box["width"] >= 24 for box in boxes)


def test_the_language_changes_words_and_lang_attribute(chat: ChatPage, site: Site) -> None:
    chat.visit().open().menu("Read in English")
    page = chat.page

    expect(page.get_by_label("Your message")).to_be_visible()
    assert page.locator("vroegwijzer-chat .root").get_attribute("lang") == "en"
    page.get_by_label("Your message").fill("Hello")
    page.keyboard.press("Enter")
    chat.answered("Hello")
    assert site.rasa.heard[-1]["metadata"]["language"] == "en"


def test_without_script_the_page_still_tells_how_to_reach_someone(browser: Browser, site: Site) -> None:
    context = browser.new_context(**READER, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)

    expect(page.get_by_role("link", name="000 000 00 00")).to_be_visible()
    context.close()
