"""Days without their month: 'de 15e', 'de 13e of 14e', 'de eerste van de maand'."""

from __future__ import annotations

from bot.language.grammar import classes as _classes  # noqa: F401  defines the groups of tags
from bot.language.grammar.cascade import Match, rule
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Calendar, Options
from bot.language.grammar.resolve import stretches
from bot.language.questions import APPOINTMENT_DAY, APPOINTMENT_TIME, asks_for_date


def _day_of_month(m: Match, context: Context) -> Calendar | None:
    """'De 15e'; a low number before a noun counts something else ('de 2e kans')."""
    value = m.value("day_number")
    next_is_x = m.last < len(m.nodes) and m.nodes[m.last].tag == "x"
    if value <= 6 and next_is_x and not asks_for_date(context.question):
        return None
    return Calendar(day=value) if 1 <= value <= 31 else None


def _day_of_this_month(m: Match, _: Context) -> Calendar | None:
    unit = m.value("unit")
    return Calendar(day=m.value("any_ordinal")) if (unit.unit, unit.size) == ("month", 1) else None


def _either_day(m: Match, context: Context) -> Options | None:
    """'De 13e of 14e'."""
    if not asks_for_date(context.question):
        return None
    return Options(
        tuple(one for name in ("first", "second") for one in stretches(Calendar(day=m.value(name)), context))
    )


def _number_day(m: Match, context: Context) -> Calendar | None:
    return None if context.question == APPOINTMENT_TIME else Calendar(day=m.value("dayno"))


def _answered_day(m: Match, context: Context) -> Calendar | None:
    return Calendar(day=m.value("day_number")) if context.question == APPOINTMENT_DAY else None


DAYS_OF_MONTH = [
    rule(
        "day", "(the|on)* first:ordinal or_word the? second:ordinal !unit !month !monthname !weekday !day", _either_day
    ),
    rule("day", "(the|on)* any_ordinal (van|of) (the|this)? unit", _day_of_this_month),
    rule("day", "(the|on)* any_ordinal:dayno (van|of) (the|this) unit", _day_of_this_month),
    rule("day", "(the|on) the? day_number:ordinal !unit !weekday !noun !of !van", _day_of_month),
    rule("day", "(the|on) the? day_number:word_ordinal !unit !weekday !x !day !noun !of !van", _day_of_month),
    rule("day", "on the? dayno =at", lambda m, _: Calendar(day=m.value("dayno"))),
    rule("day", "on the? dayno !unit !u !x !thing !colon !after !noun", _number_day),
    rule("day", "^ day_number:ordinal $", _day_of_month),
    rule("day", "^ day_number:dayno $", _answered_day),
]
