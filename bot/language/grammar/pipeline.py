"""The tables of rules in their order: a text and a context become nodes with their meanings."""

from __future__ import annotations

from bot.language.grammar import (
    rules_clock,
    rules_combined,
    rules_dates,
    rules_feasts,
    rules_lengths,
    rules_moments,
    rules_month_days,
    rules_parts,
    rules_periods,
    rules_ranges,
    rules_relative,
    rules_units,
    rules_weekdays,
    rules_years,
)
from bot.language.grammar.cascade import apply_rules
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Node
from bot.language.grammar.numbers import merge_numbers
from bot.language.grammar.tokens import cut

STAGES = [
    *rules_moments.GREETINGS,
    *rules_moments.RECURRING,
    *rules_moments.WHOLES,
    *rules_clock.RULES,
    *rules_moments.MORGEN,
    *rules_moments.EARLY,
    *rules_ranges.OCCASIONS,
    *rules_lengths.RULES,
    *rules_weekdays.COUNTED,
    *rules_relative.LENGTHS,
    *rules_moments.TOMORROW,
    *rules_relative.DAYS,
    *rules_lengths.RATES,
    *rules_clock.AFTER_LENGTHS,
    *rules_lengths.HEDGES,
    *rules_units.MONTHS,
    *rules_dates.RULES,
    *rules_dates.NUMERIC,
    *rules_units.UNITS,
    *rules_combined.DAYS_IN_MONTH,
    *rules_years.YEARS,
    *rules_feasts.RULES,
    *rules_dates.WEEKDAYS,
    *rules_parts.HALVES,
    *rules_parts.PARTS,
    *rules_weekdays.WEEKDAYS,
    *rules_month_days.DAYS_OF_MONTH,
    *rules_relative.ANCHORED,
    *rules_combined.COMBINED,
    *rules_periods.WEEKS,
    *rules_weekdays.IN_WEEKS,
    *rules_parts.LATER_PARTS,
    *rules_clock.LONE,
    *rules_ranges.HOURS,
    *rules_parts.ENDS_OF_DAYS,
    *rules_moments.RULES,
    *rules_ranges.NUMBERS,
    *rules_ranges.DAY_HOURS,
    *rules_ranges.RANGES,
    *rules_ranges.BOUNDS,
]


def parse(text: str, context: Context) -> list[Node]:
    """The nodes of `text`, as far as the rules put them together."""
    return apply_rules(STAGES, merge_numbers(cut(text)), context)
