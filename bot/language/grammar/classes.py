"""Names for groups of tags that several tables of rules share."""

from __future__ import annotations

from bot.language.grammar.cascade import define

define("dayno", ["n12", "n23", "n31"])
define("hour", ["n0", "n12", "n23"])
define("hourly", ["n12", "hour_en"])
define("minute", ["n0", "n12", "n23", "n31", "n59"])
define("count", ["n12", "n23", "n31", "n59", "n99", "n999", "decimal"])
define("whole", ["n12", "n23", "n31", "n59", "n99", "n999", "n1899", "n2100", "big"])
define("small_number", ["n12", "n23", "n31", "n59"])
define("number", ["whole", "n0"])
define("late_short_year", ["n59", "n99"])
define("two_figures", ["n12", "n23", "n31", "n59", "n99"])
define("any_ordinal", ["ordinal", "word_ordinal"])
define("year_number", ["n2100"])
define("day_number", ["dayno", "any_ordinal"])

define("monthname", ["month_name", "name_month", "unsure_month"])
define("any_weekday", ["weekday", "short_weekday"])
define("gap", ["hyphen", "slash", "comma", "stop"])
define("or_word", ["or", "of"])
define("hedge", ["around", "almost", "more"])
define("article", ["the", "a"])
define("date", ["day", "month_of", "year_of", "period"])
define("forward", ["next", "coming"])
define("backward", ["previous", "past", "final", "last"])
define("relation", ["next", "coming", "previous", "past", "this", "that", "final", "last"])
define("pointing", ["next", "coming", "previous", "past", "this", "final", "last"])
define("until_like", ["until", "through", "hyphen", "around"])
