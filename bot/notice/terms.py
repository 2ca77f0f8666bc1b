"""Which notice period (opzegtermijn) counts, BW 7:672: by law, by contract, by cao; or which ones are possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law import Law, full_years
from bot.notice.case import EndCase, TermSource
from bot.notice.draft import Draft


@dataclass(frozen=True, slots=True)
class PossibleTerm:
    """A term of `months` that counts for service of `from_years` up to `to_years` (None: no bound known)."""

    months: int
    from_years: int | None = None
    to_years: int | None = None


@dataclass(frozen=True, slots=True)
class _Agreed:
    months: int
    rule: str


def employer_term(draft: Draft, on: date) -> tuple[PossibleTerm, ...]:
    """The employer's term for notice on `on`: one where it is known, several where service is not known.

    Adds the steps that lead to it. BW 7:672 lid 2, 3, 7, 8, 9.
    """
    case, law = draft.case, draft.law
    if case.calculation_term_months is not None:
        return (_given(draft, case.calculation_term_months),)
    statutory = _statutory(draft, on)
    outcomes = [_with_agreed(case, law, term.months, on) for term in statutory]
    if len({outcome.months for outcome in outcomes}) > 1:
        draft.undetermined("service_start", "notice_term_months")
        return tuple(
            PossibleTerm(outcome.months, term.from_years, term.to_years)
            for term, outcome in zip(statutory, outcomes, strict=True)
        )
    _tell_agreed(draft, outcomes[0], on)
    return (PossibleTerm(outcomes[0].months),)


def worker_term(draft: Draft, on: date) -> tuple[PossibleTerm, ...]:
    """The worker's own term for notice on `on`, with its steps. BW 7:672 lid 4 and 8."""
    case, law = draft.case, draft.law
    if case.calculation_term_months is not None:
        return (_given(draft, case.calculation_term_months),)
    rule = law.value("notice_term_worker", on)
    agreed = case.worker_term_months
    if agreed is None:
        draft.step("worker_term", rule.citation, rule.value, months=rule.value)
        return (PossibleTerm(rule.value),)
    longest = law.value("worker_term_longest", on)
    if agreed > longest.value:
        draft.undetermined("worker_term_too_long", "notice_term_months", "last_day", agreed=agreed, most=longest.value)
        return (PossibleTerm(rule.value), PossibleTerm(longest.value))
    if agreed > rule.value and _not_doubled(draft, agreed, on):
        draft.step("worker_term", rule.citation, rule.value, months=rule.value)
        draft.warn("worker_term_void", agreed=agreed, months=rule.value)
        return (PossibleTerm(rule.value),)
    if agreed > rule.value and case.employer_term_months is None and case.term_source is not TermSource.CAO:
        draft.warn("worker_term_check", agreed=agreed, double=agreed * law.value("employer_term_factor", on).value)
    draft.step("worker_term_agreed", longest.citation, agreed, months=agreed)
    return (PossibleTerm(agreed),)


def _given(draft: Draft, months: int) -> PossibleTerm:
    draft.step("term_given", None, months, months=months)
    return PossibleTerm(months)


def _statutory(draft: Draft, on: date) -> tuple[PossibleTerm, ...]:
    case, law = draft.case, draft.law
    if case.aow_date is not None and case.aow_date <= on:
        rule = law.value("notice_term_pension_age", on)
        draft.step("term_pension_age", rule.citation, rule.value, months=rule.value)
        return (PossibleTerm(rule.value),)
    rule = law.value("notice_term_by_service", on)
    bounds = sorted(rule.value)
    if case.service_start is None:
        return tuple(
            PossibleTerm(rule.value[low], low, high) for low, high in zip(bounds, [*bounds[1:], None], strict=True)
        )
    years = full_years(case.service_start, on)
    months = rule.value[max(bound for bound in bounds if bound <= years)]
    key = "term_by_service" if years else "term_first_year"
    if case.contract_start is not None and case.contract_start > case.service_start:
        chain = law.value("chain_service_from_first_contract", on)
        draft.step("service_from_first_contract", chain.citation, years, start=case.service_start)
    draft.step(key, rule.citation, months, years=years, months=months)
    return (PossibleTerm(months),)


def _with_agreed(case: EndCase, law: Law, statutory: int, on: date) -> _Agreed:
    own, source = case.employer_term_months, case.term_source
    result = _Agreed(statutory, "law")
    if own is not None and source is TermSource.CAO:
        result = _Agreed(own, "cao")
    elif own is not None and own > statutory:
        result = _Agreed(own, "contract")
    elif own is not None and own < statutory:
        result = _Agreed(statutory, "too_short")
    least = _least_beside_worker(case, law, on)
    if result.months < least:
        result = _Agreed(least, "not_below_worker" if result.rule == "cao" else "doubled")
    return result


def _least_beside_worker(case: EndCase, law: Law, on: date) -> int:
    """The least that the employer must keep to because the worker's own term is longer than by law."""
    worker = case.worker_term_months
    if worker is None or not law.value("notice_term_worker", on).value < worker:
        return 0
    if worker > law.value("worker_term_longest", on).value:
        return 0
    by_cao = case.term_source is TermSource.CAO and case.employer_term_months is not None
    return worker * int(law.value("employer_term_factor_cao" if by_cao else "employer_term_factor", on).value)


def _tell_agreed(draft: Draft, agreed: _Agreed, on: date) -> None:
    months, worker = agreed.months, draft.case.worker_term_months
    match agreed.rule:
        case "cao":
            citation = draft.law.value("employer_term_shorter_only_by_cao", on).citation
            draft.step("term_cao", citation, months, months=months)
        case "contract":
            citation = draft.law.value("employer_term_shorter_only_by_cao", on).citation
            draft.step("term_contract", citation, months, months=months)
        case "too_short":
            draft.warn("contract_term_too_short", agreed=draft.case.employer_term_months, months=months)
        case "doubled":
            citation = draft.law.value("employer_term_factor", on).citation
            draft.step("term_doubled", citation, months, worker=worker, months=months)
            draft.warn("term_doubled", worker=worker, months=months)
        case "not_below_worker":
            citation = draft.law.value("employer_term_factor_cao", on).citation
            draft.step("term_not_below_worker", citation, months, worker=worker, months=months)


def _not_doubled(draft: Draft, agreed: int, on: date) -> bool:
    """Whether the employer's known term is too short beside a longer term of the worker."""
    case, law = draft.case, draft.law
    if case.employer_term_months is None:
        return False
    by_cao = case.term_source is TermSource.CAO
    factor = law.value("employer_term_factor_cao" if by_cao else "employer_term_factor", on).value
    statutory = 0
    if case.service_start is not None and not by_cao:
        table = law.value("notice_term_by_service", on).value
        years = full_years(case.service_start, on)
        statutory = table[max(bound for bound in table if bound <= years)]
    return max(case.employer_term_months, statutory) < agreed * int(factor)
