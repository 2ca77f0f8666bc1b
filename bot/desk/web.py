"""What every page of the desk shares: templates, texts, language and headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.desk.details import DESK
from bot.intake import Kind
from bot.wording import Catalogue

STYLE = f"{DESK}/desk.css"
STYLE_FILE = Path(__file__).parent / "static" / "desk.css"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address of a worker's page holds its key
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Pages:
    """Renders pages in one language; everything put in is escaped."""

    def __init__(
        self, catalogue: Catalogue, lang: str, *, for_coach: bool, nav: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`nav`: names of texts and addresses of the pages that every page leads to, for who is logged in."""
        self.catalogue = catalogue
        self.lang = lang
        self._shared = {
            "lang": lang,
            "css": STYLE,
            "for_coach": for_coach,
            "session": None,
            "nav": nav,
            "kinds": Kind,
            "t": self.text,
            "kind_of": self._kind,
        }

    def text(self, name: str, /, **values: Any) -> str:
        """The text `desk.<name>`."""
        return self.catalogue.text(f"desk.{name}", self.lang, values)

    def page(self, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        """The page that `template` makes of `values`."""
        html = _TEMPLATES.get_template(template).render(self._shared | dict(values))
        return HTMLResponse(html, status, HEADERS)

    def message(
        self, name: str, status: int, link: tuple[str, str] | None = None, values: Mapping[str, Any] | None = None
    ) -> HTMLResponse:
        """A page that only says something: texts `<name>_title` and `<name>`; `link` is label and address."""
        title = self.text(f"{name}_title")
        message = self.text(name, **(values or {}))
        return self.page("message.html", {"title": title, "message": message, "link": link}, status)

    def _kind(self, kind: Kind) -> str:
        return self.catalogue.text(f"mail.kind_{kind}", self.lang)
