"""Amounts in euros and plain numbers: '2.450,50', '€ 3k', 'twaalfhonderd euro bruto', '32 duizend per jaar'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from bot.language.grammar.nodes import Node
from bot.language.grammar.numbers import merge_numbers
from bot.language.grammar.tokens import cut, lowered

Per = Literal["hour", "week", "four_weeks", "month", "year"]
_CENT = Decimal("0.01")
_MONTHS: dict[str, Decimal] = {
    "week": Decimal(52) / 12,
    "four_weeks": Decimal(13) / 12,
    "month": Decimal(1),
    "year": Decimal(1) / 12,
}
_FIGURES = re.compile(
    r"(?P<euro>€|eur(?:o)?\s)?\s?(?<![\d.,])(?P<number>\d[\d.,]*\d|\d)(?P<thousand>\s?k\d?\b|\s?mille\b|\s?duizend\b)?(?P<rest>,-|,=)?"
)
_PER: list[tuple[Per, str]] = [
    ("hour", r"(?:per|/|p|een|an|a)\.?\s?(?:uur|hour|u\b|hr)|uurloon|p/?u\b"),
    ("four_weeks", r"(?:per|/|iedere|elke)\s?(?:vier|4)\s?(?:weken|wkn|wk)|4[- ]?wekelijks|vierwekelijks|per periode"),
    ("week", r"(?:per|/|p|een|a)\.?\s?(?:week|wk)\b|weekloon|p/?w\b"),
    ("year", r"(?:per|/|p|een|a)\.?\s?(?:jaar|jr|year)|jaarsalaris|jaarinkomen|yearly|annual|p/?j\b"),
    ("month", r"(?:per|/|p|een|a)\.?\s?(?:maand|mnd|month)|maandsalaris|maandloon|monthly|p/?m\b"),
]
_PER_PATTERNS = [(per, re.compile(pattern)) for per, pattern in _PER]
_ABOUT = re.compile(r"ongeveer|rond|circa|ca\.?|bijna|ruim|zo'n|about|around|roughly|almost|\+/-|plusminus|±")
_WAGE = re.compile(r"salaris|loon|verdien|bruto|netto|inkomen|wage|salary|earn|gross|\bnet\b|pay\b|betaald")
_MONEY_AFTER = re.compile(
    r"\s?(?:euro|eur\b|€|bruto|netto|gross|net\b|piek|p/?m\b|per maand|per week|per jaar|a month|k\b)"
)
_UNITS_AFTER = re.compile(
    r"\s?(?:jaar|jr|maand|mnd|week|weken|dag|uur|u\b|year|month|day|hour|[-/]\d|:\d|%|procent|km|jan\b|januari|feb|maart|mrt|april|mei\b|juni|juli|aug|sep|okt|nov|dec)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euros, with its place in the text.

    `per` is the time that it covers, a month unless said; `gross` is None where it was not said.
    """

    euros: Decimal
    per: Per = "month"
    gross: bool | None = None
    approx: bool = False
    said: bool = False
    start: int = 0
    end: int = 0

    @property
    def per_month(self) -> Decimal | None:
        """Euros per month, in cents; None for an hourly wage, as the hours are not known."""
        factor = _MONTHS.get(self.per)
        return None if factor is None else (self.euros * factor).quantize(_CENT)


def read_amount(text: str) -> Amount | None:
    """The amount in `text`; after a correction ('2400, nee 2500') the last. None without a number."""
    found = find_amounts(text)
    if not found:
        return None
    corrections = [node.end for node in cut(text) if node.tag == "correction"]
    after = [one for one in found if corrections and one.start >= corrections[-1]]
    sure = [one for one in after or found if one.said]
    return (sure or after or found)[0]


def find_amounts(text: str) -> list[Amount]:
    """Every number in `text` that can be an amount of money; `said` where a word or sign says that it is one."""
    line = lowered(text)
    found = [one for one in (*_in_figures(line), *_in_words(text, line)) if one.euros > 0]
    return sorted(found, key=lambda one: one.start)


def read_number(text: str) -> float | None:
    """The number in `text`, in figures or words; after a correction the last; None without one."""
    nodes = merge_numbers(cut(text))
    marks = [node.end for node in nodes if node.tag == "correction"]
    numbers = [node for node in nodes if isinstance(node.value, int | float) and _is_number(node)]
    after = [node for node in numbers if marks and node.start >= marks[-1]]
    chosen = after or numbers
    return float(chosen[0].value) if chosen else None


def _is_number(node: Node) -> bool:
    return node.tag in {"n0", "n12", "n23", "n31", "n59", "n99", "n999", "n1899", "n2100", "big", "decimal", "a"}


def parse_figures(text: str) -> Decimal | None:
    """The value of figures in Dutch or English writing: '2.450,50', '2,450.50', '2.450', '2450,5'."""
    text = text.strip(".,")
    dot, comma = text.rfind("."), text.rfind(",")
    if dot >= 0 and comma >= 0:
        thousands, point = (".", ",") if comma > dot else (",", ".")
        text = text.replace(thousands, "").replace(point, ".")
    elif dot >= 0 or comma >= 0:
        sign = "." if dot >= 0 else ","
        groups = text.split(sign)
        grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
        text = text.replace(sign, "") if grouped else text.replace(sign, ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _in_figures(line: str) -> Iterator[Amount]:
    for match in _FIGURES.finditer(line):
        value = parse_figures(match["number"])
        if value is None or _UNITS_AFTER.match(line, match.end()):
            continue
        if match["thousand"] and value < 1000:
            value = value * 1000 + 100 * int(re.sub(r"\D", "", match["thousand"]) or 0)
        elif len(match["number"]) > 6 and "." not in match["number"] and "," not in match["number"]:
            continue
        yield _amount(
            value, match.start("number"), match.end(), line, bool(match["euro"] or match["rest"] or match["thousand"])
        )


def _in_words(text: str, line: str) -> Iterator[Amount]:
    for node in merge_numbers(cut(text)):
        written = isinstance(node.value, int) and _is_number(node) and not line[node.start].isdigit()
        if written and node.value >= 100 and not _UNITS_AFTER.match(line, node.end):
            yield _amount(Decimal(node.value), node.start, node.end, line, False)


def _amount(value: Decimal, start: int, end: int, line: str, signed: bool) -> Amount:
    around = line[max(0, start - 30) : end + 30]
    behind = line[end : end + 25]
    per = next((name for name, pattern in _PER_PATTERNS if pattern.search(behind)), None)
    per = per or next((name for name, pattern in _PER_PATTERNS if pattern.search(around)), None)
    gross = None
    if re.search(r"bruto|gross", around):
        gross = True
    elif re.search(r"netto|\bnet\b|schoon|in het handje", around):
        gross = False
    said = signed or bool(_MONEY_AFTER.match(line, end)) or bool(_WAGE.search(line[max(0, start - 30) : start]))
    about = bool(_ABOUT.search(line[max(0, start - 12) : start]))
    return Amount(value, per or ("hour" if value < 100 and said else "month"), gross, about, said, start, end)
