"""What a date in a sentence is about: the words around it give it a role."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.candidates import Candidate
from bot.language.grammar.tokens import lowered
from bot.language.questions import AGREED_DATE, BIRTH_YEAR, END_DATE, NOTICE_DATE, START_DATE

_CUES: dict[str, str] = {
    NOTICE_DATE: (
        r"brief|brieven|ontslagbrief|aanzegging|aangezegd|opzegging|opgezegd|opzegbrief|gehoord|hoorde|kreeg|gekregen|"
        r"bericht|mail|"
        r"mailtje|verteld|vertelde|gezegd|zei|zeiden|said|meegedeeld|medegedeeld|te horen|ontving|ontvangen|"
        r"letter|told|heard|"
        r"notice|notified|"
        r"informed|received|came in|arrived|delivered|bezorgd|kwam binnen|"
        r"got (?:it|the|my|a)|gesprek met|d\.d\.|dd|appje|envelop|post"
    ),
    END_DATE: (
        r"per|eruit|weg|stop|stopt|stoppen|einde|eindigt|eindigen|uit dienst|afloopt|loopt af|"
        r"loopt|aflopen|"
        r"laatste (?:werk)?dag|"
        r"ontslagen per|ontslag per|ontslag|ingaand|met ingang van|last (?:working )?day|ends?|ending|leave|"
        r"leaving|out|finish|until|"
        r"tot|t/m|tot en met|afgelopen op|contract tot|dicht|sluit|vertrek|verlengd"
    ),
    START_DATE: (
        r"begonnen|begon|gestart|startte|in dienst|indiensttreding|sinds|vanaf|aangenomen|started|since|"
        r"joined|hired|began|"
        r"werk(?: ik)? (?:er|hier|daar|al)|werkzaam|vast contract"
    ),
    AGREED_DATE: (
        r"getekend|ondertekend|teken(?:de|en)?|handtekening|overeenkomst|vso|vaststellingsovereenkomst|akkoord|"
        r"signed|agreed|"
        r"agreement|overeengekomen"
    ),
    BIRTH_YEAR: r"geboren|born|geboortejaar|geboortedatum|bouwjaar",
}  # fmt: skip
_PATTERNS = {role: re.compile(rf"(?<!\w)(?:{cues})(?!\w)") for role, cues in _CUES.items()}
_BREAKS = re.compile(r"[,.;!?\n]| en | maar | and | but ")
_STRONG = {
    NOTICE_DATE: re.compile(
        r"(?:brief|mail|letter|opzegging) (?:is |was |kwam |came )?(?:van|op|on|from|dd\.?|d\.d\.|dated)? ?$|"
        r"(?:kreeg|gekregen|gehoord|hoorde)(?: ik)?(?: \w+){0,2}(?: op)? $"
    ),
    START_DATE: re.compile(
        r"(?:begonnen|begon|gestart|in dienst|started)(?: ik)?(?: er| hier| daar| here)?(?: sinds| vanaf)?"
        r"(?: op| in| per| on)? $|"
        r"(?:geboren|born)(?: op| in| on)? $"
    ),
    END_DATE: re.compile(
        r"(?:eruit|ontslagen|ontslag|laatste (?:werk)?dag|uit dienst|last day|einde contract|stopt?)"
        r"(?: is| was| wordt| zou| will be)?(?: per| op| on)? $"
    ),
}  # fmt: skip
_HEARD_AFTER = re.compile(
    r" (?:heb )?(?:ik )?(?:de brief |het |te horen |een brief )?"
    r"(?:gekregen|gehoord|kreeg|hoorde|ontvangen|i got|i heard)\b"
)
_OUT_AFTER = re.compile(r" (?:eruit|er uit|uit dienst|weg\b|moet ik weg|stop ik|ben ik weg)")
_FAR = 70
_AFTER = 14
_BREAK = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that gives a role; `start` and `end` are offsets in the text."""

    role: str
    start: int
    end: int


def cues(text: str) -> list[Cue]:
    """All words in `text` that give a role."""
    line = lowered(text)
    return [
        Cue(role, found.start(), found.end()) for role, pattern in _PATTERNS.items() for found in pattern.finditer(line)
    ]


def roles_of(found: list[Candidate], text: str) -> list[str | None]:
    """For each candidate the role that the nearest word gives it; None where no word is near."""
    return [role for role, _ in weighed_roles(found, text)]


def weighed_roles(found: list[Candidate], text: str) -> list[tuple[str | None, float]]:
    """As `roles_of`, with how far the word is (0 is nearest)."""
    known = cues(text)
    line = lowered(text)
    return [_role(one, found, known, line) for one in found]


def _role(one: Candidate, found: list[Candidate], known: list[Cue], line: str) -> tuple[str | None, float]:
    best: tuple[str | None, float] = (None, _FAR)
    for cue in known:
        weight = _weight(one, cue, found, line)
        if weight < best[1]:
            best = (cue.role, weight)
    return best


def _weight(one: Candidate, cue: Cue, found: list[Candidate], line: str) -> float:
    """How far the word is: words before count more than words behind, and commas and other dates are hurdles."""
    node = one.node
    if cue.start < node.end and node.start < cue.end:
        return 0
    first, last = (cue.end, node.start) if cue.end <= node.start else (node.end, cue.start)
    between = sum(1 for other in found if other is not one and first <= other.node.start < last)
    breaks = len(_BREAKS.findall(line[first:last]))
    if breaks and cue.start >= node.end and any(_straight_after(cue, other, line) for other in found):
        return _FAR
    return (last - first) + (_AFTER if cue.start >= node.end else 0) + _BREAK * (breaks + between)


def _straight_after(cue: Cue, other: Candidate, line: str) -> bool:
    """Whether a date follows the word at once, so that the word belongs to it: 'maar laatste dag is 30 juni'."""
    return re.fullmatch(r" (?:(?:is|was|wordt|op|on|per) )*", line[cue.end : other.node.start]) is not None


def contradicts(one: Candidate, question: str, text: str) -> bool:
    """Whether the words straight before a date say that it is something else than what was asked."""
    before = lowered(text)[: one.node.start]
    if question == END_DATE:
        against = (NOTICE_DATE, START_DATE)
    elif question in {NOTICE_DATE, AGREED_DATE}:
        against = (START_DATE, END_DATE)
    elif question == START_DATE:
        against = (NOTICE_DATE, END_DATE)
    else:
        return False
    if END_DATE in against and _OUT_AFTER.match(lowered(text)[one.node.end :]):
        return True
    if NOTICE_DATE in against and _HEARD_AFTER.match(lowered(text)[one.node.end :]):
        return True
    return any(_STRONG[role].search(before) for role in against)
