"""Feast days with or without their year: 'met kerst', 'pasen volgend jaar', 'afgelopen pinksteren'."""

from __future__ import annotations

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Options, Stretch
from bot.language.grammar.resolve import day_stretch
from bot.language.questions import Direction


def _with_year(m: Match, _: Context) -> Stretch | None:
    reckon, year = m.value("feast"), m.value("year")
    if isinstance(year, Stretch):
        return None if year.start is None else day_stretch(reckon(year.start.year))
    return day_stretch(reckon(year.year)) if isinstance(year, Calendar) and year.year is not None else None


def _related(m: Match, context: Context) -> Stretch:
    reckon, tag = m.value("feast"), m.node("relation").tag
    days = [reckon(context.today.year + offset) for offset in (-1, 0, 1)]
    if tag in {"next", "coming"}:
        return day_stretch(next(day for day in days if day > context.today))
    if tag in {"previous", "past", "final", "last"}:
        before = [day for day in days if day < context.today]
        if not before:
            before = [reckon(context.today.year - 1)]
        return day_stretch(before[-1])
    return day_stretch(reckon(context.today.year))


def _near(m: Match, context: Context) -> Stretch | Options:
    """The feast on the side of the question; several years where any may be meant."""
    reckon = m.value("feast")
    days = [reckon(context.today.year + offset) for offset in (-3, -2, -1, 0, 1)]
    behind = [day for day in days if day <= context.today]
    if context.direction is Direction.AHEAD:
        return day_stretch(next(day for day in days if day >= context.today))
    if context.direction is Direction.BEHIND:
        return day_stretch(behind[-1])
    return Options(tuple(day_stretch(day) for day in reversed(behind[-3:])))


RULES = [
    rule("day", "the? feast (van|of|in|comma)? year", _with_year),
    rule("day", "year comma? the? feast", _with_year),
    rule("day", "the? relation feast", _related),
    rule("day", "the? feast", _near),
]
