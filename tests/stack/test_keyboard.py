"""A whole booking by keyboard alone in Chromium, with axe-core and the accessibility tree looked at on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.channels.web.chat_page import CHROMIUM, CHROMIUM_ARGS, READER, ChatPage
from tests.stack.running import Stack

pytestmark = [pytest.mark.stack, pytest.mark.chromium]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield started
        started.close()


class Keys:
    """A worker without a mouse. Looks with axe-core after every answer."""

    def __init__(self, chat: ChatPage) -> None:
        self.chat = chat
        self.found: list[str] = []

    def press(self, title: str, until: str) -> None:
        """Go to the last button whose title begins so, backwards from the text field, and press it."""
        self.chat.tab_to("Uw bericht", back=True)
        self.chat.tab_to(title, back=True)
        self.chat.page.keyboard.press("Enter")
        self.wait(until)

    def type(self, text: str, until: str) -> None:
        self.chat.tab_to("Uw bericht")
        self.chat.page.keyboard.type(text)
        self.chat.page.keyboard.press("Enter")
        self.wait(until)

    def wait(self, until: str) -> None:
        expect(self.chat.log.locator(".words", has_text=until).last).to_be_visible(timeout=60_000)
        expect(self.chat.page.locator("vroegwijzer-chat .status .dots")).to_have_count(0, timeout=60_000)
        self.found += [f"{until}: {violation}" for violation in self.chat.violations()]


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}])
def test_the_whole_booking_by_keyboard_alone(stack: Stack, browser: Browser, look: dict[str, object]) -> None:
    page = browser.new_page(**{**READER, **look})
    chat = ChatPage(page, stack.url).visit()
    keys = Keys(chat)
    chat.tab_to("Stel uw vraag", back=True)
    page.keyboard.press("Enter")
    keys.wait("Of kies hieronder.")
    keys.type("Ik kreeg vandaag te horen dat ik mijn baan kwijtraak.", "Hoe gaat het ontslag?")
    keys.press("Mijn werkgever zegt mijn contract op", "Sinds wanneer werkt u")
    keys.type("1 juni 2014", "Op welke dag kreeg u de brief")
    expect(page.get_by_label("Kies een datum")).to_be_visible()
    keys.type("16 november 2026", "Zal ik een afspraak voor u zoeken?")
    keys.press("Ja", "Mag ik deze gegevens bewaren?")
    keys.press("Ja", "Wat is uw postcode?")
    keys.type("3511", "Deze tijden zijn vrij.")
    keys.type("donderdag", "Deze tijden zijn vrij.")
    keys.press("do ", "Hoe mag de coach u noemen?")
    keys.type("Amina", "telefoonnummer")
    keys.type("toetsen@example.org, 06 12 34 56 78", "Dit stuur ik naar uw werkcoach.")
    keys.press("Ja, boek", "Uw afspraak staat.")
    page.close()

    assert keys.found == []
    assert chat.errors == []
