"""What the menu offers: begin again, keep, judge, delete, colours and letters; and the widget on a strict host page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.responses import HTMLResponse
from playwright.sync_api import expect

from bot.store import Chats
from tests.channels.web.chat_page import ChatPage
from tests.channels.web.script import answer
from tests.channels.web.site import Site

pytestmark = pytest.mark.chromium


def test_begin_again_asks_first_and_clears_the_talk(chat: ChatPage) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    chat.menu("Begin opnieuw")
    chat.page.get_by_role("button", name="Nee, ga terug").click()
    assert "Hallo" in chat.shown()

    chat.menu("Begin opnieuw")
    chat.page.get_by_role("button", name="Ja, begin opnieuw").click()
    expect(chat.log.get_by_text("Hallo", exact=True)).to_have_count(0)
    chat.greeted()


def test_the_talk_can_be_kept_as_a_file(chat: ChatPage) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    with chat.page.expect_download() as download:
        chat.menu("Bewaar het gesprek")
    text = Path(download.value.path()).read_text(encoding="utf-8")

    assert "U zei: Hallo" in text
    assert download.value.suggested_filename.endswith(".txt")


def test_deleting_asks_first_and_leaves_nothing(chat: ChatPage, site: Site) -> None:
    chat.visit().open().send("Hallo").answered("Hallo")
    chat.menu("Verwijder mijn gesprek")
    chat.page.get_by_role("button", name="Ja, verwijder").click()
    expect(chat.page.get_by_text("Uw gesprek is verwijderd.")).to_be_visible()

    assert chat.focused() == "Begin een nieuw gesprek"
    assert Chats(site.database).newest() == 0
    stored = chat.page.evaluate("() => JSON.stringify({...sessionStorage, ...localStorage})")
    assert "token" not in stored


def test_a_judgement_is_sent_and_thanked_for(chat: ChatPage, site: Site) -> None:
    chat.visit().open().menu("Geef uw oordeel")
    chat.page.get_by_role("button", name="Stuur uw oordeel").click()
    expect(chat.page.get_by_role("alert").get_by_text("Kies eerst")).to_be_visible()
    chat.page.get_by_label("Goed", exact=True).check()
    chat.page.get_by_label("Wilt u iets toelichten?").fill("Duidelijk")
    chat.page.get_by_role("button", name="Stuur uw oordeel").click()
    expect(chat.page.get_by_text("Uw oordeel is bewaard.")).to_be_visible()

    with site.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT rating, rating_comment FROM chat_conversations").all()
    assert [tuple(row) for row in rows] == [(4, "Duidelijk")]


def test_letters_and_colours_are_remembered(chat: ChatPage) -> None:
    chat.visit().open().menu("Grote letters")
    chat.page.get_by_label("Donker").check()
    chat.page.reload()

    root = chat.page.locator("vroegwijzer-chat .root")
    expect(root).to_have_attribute("data-theme", "dark")
    size = root.evaluate("(element) => parseFloat(getComputedStyle(element).fontSize)")
    assert size >= 22


HOST_PAGE = """<!doctype html><html lang="nl"><head><title>Andere site</title>
<style nonce="abc123">
  html {{ font-size: 62.5%; }}
  * {{ color: red !important; letter-spacing: 9px; }}
  button {{ display: none !important; }}
  {theme}
</style></head>
<body><main><h1>Andere site</h1></main>
<script nonce="abc123" src="{url}/widget/vroegwijzer.js" data-endpoint="{url}" data-lang="nl"
  data-greeting="Welkom bij Andere site." data-label="Stel uw vraag aan ons" async></script>
</body></html>"""
STRICT = (
    "default-src 'none'; script-src 'nonce-abc123'; style-src 'nonce-abc123'; connect-src {url}; img-src {url}; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
)


def host_page(chat: ChatPage, site: Site, theme: str = "") -> None:
    """Another site, under a strict policy with a nonce, that embeds the chat of `site`."""

    site.other_page = HTMLResponse(
        HOST_PAGE.format(url=site.url, theme=theme), headers={"Content-Security-Policy": STRICT.format(url=site.url)}
    )
    chat.page.goto(f"{site.other_origin}/andere")


def test_another_site_embeds_it_with_one_tag_under_a_strict_policy(chat: ChatPage, site: Site) -> None:
    host_page(chat, site)
    chat.open().send("Hallo").answered("Hallo")

    expect(chat.log.get_by_text("Welkom bij Andere site.")).to_be_visible()
    expect(chat.page.locator("vroegwijzer-chat .root")).to_have_attribute("lang", "nl")
    policy = [error for error in chat.errors if "Content Security Policy" in error]
    assert policy == []
    assert {url.split("/")[2] for url in chat.requests} <= {f"127.0.0.1:{site.port}", f"localhost:{site.port}"}


def test_the_style_of_the_host_page_does_not_leak_in(chat: ChatPage, site: Site) -> None:
    host_page(chat, site)
    chat.open()
    style = chat.log.locator(".words").first.evaluate(
        """(element) => {
          const {color, letterSpacing, fontSize} = getComputedStyle(element);
          return [color, letterSpacing, parseFloat(fontSize)];
        }"""
    )

    assert style == ["rgb(23, 38, 43)", "normal", 16]


def test_the_tokens_of_the_host_page_dress_it(chat: ChatPage, site: Site) -> None:
    theme = """:root {
      --utrecht-button-primary-action-background-color: rgb(90, 0, 90);
      --nl-button-primary-color: rgb(255, 255, 240);
    }"""
    host_page(chat, site, theme)
    colours = chat.opener.evaluate(
        "(element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    )

    assert colours == ["rgb(90, 0, 90)", "rgb(255, 255, 240)"]


def test_a_site_that_is_not_on_the_list_hears_why(chat: ChatPage, site: Site) -> None:
    chat.page.route(
        "**/api/conversations",
        lambda route: route.fulfill(
            status=403,
            content_type="application/problem+json",
            body='{"detail": "Deze website mag de chat niet gebruiken."}',
        ),
    )
    chat.visit()
    chat.opener.click()

    expect(chat.page.get_by_role("alert").get_by_text("mag de chat niet gebruiken")).to_be_visible()
    expect(chat.page.get_by_role("button", name="Begin een nieuw gesprek")).to_be_visible()


def test_the_chat_around_the_talk_follows_a_language_asked_for_in_the_talk(chat: ChatPage, site: Site) -> None:
    def switch(sender: str, text: str) -> list[dict[str, object]]:
        if text == "English please":
            Chats(site.database).set_language(sender, "en")
            return [{"text": "We go on in English."}]
        return answer(sender, text)

    site.rasa.script = switch
    chat.visit().open().send("English please")

    expect(chat.page.get_by_label("Your message")).to_be_visible()
    chat.page.reload()
    expect(chat.page.get_by_label("Your message")).to_be_visible()


def test_a_language_chosen_without_connection_is_told_when_it_is_back(chat: ChatPage, site: Site) -> None:
    chat.visit().open()
    chat.page.route("**/language", lambda route: route.abort())
    chat.menu("Read in English")
    expect(chat.page.get_by_label("Your message")).to_be_visible()
    chat.page.unroute("**/language")
    chat.page.get_by_label("Your message").fill("Hello")
    chat.page.keyboard.press("Enter")
    chat.answered("Hello")
    chat.page.get_by_label("Your message").fill("Again")
    chat.page.keyboard.press("Enter")
    chat.answered("Again")

    assert site.rasa.heard[-1]["metadata"]["language"] == "en"
    expect(chat.page.get_by_label("Your message")).to_be_visible()
