"""The result as sections of lines, as keys and values: told alike in the talk and in the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.selfcheck.labourmarket import Figure
from bot.selfcheck.matching import Match
from bot.selfcheck.model import Group
from bot.selfcheck.result import Result
from bot.selfcheck.scoring import Band, Part

Figures = Mapping[str, Figure]
"""Figures on work by occupation id."""
_LITTLE = 1
"""Tenths; up to this there is no use in counting what one can do already."""
_SCHOOLED = frozenset({"registered", "qualified"})
ALONE = 4
"""The answer 'I can do that myself'."""


@dataclass(frozen=True)
class Told:
    """One sentence: its key in the texts and its values, which may be Told themselves."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A heading and its lines; `groups` are lines that belong together, such as those about one occupation."""

    title: Told
    lines: tuple[Told, ...] = ()
    groups: tuple[tuple[Told, ...], ...] = ()


def told_result(result: Result, lang: str, figures: Figures | None = None) -> tuple[Section, ...]:
    """The whole result in `lang`, with a dated figure for each occupation that has one."""
    found = result.findings
    sections = []
    if found.flat:
        sections.append(Section(Told("selfcheck.flat")))
    elif found.strengths:
        lines = tuple(_own_words(result, name, lang) for name in found.strengths)
        sections.append(Section(Told("selfcheck.strengths"), lines))
    elif found.answered:
        sections.append(Section(Told("selfcheck.no_strengths")))
    if found.to_learn:
        lines = tuple(Told("selfcheck.learn", {"name": named(result, name, lang)}) for name in found.to_learn)
        sections.append(Section(Told("selfcheck.to_learn"), lines))
    if found.bands:
        sections.append(Section(Told("selfcheck.bands"), bands(result)))
    return (*sections, *_nearby(result, lang, figures or {}))


def named(result: Result, statement: str, lang: str) -> Told:
    """The short name of a statement."""
    if statement in result.trade:
        return Told("selfcheck.name_trade", {"name": result.trade[statement].name(lang)})
    return Told(f"selfcheck.name_{statement}")


def bands(result: Result) -> tuple[Told, ...]:
    """What each part's score is called."""
    return tuple(
        Told(f"selfcheck.band_{part.value}", {"band": Told(f"selfcheck.word_{band.value}")})
        for part, band in result.findings.bands.items()
    )


def _own_words(result: Result, statement: str, lang: str) -> Told:
    """A sentence to use in a CV; where a little help is needed, that is said and not hidden."""
    if (result.filled.answers or {})[statement] < ALONE:
        return Told("selfcheck.own_little_help", {"name": inside(result, statement, lang)})
    if statement in result.trade:
        return Told("selfcheck.own_trade", {"name": small(result.trade[statement].name(lang))})
    return Told(f"selfcheck.own_{statement}")


def _nearby(result: Result, lang: str, figures: Figures) -> tuple[Section, ...]:
    if not result.likeness_known:
        return (Section(Told("selfcheck.no_occupation")),)
    if not result.matches.all:
        return (Section(Told("selfcheck.no_matches")),)
    lists = {"near": result.matches.near, "elsewhere": result.matches.elsewhere}
    known = any(match.occupation.id in figures for match in result.matches.all)
    return (
        *(
            Section(Told(f"selfcheck.{name}"), groups=tuple(_match(match, result, lang, figures) for match in found))
            for name, found in lists.items()
            if found
        ),
        Section(Told("selfcheck.figures_meaning" if known else "selfcheck.no_figures")),
    )


def _match(match: Match, result: Result, lang: str, figures: Figures) -> tuple[Told, ...]:
    title, task = _large(match.occupation.title(lang)), match.occupation.tasks.get(lang)
    lines = [Told("selfcheck.match_task" if task else "selfcheck.title", {"title": title, "task": task or ""})]
    if measured(match, result):
        lines.append(Told(_counted(match, result), {"tenths": match.out_of_ten}))
        if match.gaps and Part.TRADE in result.findings.scores:
            lines.append(Told("selfcheck.gaps", {"names": names_of(match.gaps, lang)}))
    if match.level_step:
        lines.append(Told("selfcheck.level_up" if match.level_step > 0 else "selfcheck.level_down"))
    if match.occupation.asks:
        lines.append(Told(f"selfcheck.asks_{match.occupation.asks}"))
    figure = figures.get(match.occupation.id)
    if figure is not None:
        lines.append(told_figure("selfcheck.figure", figure))
    return tuple(lines)


def measured(match: Match, result: Result) -> bool:
    """Whether a number says something: not of an occupation with a school of its own, nor where the own trade is hard.

    A number for those would promise, or hurt, more than the answers can bear.
    """
    return match.occupation.asks not in _SCHOOLED and result.findings.bands.get(Part.TRADE) is not Band.HELP


def _counted(match: Match, result: Result) -> str:
    if match.out_of_ten <= _LITTLE:
        return "selfcheck.match_little"
    return "selfcheck.match" if Part.TRADE in result.findings.scores else "selfcheck.match_typical"


def told_figure(key: str, figure: Figure, **more: Any) -> Told:
    """A figure with its day and source."""
    tension = Told(f"selfcheck.tension_{figure.tension}")
    values = {"region": figure.region, "tension": tension, "day": figure.day, "source": figure.source}
    return Told(key, {**values, **more})


def names_of(groups: Sequence[Group], lang: str) -> list[str]:
    """The names of groups, within a sentence."""
    return [small(group.name(lang)) for group in groups]


def inside(result: Result, statement: str, lang: str) -> Told:
    """The short name of a statement within a sentence."""
    if statement in result.trade:
        return Told("selfcheck.name_trade", {"name": small(result.trade[statement].name(lang))})
    return Told(f"selfcheck.inside_{statement}")


def small(name: str) -> str:
    """A name within a sentence: a small first letter, unless the word is in capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _large(name: str) -> str:
    return name[:1].upper() + name[1:]
