"""How a message of the conversation is put in Telegram: texts, pictures, files, and the keyboard under the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.channels.reply import Reply
from bot.channels.telegram.keyboards import STARS, DateRange, Rows, judgements, month_page, quick_replies
from bot.channels.telegram.splitting import LONGEST_CAPTION, split_text
from bot.store import Event, Message, Role, offer_key
from bot.wording import Catalogue

Body = dict[str, Any]
_MOST_BUTTONS = 40


@dataclass(frozen=True)
class Written:
    """What to send for one message, in order, and whether a keyboard is among it."""

    bodies: list[Body]
    keyboard: bool = False


class Writer:
    """Writes messages in the language of the conversation. `today` is the day at which a calendar opens."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def text(self, name: str, language: str, values: Mapping[str, Any] | None = None) -> str:
        """A sentence of `data/text/<language>/telegram.yml`."""
        return self._catalogue.text(f"telegram.{name}", language, values)

    def notice(self, name: str, language: str, values: Mapping[str, Any] | None = None) -> Body:
        """That sentence, ready to send."""
        return {"kind": "text", "text": self.text(name, language, values)}

    def write(self, message: Message, language: str, today: date) -> Written:
        """All that must be sent for `message`; nothing for the worker's own words."""
        if message.role in (Role.ASSISTANT, Role.PERSON):
            return self._reply(Reply.from_parts(message.text, message.parts), message.seq, language, today)
        if message.role is Role.EVENT:
            return Written(self._event(message, language))
        return Written([])

    def keyboard(self, reply: Reply, seq: int, language: str, month: date) -> Rows:
        """Quick replies, and below them a calendar of `month` where a date is asked."""
        rows = quick_replies(seq, [(button, offer_key(button.payload)) for button in reply.buttons])
        if reply.date_input is not None:
            rows += month_page(seq, month, DateRange.read(reply.date_input), language)
        return rows

    def _event(self, message: Message, language: str) -> list[Body]:
        match message.text:
            case Event.DELAYED | Event.SILENT | Event.PERSON_LEFT:
                return [self.notice(message.text, language)]
            case Event.PERSON_JOINED if message.parts.get("name"):
                return [self.notice("person_joined", language, {"name": message.parts["name"]})]
            case Event.PERSON_JOINED:
                return [self.notice("person_joined_unnamed", language)]
            case _:
                return []

    def _reply(self, reply: Reply, seq: int, language: str, today: date) -> Written:
        texts = [{"kind": "text", "text": part} for part in split_text(self._words(reply, language))]
        media = _media(reply)
        if not reply.buttons and reply.date_input is None:
            return Written([*texts, *media, *self._judging(reply, seq, language)])
        last = texts[-1] if texts else self.notice("choose", language)
        keyed = self._keyed(last, reply, seq, language, today)
        return Written([*texts[:-1], *media, *keyed, *self._judging(reply, seq, language)], keyboard=True)

    def _judging(self, reply: Reply, seq: int, language: str) -> list[Body]:
        """At the end of a talk: how it was. No question of the assistant, so its keys make no other keys stale."""
        if not reply.end:
            return []
        titles = [self.stars(int(stars), language) for stars in STARS]
        return [{**self.notice("rate_ask", language), "keyboard": judgements(seq, titles)}]

    def stars(self, stars: int, language: str) -> str:
        """A judgement in words."""
        return self.text(f"rate_{stars}", language)

    def _words(self, reply: Reply, language: str) -> str:
        parts = [reply.text]
        if reply.progress:
            parts.insert(0, self.text("progress", language, reply.progress))
        if reply.date_input is not None:
            parts.append(self.text("date_hint", language))
        if reply.handover is not None and not reply.text:
            parts.append(self.text("person_joined_unnamed", language))
        return "\n\n".join(part for part in parts if part)

    def _keyed(self, last: Body, reply: Reply, seq: int, language: str, today: date) -> list[Body]:
        """The keyboard under the last text; a very long one goes on under further messages."""
        month = DateRange.read(reply.date_input).opening(today) if reply.date_input is not None else today
        rows = self.keyboard(reply, seq, language, month)
        pages = [rows[at : at + _MOST_BUTTONS] for at in range(0, len(rows), _MOST_BUTTONS)]
        more = [{**self.notice("more_choices", language), "keyboard": page} for page in pages[1:]]
        return [{**last, "keyboard": pages[0]}, *more]


def _media(reply: Reply) -> list[Body]:
    bodies: list[Body] = []
    if reply.image:
        caption, *rest = split_text(str(reply.image.get("alt") or ""), LONGEST_CAPTION) or [""]
        bodies.append({"kind": "image", "url": str(reply.image["url"]), "alt": caption})
        bodies += [{"kind": "text", "text": part} for part in split_text(" ".join(rest))]
    if reply.file:
        name = str(reply.file.get("name") or "bestand")
        bodies.append({"kind": "file", "url": str(reply.file["url"]), "name": name})
    return bodies
