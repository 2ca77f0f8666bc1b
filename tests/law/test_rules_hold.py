"""Properties that hold for every case, tried on many by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benefit import ww_duration
from bot.law import Law, add_months, month_end
from bot.notice import EndCase, Route, TermSource, end_of_employment
from tests.law.conftest import DATA

LAW = Law.load(DATA / "law")
TODAY = date(2026, 11, 22)
NOTICES = (Route.EMPLOYER_NOTICE, Route.PERMIT_NOTICE, Route.WORKER_NOTICE, Route.BANKRUPTCY)

starts = st.dates(date(1980, 1, 1), date(2019, 12, 31))
notices = st.dates(date(2020, 1, 1), date(2035, 12, 31))
terms = st.none() | st.integers(1, 6)
agreed = st.fixed_dictionaries(
    {
        "employer_term_months": terms,
        "worker_term_months": terms,
        "term_source": st.sampled_from([None, *TermSource]),
        "month_end": st.booleans(),
    }
)
agreed_with_days = st.builds(lambda facts, days: {**facts, "procedure_days": days}, agreed, st.integers(0, 400))


def ending(route: Route, **facts: Any) -> Any:
    return end_of_employment(EndCase(route, **facts), LAW, TODAY)


@given(st.sampled_from(NOTICES), starts, notices, st.integers(0, 90), agreed | agreed_with_days)
def test_a_later_notice_never_gives_an_earlier_end(
    route: Route, start: date, notice: date, later: int, facts: dict[str, Any]
) -> None:
    case = EndCase(route, service_start=start, notice_received=notice, **{"procedure_days": 0, **facts})
    after = replace(case, notice_received=notice + timedelta(days=later))
    first = end_of_employment(case, LAW, TODAY).last_day
    second = end_of_employment(after, LAW, TODAY).last_day
    assert first is not None and second is not None
    assert second >= first


@given(starts, st.integers(0, 9000), notices, agreed)
def test_more_service_never_gives_a_shorter_term(
    start: date, earlier: int, notice: date, facts: dict[str, Any]
) -> None:
    short = ending(Route.EMPLOYER_NOTICE, service_start=start, notice_received=notice, **facts)
    long = ending(Route.EMPLOYER_NOTICE, service_start=start - timedelta(days=earlier), notice_received=notice, **facts)
    assert long.notice_term_months >= short.notice_term_months
    assert long.last_day >= short.last_day


@given(starts, notices, st.integers(0, 3000), agreed)
def test_the_deduction_always_leaves_a_month(start: date, notice: date, days: int, facts: dict[str, Any]) -> None:
    case = {"service_start": start, "notice_received": notice, **facts}
    with_permit = ending(Route.PERMIT_NOTICE, procedure_days=days, **case)
    without = ending(Route.EMPLOYER_NOTICE, **case)
    assert add_months(notice, 1) <= with_permit.last_day <= without.last_day


@given(st.sampled_from(NOTICES[:3]), starts, notices, st.integers(0, 400), agreed)
def test_the_end_is_a_month_end_unless_agreed_otherwise(
    route: Route, start: date, notice: date, days: int, facts: dict[str, Any]
) -> None:
    facts = {**facts, "month_end": True}
    last = ending(route, service_start=start, notice_received=notice, procedure_days=days, **facts).last_day
    assert last == month_end(last)


@given(starts, notices, agreed)
def test_bankruptcy_takes_six_weeks_at_most(start: date, notice: date, facts: dict[str, Any]) -> None:
    case = {"service_start": start, "notice_received": notice, **facts}
    last = ending(Route.BANKRUPTCY, **case).last_day
    assert notice < last <= notice + timedelta(days=42)
    assert last <= ending(Route.EMPLOYER_NOTICE, **case).last_day


@given(starts, notices, st.integers(0, 200), st.integers(0, 60), agreed)
def test_no_ww_before_the_agreed_end_or_the_term(
    start: date, agreed_on: date, length: int, later: int, facts: dict[str, Any]
) -> None:
    case = EndCase(
        Route.SETTLEMENT,
        service_start=start,
        agreed_on=agreed_on,
        agreed_last_day=agreed_on + timedelta(days=length),
        **facts,
    )
    result = end_of_employment(case, LAW, TODAY)
    notice = ending(Route.EMPLOYER_NOTICE, service_start=start, notice_received=agreed_on, **facts)
    assert result.first_ww_day is not None
    assert result.first_ww_day > max(case.agreed_last_day or agreed_on, notice.last_day)
    assert result.first_ww_day.isoweekday() <= 5
    longer = replace(case, agreed_last_day=agreed_on + timedelta(days=length + later))
    assert end_of_employment(longer, LAW, TODAY).first_ww_day >= result.first_ww_day


@given(st.sampled_from(NOTICES), starts, notices, agreed, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_inputs_of_other_routes_change_nothing(
    route: Route, start: date, notice: date, facts: dict[str, Any], other: date
) -> None:
    case = EndCase(route, service_start=start, notice_received=notice, procedure_days=10, **facts)
    noisy = replace(case, order_date=other, agreed_on=other, agreed_last_day=other, announced_on=other)
    assert end_of_employment(noisy, LAW, TODAY) == end_of_employment(case, LAW, TODAY)


@given(st.sampled_from((NOTICES[0], NOTICES[1], NOTICES[3])), notices, agreed)
def test_the_true_outcome_is_among_the_alternatives(route: Route, notice: date, facts: dict[str, Any]) -> None:
    unknown = ending(route, notice_received=notice, procedure_days=30, **facts)
    possible = {one.last_day for one in unknown.alternatives} or {unknown.last_day}
    for years in (1, 6, 12, 20):
        known = ending(
            route,
            notice_received=notice,
            procedure_days=30,
            service_start=add_months(notice, -12 * years),
            **facts,
        )
        possible_now = possible | {one.last_day for one in known.alternatives}
        assert known.last_day in possible_now


histories = st.sets(st.integers(1990, 2034))


@given(st.integers(1955, 2005), histories, st.integers(1990, 2034), st.dates(date(2020, 1, 1), date(2034, 12, 31)))
def test_duration_grows_with_history_between_3_and_24(
    birth_year: int, years: set[int], extra: int, first: date
) -> None:
    few = ww_duration(LAW, TODAY, first_ww_day=first, birth_year=birth_year, years_worked=years)
    more = ww_duration(LAW, TODAY, first_ww_day=first, birth_year=birth_year, years_worked=years | {extra})
    assert few.months is not None and more.months is not None
    assert 3 <= few.months <= more.months <= 24
    assert few.months % 1 in {0, few.months.__class__("0.5")}


@settings(max_examples=50)
@given(st.sampled_from(list(Route)), st.dates(date(1995, 1, 1), date(2015, 6, 30)))
def test_the_past_is_left_alone(route: Route, day: date) -> None:
    result = ending(
        route,
        notice_received=day,
        agreed_on=day,
        agreed_last_day=day,
        order_date=day,
        order_last_day=day,
        contract_end=day,
        calculation_term_months=1,
    )
    assert result.first_ww_day is None
