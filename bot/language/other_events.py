"""Dates, lengths and years that are about something else than what was asked: 'morgen bel ik de vakbond'."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.language.candidates import Candidate
from bot.language.grammar.calendar_words import MONTHS
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound
from bot.language.grammar.tokens import lowered
from bot.language.questions import (
    AGREED_DATE,
    APPOINTMENT_DAY,
    APPOINTMENT_TIME,
    BIRTH_YEAR,
    END_DATE,
    NOTICE_DATE,
    START_DATE,
)
from bot.language.readings import Outcome, Reading

_STILL_TO_DO = (
    r"weet|weten|hoor|bel|bellen|vraag|vragen|navragen|kijk|kijken|zoek|uitzoeken|antwoord|advocaat|vakbond|"
    r"know|call|ask|check|find out|answer|lawyer|union"
)
_MEETS = r"gesprek|afspraak|overleg|vergadering|spreek|horen|meeting|appointment|talk|hear"
_DOING = {
    END_DATE: re.compile(rf"\b(?:{_STILL_TO_DO}|{_MEETS})\b"),
    START_DATE: re.compile(rf"\b(?:{_STILL_TO_DO}|{_MEETS})\b"),
    NOTICE_DATE: re.compile(rf"\b(?:{_STILL_TO_DO})\b"),
    AGREED_DATE: re.compile(rf"\b(?:{_STILL_TO_DO})\b"),
}
_BREAKS = re.compile(r"[,;!?\n]|\.(?=\s|$)| maar | but ")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WRITTEN_OUT = re.compile(r"\d ?[-/.] ?\d|\d{4}|\d(?:e|ste|de|th|st|nd|rd)\b")
_AT_WORK = re.compile(r"\b(?:werk|werkte|in dienst|begonnen|gestart|work|worked|working|started|employed)\b")
_BORN = re.compile(r"\b(?:geboren|geb|born|bouwjaar|van)\b")
_HOURS = re.compile(r"\b(?:uur|uurtje|hours?)$")
_LASTS = re.compile(r"\b(?:duurt|duren|duur|takes?|lasts?|last)(?: het| dat| it| that| zo'n| ongeveer| about)*\s*$")
_TRAVELS = re.compile(r"\s*(?:reizen|rijden|lopen|fietsen|onderweg|travel|driv|walk)")
_APPOINTMENT = {APPOINTMENT_DAY, APPOINTMENT_TIME}
_AWAY = re.compile(
    r"\b(?:ben ik|ik ben|i'm|im|i am|we zijn|zijn we) "
    r"(?:er |dan |al |out |op )*(?:weg|vakantie|afwezig|bezet|away|busy|of town|on holiday)\b"
)
_RELATIVE = re.compile(
    r"\b(?:mijn|m'n|mn|my) (?:vrouw|man|partner|vriendin?|zoon|dochter|kind|moeder|vader|"
    r"wife|husband|son|daughter|mother|father)"
    r"(?: is| was)?(?: van| uit| in| born in| geboren in)? ?$"
)
_LONGEST_AHEAD = timedelta(days=31)


def something_else(one: Candidate, context: Context, text: str) -> bool:
    """Whether the words around a date, or the side on which it lies, say that it is no answer to the question."""
    question = context.question
    if question == BIRTH_YEAR and _RELATIVE.search(lowered(text)[: one.node.start]):
        return True
    if question == BIRTH_YEAR:
        return bool(_AT_WORK.search(lowered(text))) and not _BORN.search(lowered(text))
    if question in _APPOINTMENT:
        return _takes_time(one, text) or _AWAY.search(_clause(one, text)) is not None
    if _LETTERS.search(_clause(one, text)) and _wrong_side(one.reading, question, context.today):
        return True
    if question == END_DATE and _began_then(one, context, text):
        return True
    doing = _DOING.get(question or "")
    return doing is not None and _relative(one, text) and doing.search(_clause(one, text)) is not None


def _takes_time(one: Candidate, text: str) -> bool:
    """'Duurt het een uur?', 'ik moet 2 uur reizen'."""
    line = lowered(text)
    hours = one.kind == "time" and _HOURS.search(line[one.node.start : one.node.end])
    return bool(hours) and bool(_LASTS.search(line[: one.node.start]) or _TRAVELS.match(line[one.node.end :]))


def _began_then(one: Candidate, context: Context, text: str) -> bool:
    """'Sinds 2009', 'ik werk hier vanaf mei 2010': work began then, it does not end."""
    first = _day(one.reading.start)
    if first is None or first >= context.today:
        return False
    since = isinstance(one.node.value, Bound) and one.node.value.side in {"since", "from"}
    return since or _AT_WORK.search(_clause(one, text)) is not None


def _wrong_side(reading: Reading, question: str | None, today: date) -> bool:
    """A start that lies ahead, a notice that comes months from now; said in a sentence, it is another date."""
    first = _day(reading.start)
    if reading.outcome not in {Outcome.DATE, Outcome.PERIOD} or first is None:
        return False
    if question == START_DATE:
        return first > today
    return question in {NOTICE_DATE, AGREED_DATE} and first > today + _LONGEST_AHEAD


def _relative(one: Candidate, text: str) -> bool:
    """Counted from today, not written out: 'morgen', 'maandag', 'volgende week'."""
    said = lowered(text[one.node.start : one.node.end])
    return not _WRITTEN_OUT.search(said) and not any(part in MONTHS for part in re.findall(r"[^\W\d_]+", said))


def _clause(one: Candidate, text: str) -> str:
    line = lowered(text)
    before, after = line[: one.node.start], line[one.node.end :]
    return f"{_BREAKS.split(before)[-1]} {_BREAKS.split(after)[0]}"


def _day(moment: object) -> date | None:
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None
