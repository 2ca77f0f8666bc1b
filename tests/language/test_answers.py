"""What an answer says, case by case, and what holds for every answer."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import QUESTIONS, Outcome, Wishes, find_facts, read_answer, read_wishes
from bot.language.grammar.calendar_words import DAY_PARTS, DEICTIC, MONTHS, SHORT_WEEKDAYS, UNITS, WEEKDAYS
from bot.language.grammar.lexicon import WORDS
from tests.language.forms import fits, load_cases, moment, short


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: f"{case['question']}: {case['text']}")
def test_the_answer_is_read_as_it_was_meant(case: dict[str, Any]) -> None:
    got = short(read_answer(case["text"], case["question"], moment(case["now"])))
    assert fits(got, case["expect"]), f"{got} instead of {case['expect']}"


@pytest.mark.parametrize("question", [None, *sorted(QUESTIONS)])
@given(text=st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_reading_that_can_be_written_as_json(question: str | None, text: str) -> None:
    value = read_answer(text, question, moment()).to_dict()
    assert json.loads(json.dumps(value))["outcome"] in {"date", "period", "ambiguous", "duration", "none"}


_VOCABULARY = [
    *WORDS, *MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *UNITS, *DAY_PARTS, *DEICTIC, "morgen", "vanmiddag", "kerst", "pasen",
    "een", "twee", "twaalf", "tweeduizend", "vijftien", "eerste", "derde", "tweeënhalf", "drieën", "1", "7", "09", "12",
    "15", "28", "31", "45", "99", "2009", "2027", "15e", "1-3", "31/12", "1-3-2027", "14:30", "9.30", "20u15", "'09",
    "2,5", "8.5", "€ 2450", "q1", ",", ".", "-", "/", "en", "of", "niet", "nee", "1234 AB", "a.s.", "t/m", "geleden",
]  # fmt: skip


@pytest.mark.parametrize("question", [None, *sorted(QUESTIONS)])
@given(text=st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=9).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_row_of_date_words_gives_a_reading(question: str | None, text: str) -> None:
    reading = read_answer(text, question, moment())
    assert reading.to_dict()["outcome"] == reading.outcome.value
    if reading.outcome is Outcome.AMBIGUOUS:
        assert len(set(reading.alternatives)) == len(reading.alternatives) >= 2
    if reading.outcome is Outcome.PERIOD:
        assert reading.start is not None or reading.end is not None


@given(text=st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=12).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_row_of_date_words_gives_facts_and_wishes(text: str) -> None:
    roles = [fact.role for fact in find_facts(text, moment())]
    assert len(set(roles)) == len(roles)
    assert isinstance(read_wishes(text, moment()), Wishes)


@given(day=st.dates(date(2000, 1, 1), date(2040, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_a_full_date_in_figures_reads_as_that_day_under_every_question(day: date) -> None:
    for written in (f"{day.day}-{day.month}-{day.year}", f"{day:%d/%m/%Y}", day.isoformat()):
        for question in ("end_date", "notice_date", "start_date", "agreed_date", "appointment_day", None):
            assert read_answer(written, question, moment()).start == day


@given(day=st.dates(date(2026, 1, 1), date(2027, 12, 31)), now=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_without_its_year_an_end_lies_ahead_and_a_notice_behind(day: date, now: date) -> None:
    at = moment(f"{now.isoformat()}T09:30")
    if (day.day, day.month) == (29, 2):
        return
    written = f"{day.day}/{day.month}"
    end, notice = read_answer(written, "end_date", at).start, read_answer(written, "notice_date", at).start
    assert isinstance(end, date) and isinstance(notice, date)
    assert end >= now >= notice
    assert (end.day, end.month) == (notice.day, notice.month) == (day.day, day.month)
    assert (end - notice).days in {0, 365, 366}


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
@settings(max_examples=100, deadline=None)
def test_a_time_of_the_clock_reads_as_that_time(hour: int, minute: int) -> None:
    start = read_answer(f"{hour:02}:{minute:02}", "appointment_time", moment()).start
    written = f"{hour:02}:{minute:02}"
    assert start is not None
    if not 1 <= hour <= 5:
        assert start.isoformat(timespec="minutes") == written  # type: ignore[call-arg]


def test_the_day_turns_at_dutch_midnight() -> None:
    late = datetime.fromisoformat("2026-11-20T23:30:00+00:00")
    assert read_answer("vandaag", "end_date", late).start == date(2026, 11, 21)


def test_an_impossible_date_says_so() -> None:
    reading = read_answer("31 november", "end_date", moment())
    assert (reading.outcome, reading.reason) == (Outcome.NONE, "impossible")


def test_a_reading_keeps_the_words_it_came_from() -> None:
    assert read_answer("nou dat is dus per 1 maart 2027 helaas", "end_date", moment()).text == "1 maart 2027"


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValueError, match="'shoe_size' is not a question"):
        read_answer("1 maart", "shoe_size", moment())


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        read_answer("1 maart", "end_date", datetime(2026, 11, 20))  # noqa: DTZ001  that is the point


def test_a_very_long_text_is_read_up_to_its_limit() -> None:
    assert read_answer("bla " * 20_000 + "1 maart", "end_date", moment()).outcome is Outcome.NONE
