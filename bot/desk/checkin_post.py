"""Letters that ask how things go, and the note to the coach when help is wanted or work was found."""

from __future__ import annotations

from typing import Any

from bot.desk.details import CHECK_IN_PAGE, reading_language, reply
from bot.desk.letter import Letter
from bot.desk.letters import COACH_LANGUAGE, Letters
from bot.intake import Appointment, Contact
from bot.store.checkins import CheckIn

ASKED = ("good", "help", "work")
INVITED = ("yes", "seldom", "no")


def question(letters: Letters, one: CheckIn, contact: Contact) -> Letter:
    """To the worker: whether questions are welcome, or, later, how it goes. The answer is one tap."""
    lang = reading_language(contact.language, letters.catalogue)
    invites = one.asked == 0
    name, answers = ("invite", INVITED) if invites else ("ask", (*ASKED, "less", "stop"))
    page = f"{letters.base_url}{CHECK_IN_PAGE}/{one.token}"

    def text(key: str, **values: Any) -> str:
        return letters.catalogue.text(f"checkin.{key}", lang, values)

    replies = [
        (text(f"button_{each}"), reply("inform", question="check_in", answer=f"{each} {one.asked}")) for each in answers
    ]
    return Letter(
        lang=lang,
        subject=text(f"{name}_subject"),
        heading=text(f"{name}_heading"),
        greeting=letters.greeting(contact.name, lang),
        paragraphs=tuple(letters.catalogue.messages(f"checkin.{name}_body", lang)),
        links=((text("link"), page),),
        replies=tuple(replies),
        closing=letters.catalogue.text("mail.closing", lang),
        footer=(text("footer"),),
    )


def coach_note(letters: Letters, answer: str, appointment: Appointment, contact: Contact) -> Letter:
    """To the coach: `answer` is help or work. Says how to reach the worker, no more."""
    lang = COACH_LANGUAGE

    def text(key: str, **values: Any) -> str:
        return letters.catalogue.text(f"checkin.{key}", lang, values)

    facts = [("fact_worker", contact.name), ("fact_reference", appointment.reference)]
    if answer == "help":
        facts[1:1] = [("fact_phone", contact.phone), ("fact_email", contact.email)]
    return Letter(
        lang=lang,
        subject=text(f"coach_{answer}_subject", reference=appointment.reference),
        heading=text(f"coach_{answer}_heading"),
        greeting=letters.greeting(appointment.coach.name, lang),
        paragraphs=tuple(letters.catalogue.messages(f"checkin.coach_{answer}_body", lang)),
        facts=tuple((letters.catalogue.text(f"mail.{label}", lang), value) for label, value in facts if value),
        closing=letters.catalogue.text("mail.closing", lang),
        footer=(letters.catalogue.text("mail.footer", lang),),
    )
