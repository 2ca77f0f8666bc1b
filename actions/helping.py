"""The help that fits the worker: what is known of the situation, the short list, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.heard import NOT_KNOWN
from actions.say import Part
from actions.turn import Turn
from bot.checks import as_part, help_item, help_line
from bot.facilities import Advice, Entry, Provider, Situation, help_for, sector_of
from bot.language.choices import plain
from bot.law import ContradictionError
from bot.selfcheck import Band, Result
from bot.selfcheck import Part as CheckPart

_HARD = 2
"""An answer up to this one ('with a lot of help') means that it feels hard."""
_MANY = 20
_WEEK = 7
_PEOPLE = re.compile(r"\b(\d{2,4})\s+(?:man|mensen|collega'?s|medewerkers|werknemers|people|colleagues|workers)\b")
_GAP = (0.4, 0.7)


def note_needs(turn: Turn, asked: str | None = None) -> None:
    """Remember what the worker asks help for: `asked`, else by the words used."""
    words, notes = turn.app.choice_words, turn.talk.notes
    need = asked or words.find("help_need", turn.text)
    if need and need not in notes.get("needs", []):
        notes["needs"] = [*notes.get("needs", []), need]
    if words.find("help_many", turn.text) or _leave_together(turn.text):
        notes["many"] = True


def _leave_together(text: str) -> bool:
    """Whether a number of people is named that makes it a collective dismissal. WMCO art. 3: twenty or more."""
    found = _PEOPLE.search(text.lower())
    return found is not None and int(found[1]) >= _MANY


def situation(turn: Turn, result: Result | None = None) -> Situation:
    """What is known of the worker, from the facts told and, where filled in, the self-check."""
    facts, notes = turn.talk.facts, turn.talk.notes
    route = facts.get("other_route") if facts.get("route") == "other" else facts.get("route")
    weeks_left, gap = _ahead(turn)
    known = Situation(
        route=route if isinstance(route, str) else None,
        dismissal_size=_MANY if notes.get("many") else None,
        weeks_left=weeks_left,
        needs=frozenset({*notes.get("needs", []), *({"gap"} if gap else ())}),
    )
    return known if result is None else _with_check(known, result)


def _with_check(known: Situation, result: Result) -> Situation:
    filled, (low, high) = result.filled, _GAP
    return replace(
        known,
        region=filled.region,
        sector=sector_of(result.occupation.isco) if result.occupation else None,
        low=frozenset(name for name, level in (filled.answers or {}).items() if level <= _HARD),
        trade_strong=result.findings.bands.get(CheckPart.TRADE) is Band.STRONG,
        gap_to_close=any(low <= match.coverage <= high for match in result.matches.all),
        diploma=filled.diploma,
        outlook=filled.outlook,
    )


def personal_help(turn: Turn, result: Result | None = None) -> tuple[Advice, ...]:
    """The short list for this worker, today."""
    return help_for(situation(turn, result), turn.today, turn.app.checks.facilities)


def help_on(turn: Turn, need: str, result: Result | None = None) -> tuple[Advice, ...]:
    """Of the help that fits this worker, what helps with one need; the employer's first."""
    return help_for(situation(turn, result), turn.today, turn.app.checks.facilities, about=need)


def tell_help(turn: Turn, helps: tuple[Advice, ...], title: str = "facilities.list") -> None:
    """The list, a kind of help a message; where the employer helps, that goes first and is said to."""
    if not helps:
        return
    catalogue = turn.app.checks.facilities
    turn.say(title)
    for one in helps:
        turn.say.parts([_as_say(help_line(catalogue, one.entry.name, one.reason))])
    if helps[0].entry.by is Provider.EMPLOYER:
        turn.say("facilities.employer_first")


def tell_named(turn: Turn) -> bool:
    """Tell of the help that the message names; of an ended scheme, what came instead. False if none is named."""
    entry = turn.app.checks.facilities.named_in(plain(turn.text))
    if entry is None:
        return False
    if entry.ended:
        _tell_ended(turn, entry)
    else:
        turn.say.parts([_as_say(help_item(entry))])
        note_needs(turn)
    return True


def _tell_ended(turn: Turn, entry: Entry) -> None:
    name, what = Part(f"facilities.{entry.name}"), Part(f"facilities.{entry.name}_what")
    names = [Part(f"facilities.{other}") for other in entry.instead]
    turn.say.parts(
        [Part("facilities.ended", {"name": name, "what": what}), Part("facilities.instead", {"names": names})]
    )


def _ahead(turn: Turn) -> tuple[int | None, bool]:
    """Weeks until the job ends, begun ones too and 0 when past, and whether there will be days without any income."""
    if turn.talk.facts.get("route") in (None, NOT_KNOWN):
        return None, False
    try:
        outcome = turn.app.outcome(turn.talk.facts, turn.today)
    except ContradictionError:
        return None, False
    if outcome is None or not outcome.certain or outcome.result.last_day is None:
        return None, False
    days = (outcome.result.last_day - turn.today).days
    return max(0, -(-days // _WEEK)), any(remark.code == "gap" for remark in outcome.result.warnings)


def _as_say(told: object) -> Part:
    found = as_part(told)
    return Part(found["key"], found["values"])
