"""Misspelled names of months and weekdays: near enough, and not a word of its own."""

from __future__ import annotations

from functools import lru_cache

from bot.language.grammar.calendar_words import MONTHS, WEEKDAYS
from bot.language.words import words

_TARGETS = {word: ("month_name", number) for word, number in MONTHS.items() if len(word) >= 4} | {
    word: ("weekday", number) for word, number in WEEKDAYS.items() if word.endswith(("dag", "day", "dags"))
}
_REAL_WORDS = words(
    """
        maakt maalt maant maats maarts marche vrijaf vrijage vrijda's wondag maar mart maat maak kaart waart vaart
        staart baard paard haard taart waar naar daar juist juli's april's mars marc lich match mach watch marsh
        june's jury just jul midday today payday sundry day sunny money monda middag verdag vakdag zondagen
        feestdag vrijdagen werkdag rustdag huisdag verjaardag verjaarsdag geboortedag remember ember member
        septembers jacht junior julie julia junk jus mail maarten marten aprilia march's vandaag vanaf misdag
        zonda noordag vrije vrijd vrijda dindag marathon augurk zonder zomer vadag moedag vasten moederdag
        vaderdag dierendag koningsdag kerstdag paasdag pinksterdag nieuwjaarsdag
    """
)


@lru_cache(maxsize=4096)
def guess(word: str) -> tuple[str, int] | None:
    """(`month_name`, number) or (`weekday`, number) for a slip of the pen in one of their names, else None."""
    if len(word) < 4 or word in _REAL_WORDS or not word.isalpha():
        return None
    best: tuple[int, str, int] | None = None
    for target, (kind, number) in _TARGETS.items():
        allowed = _allowed(word, target)
        if not allowed or abs(len(word) - len(target)) > allowed or len(set(word) ^ set(target)) > 2 * allowed:
            continue
        distance = _distance(word, target, allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, kind, number)
    return None if best is None else best[1:]


def _allowed(word: str, target: str) -> int:
    """How many slips: the first letter must stand in short names."""
    if len(target) < 5:
        return 0
    if len(target) < 7:
        return 1 if word[0] == target[0] else 0
    return 2 if word[0] == target[0] else 1


def _distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours; stops early above `limit`."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i] + [0] * len(right)
        for j, b in enumerate(right, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]
