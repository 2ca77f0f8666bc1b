"""The result as sections of lines, as keys and values: told alike in the talk, in the document and to the coach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.selfcheck.labourmarket import Figure
from bot.selfcheck.matching import Match
from bot.selfcheck.picture import Bar
from bot.selfcheck.result import Result
from bot.selfcheck.scoring import Band, Part, members

Figures = Mapping[str, Figure]
"""Figures on work by occupation id."""
_FEW_NEAR = 3
_LITTLE = 1
"""Tenths; up to this there is no use in counting what one can do already."""
_ALONE, _HARD = 4, 2
"""Answers: 'I can do that myself', and 'with a lot of help', up to which something feels hard."""
_LOW_DIPLOMAS = frozenset({"none", "vmbo"})
_RISK = {Part.SEARCH: "search", Part.ARRANGE: "arrange"}


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


def told_coach(result: Result, lang: str, figures: Figures | None = None) -> Section:
    """For the coach's summary: facts and findings, no goal and no judgement; said to be filled in by the worker."""
    filled, found = result.filled, result.findings
    lines: list[Told] = []
    if result.occupation is not None:
        lines.append(Told("selfcheck.coach_occupation", {"title": result.occupation.title(lang)}))
    if filled.diploma:
        lines.append(Told("selfcheck.coach_diploma", {"diploma": Told(f"selfcheck.diploma_{filled.diploma}")}))
    if filled.region:
        lines.append(Told("selfcheck.coach_region", {"region": filled.region}))
    answered = sum(name in (filled.answers or {}) for name in result.asked)
    lines.append(Told("selfcheck.coach_answered", {"answered": answered, "asked": len(result.asked)}))
    lines += bands(result)
    lines += [Told("selfcheck.coach_strength", {"name": _inside(result, n, lang)}) for n in found.strengths[:2]]
    lines += [Told("selfcheck.coach_learn", {"name": _inside(result, n, lang)}) for n in found.to_learn]
    lines += [_coach_match(match, lang) for match in result.matches.all[:3]]
    risks = _risks(result, lang, figures or {})
    return Section(Told("selfcheck.coach"), (*lines, *((Told("selfcheck.coach_risks"), *risks) if risks else ())))


def bars(result: Result, lang: str, tell: Any) -> tuple[Bar, ...]:
    """A bar for every occupation nearby; `tell` turns a key and values into a sentence."""
    return tuple(
        Bar(match.occupation.title(lang), match.out_of_ten, tell("selfcheck.bar_told", {"tenths": match.out_of_ten}))
        for match in result.matches.all
    )


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
    if (result.filled.answers or {})[statement] < _ALONE:
        return Told("selfcheck.own_little_help", {"name": _inside(result, statement, lang)})
    if statement in result.trade:
        return Told("selfcheck.own_trade", {"name": _small(result.trade[statement].name(lang))})
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
            Section(Told(f"selfcheck.{name}"), groups=tuple(tuple(_match(match, lang, figures)) for match in found))
            for name, found in lists.items()
            if found
        ),
        Section(Told("selfcheck.figures_meaning" if known else "selfcheck.no_figures")),
    )


def _match(match: Match, lang: str, figures: Figures) -> list[Told]:
    told = {"title": _large(match.occupation.title(lang)), "tenths": match.out_of_ten}
    lines = [Told("selfcheck.match" if match.out_of_ten > _LITTLE else "selfcheck.match_little", told)]
    if match.gaps:
        lines.append(Told("selfcheck.gaps", {"names": _names(match.gaps, lang)}))
    if match.level_step:
        lines.append(Told("selfcheck.level_up" if match.level_step > 0 else "selfcheck.level_down"))
    figure = figures.get(match.occupation.id)
    if figure is not None:
        lines.append(told_figure("selfcheck.figure", figure))
    return lines


def told_figure(key: str, figure: Figure, **more: Any) -> Told:
    """A figure with its day and source."""
    tension = Told(f"selfcheck.tension_{figure.tension}")
    values = {"region": figure.region, "tension": tension, "day": figure.day, "source": figure.source}
    return Told(key, {**values, **more})


def _coach_match(match: Match, lang: str) -> Told:
    values = {"title": match.occupation.title(lang), "tenths": match.out_of_ten}
    if not match.gaps:
        return Told("selfcheck.coach_match_whole", values)
    return Told("selfcheck.coach_match", {**values, "names": _names(match.gaps, lang)})


def _risks(result: Result, lang: str, figures: Figures) -> list[Told]:
    """What could make the search longer, each with its reason in what was filled in: to talk about, never a verdict."""
    own, diploma = result.occupation, result.filled.diploma
    risks = []
    for part in (Part.SEARCH, Part.ARRANGE):
        if result.findings.bands.get(part) is Band.HELP:
            names = [_inside(result, name, lang) for name in _felt_hard(result, part)]
            risks.append(Told(f"selfcheck.coach_risk_{_RISK[part]}", {"names": names}))
    if result.likeness_known and len(result.matches.all) < _FEW_NEAR:
        risks.append(Told("selfcheck.coach_risk_narrow", {"count": len(result.matches.all)}))
    if diploma in _LOW_DIPLOMAS:
        risks.append(Told("selfcheck.coach_risk_diploma", {"diploma": Told(f"selfcheck.diploma_{diploma}")}))
    figure = figures.get(own.id) if own else None
    if figure is not None and figure.tension in ("loose", "very_loose"):
        risks.append(told_figure("selfcheck.coach_risk_market", figure))
    return risks


def _felt_hard(result: Result, part: Part) -> list[str]:
    answers = result.filled.answers or {}
    return [name for name in members(part, result.asked) if answers.get(name, _ALONE) <= _HARD]


def _names(groups: Any, lang: str) -> list[str]:
    return [_small(group.name(lang)) for group in groups]


def _inside(result: Result, statement: str, lang: str) -> Told:
    """The short name of a statement within a sentence."""
    if statement in result.trade:
        return Told("selfcheck.name_trade", {"name": _small(result.trade[statement].name(lang))})
    return Told(f"selfcheck.inside_{statement}")


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _large(name: str) -> str:
    return name[:1].upper() + name[1:]
