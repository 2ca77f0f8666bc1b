"""The result of the self-check as a page to keep: fit for a screen reader, on a telephone and enlarged."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser

from bot.checks import as_part
from bot.selfcheck import STATEMENTS, Filled, SelfCheck, read_shipped, result_html
from bot.settings import ROOT
from bot.wording import Catalogue
from tests.channels.web.chat_page import READER, ChatPage

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, lang: str, width: int) -> None:
    texts = Catalogue.load(ROOT / "data" / "text")
    check = SelfCheck(read_shipped(ROOT / "data" / "selfcheck"))
    answers = {name: 1 + number % 5 for number, name in enumerate(STATEMENTS)}
    result = check.result(Filled("cleaner", "none", "Twente", answers))
    page = browser.new_page(**{**READER, "viewport": {"width": width, "height": 800}})
    page.set_content(result_html(result, lang, lambda told: texts.render(as_part(told), lang), date(2026, 11, 22)))
    assert ChatPage(page, "").violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
