"""The other way round: by when the employer must have the worker's notice (BW 7:672 lid 1, 4, 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law import Law, Notes, Remark, Step, UnknownLaw, add_days, add_months, month_end


@dataclass(frozen=True, slots=True)
class LatestNotice:
    """`notice_until`: the last day on which notice may reach the employer; `last_day`: when employment then ends."""

    notice_until: date | None = None
    last_day: date | None = None
    steps: tuple[Step, ...] = ()
    warnings: tuple[Remark, ...] = ()
    undetermined: tuple[Remark, ...] = ()


def latest_notice(
    out_of_service_from: date | None,
    law: Law,
    today: date,
    *,
    worker_term_months: int | None = None,
    to_month_end: bool = True,
) -> LatestNotice:
    """The last day for the worker's own notice, to be out of service from `out_of_service_from` on.

    `worker_term_months` is the term agreed in writing (None: the term of the law).
    """
    notes = Notes("notice")
    until = last = None
    if out_of_service_from is None:
        notes.undetermined("out_of_service", "notice_until")
    else:
        try:
            until, last = _latest(notes, out_of_service_from, law, worker_term_months, to_month_end)
        except UnknownLaw:
            notes.undetermined("older_law", "notice_until")
    notes.warn("own_notice_no_ww")
    if until is not None and until < today:
        notes.warn("notice_day_passed", until=until)
    return LatestNotice(until, last, tuple(notes.steps), tuple(notes.warnings), tuple(notes.unknown))


def _latest(
    notes: Notes, out: date, law: Law, agreed: int | None, to_month_end: bool
) -> tuple[date | None, date | None]:
    term = law.value("notice_term_worker", out)
    longest = law.value("worker_term_longest", out)
    months = int(term.value) if agreed is None else agreed
    if months > longest.value:
        notes.undetermined("worker_term_too_long", "notice_until", agreed=months, most=longest.value)
        return None, None
    last = add_days(out, -1)
    if to_month_end and last != month_end(last):
        last = add_days(last.replace(day=1), -1)
        notes.warn("only_month_end", last=last)
    notes.step("latest_notice_day", law.value("notice_ends_at_month_end", out).citation, last, out=out, last=last)
    until = add_months(last, -months)
    if to_month_end:
        until = month_end(until)
    else:
        while add_months(add_days(until, 1), months) <= last:
            until = add_days(until, 1)
    citation = term.citation if agreed is None else longest.citation
    notes.step("latest_notice", citation, until, months=months, until=until)
    return until, last
