"""The chat as a reader meets it in the browser: what is pressed, typed, shown and announced."""

from __future__ import annotations

from importlib import resources
from typing import Any

from playwright.sync_api import Locator, Page, expect

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READER: dict[str, Any] = {
    "locale": "nl-NL",
    "timezone_id": "Europe/Amsterdam",
    "reduced_motion": "reduce",
    "viewport": {"width": 1280, "height": 900},
}
PATIENCE = 45_000  # milliseconds; a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)
_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"]


class ChatPage:
    """Wraps a page; keeps every request, console error and policy violation for the test to judge."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def visit(self, path: str = "/") -> ChatPage:
        self.page.goto(self.url + path)
        return self

    def open(self) -> ChatPage:
        self.opener.click()
        return self.greeted()

    def greeted(self) -> ChatPage:
        expect(self.choice("Ik krijg ontslag")).to_be_visible()
        return self

    def send(self, text: str) -> ChatPage:
        self.field.fill(text)
        self.page.keyboard.press("Enter")
        return self

    def answered(self, text: str) -> ChatPage:
        expect(self.log.get_by_text(f"U zei: {text}", exact=True)).to_be_visible()
        return self

    def menu(self, item: str) -> ChatPage:
        self.page.get_by_role("button", name="Menu", exact=True).click()
        self.page.get_by_role("button", name=item).or_(self.page.get_by_role("switch", name=item)).click()
        return self

    def shown(self) -> list[str]:
        """All words of messages in the log, in order."""
        return self.log.locator(".words").all_inner_texts()

    def choice(self, title: str) -> Locator:
        return self.log.get_by_role("button", name=title)

    @property
    def opener(self) -> Locator:
        return self.page.get_by_role("button", name="Stel uw vraag")

    @property
    def panel(self) -> Locator:
        return self.page.locator("vroegwijzer-chat .panel")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Uw bericht")

    def focused(self) -> str:
        """Label or text of what has the focus, through the shadow tree."""
        return str(
            self.page.evaluate(
                """() => {
                  let at = document.activeElement;
                  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                  return (at?.labels?.[0] ?? at)?.textContent.trim().replace(/\\s+/g, " ") ?? "";
                }"""
            )
        )

    def tab_to(self, words: str, *, back: bool = False) -> ChatPage:
        """Press Tab until what has the focus begins with these words."""
        for _ in range(60):
            if self.focused().startswith(words):
                return self
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never reached {words!r}")

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.0 to 2.2 A and AA, EN 301 549 and best practice."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(_AXE)
        result = self.page.evaluate("(tags) => axe.run(document, {runOnly: tags})", _AXE_TAGS)
        return [
            f"{found['id']}: {node['target']} {' '.join((node.get('failureSummary') or '').split())}"
            for found in result["violations"]
            for node in found["nodes"]
        ]

    def widest(self) -> int:
        """The widest that page or panel would need, in CSS pixels."""
        return int(
            self.page.evaluate(
                """() => {
                  const panel = document.querySelector("vroegwijzer-chat").shadowRoot.querySelector(".panel");
                  const log = panel.querySelector(".log") ?? panel;
                  return Math.max(document.scrollingElement.scrollWidth, panel.scrollWidth, log.scrollWidth);
                }"""
            )
        )
