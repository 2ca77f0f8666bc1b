"""What of the self-check goes to the coach: facts and findings with their reasons; no goal and no judgement."""

from __future__ import annotations

from bot.selfcheck.matching import Match
from bot.selfcheck.result import Result
from bot.selfcheck.scoring import Band, Part, members
from bot.selfcheck.telling import ALONE, Figures, Section, Told, bands, inside, measured, names_of, told_figure

_FEW_NEAR = 3
_MATCHES, _STRENGTHS = 3, 2
_HARD = 2
"""The answer 'with a lot of help'; up to here something feels hard."""
_LOW_DIPLOMAS = frozenset({"none", "vmbo"})
_FELT_HARD = {Part.SEARCH: "search", Part.ARRANGE: "arrange"}
_LOOSE = frozenset({"loose", "very_loose"})
_OUTLOOK, _BREADTH = frozenset({"less", "gone"}), frozenset({"same"})


def told_coach(result: Result, lang: str, figures: Figures | None = None) -> Section:
    """For the coach's summary, said to be filled in by the worker and not tested."""
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
    strengths, hard = found.strengths[:_STRENGTHS], found.to_learn
    lines += [Told("selfcheck.coach_strength", {"name": inside(result, name, lang)}) for name in strengths]
    lines += [Told("selfcheck.coach_learn", {"name": inside(result, name, lang)}) for name in hard]
    lines += [_match(match, result, lang) for match in result.matches.all[:_MATCHES]]
    to_talk_about = _to_talk_about(result, lang, figures or {})
    if to_talk_about:
        lines += [Told("selfcheck.coach_risks"), *to_talk_about]
    return Section(Told("selfcheck.coach"), tuple(lines))


def _match(match: Match, result: Result, lang: str) -> Told:
    values = {"title": match.occupation.title(lang), "tenths": match.out_of_ten}
    if not measured(match, result) or Part.TRADE not in result.findings.scores:
        return Told("selfcheck.coach_match_title", {"title": match.occupation.title(lang)})
    if not match.gaps:
        return Told("selfcheck.coach_match_whole", values)
    return Told("selfcheck.coach_match", {**values, "names": names_of(match.gaps, lang)})


def _to_talk_about(result: Result, lang: str, figures: Figures) -> list[Told]:
    """What could make the search longer, as the worker sees it, each with what was filled in: never a verdict."""
    own, filled = result.occupation, result.filled
    told = []
    for part, name in _FELT_HARD.items():
        if result.findings.bands.get(part) is Band.HELP:
            names = [inside(result, one, lang) for one in _felt_hard(result, part)]
            told.append(Told(f"selfcheck.coach_risk_{name}", {"names": names}))
    if filled.outlook in _OUTLOOK:
        told.append(_said("outlook", f"outlook_{filled.outlook}"))
    if filled.breadth in _BREADTH:
        told.append(_said("breadth", f"breadth_{filled.breadth}"))
    if result.likeness_known and len(result.matches.all) < _FEW_NEAR:
        told.append(Told("selfcheck.coach_risk_narrow", {"count": len(result.matches.all)}))
    if filled.diploma in _LOW_DIPLOMAS:
        told.append(_said("diploma", f"diploma_{filled.diploma}"))
    figure = figures.get(own.id) if own else None
    if figure is not None and figure.tension in _LOOSE:
        told.append(told_figure("selfcheck.coach_risk_market", figure))
    return told


def _said(about: str, answer: str) -> Told:
    """A line with the answer that the worker chose."""
    return Told(f"selfcheck.coach_risk_{about}", {"answer": Told(f"selfcheck.{answer}")})


def _felt_hard(result: Result, part: Part) -> list[str]:
    answers = result.filled.answers or {}
    return [name for name in members(part, result.asked) if answers.get(name, ALONE) <= _HARD]
