"""How long somebody has worked: said as a length, or as since when."""

from __future__ import annotations

from datetime import date, datetime

from bot.language.candidates import Candidate
from bot.language.grammar.context import Context
from bot.language.grammar.nodes import Bound, Node
from bot.language.readings import NOTHING, Duration, Outcome, Reading


def choose_length(found: list[Candidate], nodes: list[Node], context: Context) -> Reading:
    """The length of service in `found`, as a duration; dates count as its beginning."""
    from bot.language.choose import corrected, settle  # noqa: PLC0415

    lengths = [one for one in found if one.kind == "length"]
    if lengths:
        return settle(corrected(lengths, nodes), nodes, context)
    since = [one for one in corrected([one for one in found if one.kind == "date"], nodes) if _tells_start(one)]
    if not since:
        return NOTHING
    return _elapsed(since[0].reading, context.today)


def _tells_start(one: Candidate) -> bool:
    if isinstance(one.node.value, Bound) and one.node.value.side not in {"since", "from"}:
        return False
    return one.reading.outcome in {Outcome.DATE, Outcome.PERIOD}


def _elapsed(reading: Reading, today: date) -> Reading:
    start, end = reading.start, reading.end
    if isinstance(start, datetime):
        start = start.date()
    if isinstance(end, datetime):
        end = end.date()
    if not isinstance(start, date) or start > today:
        return NOTHING
    last = end if isinstance(end, date) and reading.open is None and end <= today else today
    exact = reading.grain == "day"
    if reading.grain == "year":
        duration = Duration(last.year - start.year, 0, approx=True)
    else:
        months = (last.year - start.year) * 12 + last.month - start.month - (last.day < start.day)
        duration = Duration(months // 12, months % 12, approx=not exact)
    return Reading(Outcome.DURATION, duration=duration, approx=duration.approx, text=reading.text)
