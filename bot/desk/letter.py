"""A letter: what a message says, apart from how it is written out as text, HTML or chat."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.desk.sender import ChatButton, LinkButton, ReplyButton
from bot.intake import Section

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Account:
    """The worker's own words under a heading, with a mark that says whose words they are."""

    heading: str
    mark: str
    lang: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in one language. `facts` are label and value, `links` are label and address.

    `replies` are label and payload: buttons that answer in the chat, where they take the place of the links.
    """

    lang: str
    subject: str
    heading: str
    greeting: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    account: Account | None = None
    after: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    replies: tuple[tuple[str, str], ...] = ()
    closing: str = ""
    footer: tuple[str, ...] = ()

    @property
    def chat_buttons(self) -> list[ChatButton]:
        """What stands under the chat message."""
        if self.replies:
            return [ReplyButton(label, payload) for label, payload in self.replies]
        return [LinkButton(label, address) for label, address in self.links]

    def as_text(self) -> str:
        """The letter as plain text, links written out."""
        return _TEMPLATES.get_template("letter.txt").render(letter=self)

    def as_html(self) -> str:
        """The letter as an HTML page without any remote content."""
        return _TEMPLATES.get_template("letter.html").render(letter=self)

    def as_chat(self) -> str:
        """The letter as one chat message; links go with it as buttons. Holds no account."""
        facts = "\n".join(f"{label}: {value}" for label, value in self.facts)
        parts = (self.heading, *self.warnings, *self.paragraphs, facts, *self.after)
        return "\n\n".join(part for part in parts if part)
