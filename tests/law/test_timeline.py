"""Deadlines in order, as text, calendar file and picture; what-if and hints."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from bot.benefit import ww_duration
from bot.law import Law, Remark
from bot.notice import EndCase, Route, end_of_employment
from bot.timeline import (
    Deadline,
    TextOf,
    WorkHistory,
    hints,
    timeline,
    timeline_ics,
    timeline_lines,
    timeline_png,
    timeline_svg,
    what_if,
)
from bot.timeline.picture import wrap
from bot.wording import Catalogue

SETTLEMENT = EndCase(
    Route.SETTLEMENT, service_start=date(2019, 6, 1), agreed_on=date(2026, 11, 16), agreed_last_day=date(2026, 11, 30)
)
HISTORY = WorkHistory(1985, tuple(range(2003, 2027)))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=["nl", "en"])
def text(request: pytest.FixtureRequest, catalogue: Catalogue) -> TextOf:
    lang: str = request.param

    def render(key: str, values: Mapping[str, Any]) -> str:
        return catalogue.text(key, lang, values)

    return render


@pytest.fixture
def entries(law: Law, today: date) -> tuple[Deadline, ...]:
    end = end_of_employment(SETTLEMENT, law, today)
    duration = ww_duration(
        law,
        today,
        first_ww_day=end.first_ww_day,
        birth_year=HISTORY.birth_year,
        years_worked=HISTORY.years_worked,
    )
    return timeline(end, law, today, duration=duration, intake_on=date(2026, 12, 3))


def test_all_deadlines_in_order(entries: tuple[Deadline, ...]) -> None:
    assert [(entry.key, entry.day.isoformat(), entry.passed) for entry in entries] == [
        ("early_service_from", "2026-10-01", True),
        ("cancel_until", "2026-11-30", False),
        ("last_day", "2026-11-30", False),
        ("gap_from", "2026-12-01", False),
        ("intake", "2026-12-03", False),
        ("ww_apply_from", "2027-01-25", False),
        ("first_ww_day", "2027-02-01", False),
        ("ww_apply_until", "2027-02-08", False),
        ("ww_lower_from", "2027-04-01", False),
        ("all_work_fits_from", "2027-08-01", False),
        ("ww_ends", "2028-08-15", False),
    ]


def test_every_deadline_but_the_intake_names_its_article(entries: tuple[Deadline, ...]) -> None:
    assert [entry.key for entry in entries if entry.citation is None] == ["intake"]


def test_consent_is_not_called_a_settlement(law: Law, today: date) -> None:
    case = EndCase(Route.EMPLOYER_NOTICE, service_start=date(2014, 6, 1), notice_received=date(2026, 11, 16))
    keys = {entry.key for entry in timeline(end_of_employment(case, law, today), law, today)}
    assert "consent_until" in keys and "cancel_until" not in keys


def test_passed_deadlines_say_what_is_still_possible(law: Law, catalogue: Catalogue) -> None:
    end = end_of_employment(SETTLEMENT, law, date(2027, 2, 20))
    lines = timeline_lines(timeline(end, law, date(2027, 2, 20)), lambda key, values: catalogue.text(key, "nl", values))
    (late,) = [line for line in lines if line.startswith("maandag 8 februari 2027")]
    assert "(voorbij)" in late and "nu meteen" in late


def test_lines_can_be_read_in_both_languages(entries: tuple[Deadline, ...], text: TextOf) -> None:
    lines = timeline_lines(entries, text)
    assert len(lines) == len(entries)
    assert all("{" not in line and len(line) > 30 for line in lines)


def test_the_calendar_file(entries: tuple[Deadline, ...], text: TextOf) -> None:
    calendar = Calendar.from_ical(timeline_ics(entries, text, datetime(2026, 11, 22, 9, tzinfo=UTC)))
    events = calendar.walk("VEVENT")
    ahead = [entry for entry in entries if not entry.passed]
    assert [event.decoded("dtstart") for event in events] == [entry.day for entry in ahead]
    assert len({event["uid"] for event in events}) == len(ahead)
    apply = next(event for event in events if str(event["uid"]).startswith("ww_apply_until"))
    assert "wetten.overheid.nl" in apply["description"]
    assert len(apply.walk("VALARM")) == 1


def test_the_same_deadline_keeps_its_identity(entries: tuple[Deadline, ...], text: TextOf) -> None:
    first = timeline_ics(entries, text, datetime(2026, 11, 22, 9, tzinfo=UTC))
    again = timeline_ics(entries, text, datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert [event["uid"] for event in Calendar.from_ical(first).walk("VEVENT")] == [
        event["uid"] for event in Calendar.from_ical(again).walk("VEVENT")
    ]


def test_the_picture_has_a_title_and_a_text_alternative(
    entries: tuple[Deadline, ...], text: TextOf, today: date
) -> None:
    picture = ElementTree.fromstring(timeline_svg(entries, "A < B & C", text, today))  # noqa: S314  our own drawing
    title, described = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert picture.get("role") == "img"
    assert title is not None and title.text == "A < B & C"
    assert described is not None and described.text == " ".join(timeline_lines(entries, text))
    assert len(picture.findall(f"{SVG}circle")) == len(entries)


def test_all_that_is_drawn_lies_on_the_sheet(entries: tuple[Deadline, ...], text: TextOf, today: date) -> None:
    picture = ElementTree.fromstring(timeline_svg(entries, "Title", text, today))  # noqa: S314  our own drawing
    height = float(picture.get("height", "0"))
    downs = [float(row.get("y", "0")) for row in picture.findall(f"{SVG}text")]
    assert downs == sorted(downs) and downs[-1] < height


def test_the_picture_as_png(entries: tuple[Deadline, ...], text: TextOf, today: date) -> None:
    svg = timeline_svg(entries, "Title", text, today)
    png = timeline_png(svg)
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG") and width == 1440 and height > width
    blank = timeline_png(timeline_svg((), "Title", text, today))
    assert len(png) > 4 * len(blank)


def test_a_picture_without_deadlines_still_marks_today(text: TextOf, today: date) -> None:
    svg = timeline_svg((), "Title", text, today)
    assert "2026" in svg and "<circle" not in svg


@pytest.mark.parametrize(
    ("line", "most", "rows"),
    [
        ("a bb ccc", 4, ["a bb", "ccc"]),
        ("abcdefgh", 4, ["abc-", "def-", "gh"]),
        ("", 5, []),
        ("ab cd", 2, ["ab", "cd"]),
    ],
)
def test_wrapping(line: str, most: float, rows: list[str]) -> None:
    assert wrap(line, most) == rows


def found(remarks: tuple[Remark, ...]) -> set[str]:
    return {remark.code for remark in remarks}


def test_what_if_the_contract_ends_a_day_later(law: Law, today: date) -> None:
    case = EndCase(
        Route.SETTLEMENT,
        service_start=date(2024, 6, 1),
        agreed_on=date(2026, 11, 20),
        agreed_last_day=date(2026, 12, 30),
        month_end=False,
    )
    compared = what_if(case, {"agreed_last_day": date(2026, 12, 31)}, law, today, history=HISTORY)
    assert {one.field for one in compared.differences} >= {"last_day", "first_ww_day"}
    assert "ww_months_more" in found(compared.remarks)
    assert (compared.duration_before, compared.duration_after) != (None, None)


def test_what_if_the_right_was_not_mentioned(law: Law, today: date) -> None:
    compared = what_if(SETTLEMENT, {"right_mentioned": False}, law, today)
    assert found(compared.remarks) == {"cancel_until_later"}
    (one,) = compared.differences
    assert (one.field, one.before, one.after) == ("cancel_until", date(2026, 11, 30), date(2026, 12, 7))


def test_what_if_nothing_changes(law: Law, today: date) -> None:
    compared = what_if(SETTLEMENT, {"monthly_wage": None}, law, today)
    assert found(compared.remarks) == {"same"} and compared.differences == ()


def test_what_if_a_fact_is_no_longer_known(law: Law, today: date) -> None:
    compared = what_if(SETTLEMENT, {"service_start": None}, law, today)
    assert "first_ww_day_lost" in found(compared.remarks)


def test_what_if_refuses_facts_that_do_not_exist(law: Law, today: date) -> None:
    with pytest.raises(ValueError, match="colour"):
        what_if(SETTLEMENT, {"colour": "red"}, law, today)


def hinted(case: EndCase, law: Law, today: date, history: WorkHistory | None = None) -> dict[str, Mapping[str, Any]]:
    end = end_of_employment(case, law, today)
    return {hint.code: hint.values for hint in hints(case, end, law, today, history=history)}


def test_hint_to_close_a_gap(law: Law, today: date) -> None:
    hint = hinted(SETTLEMENT, law, today)["close_gap"]
    assert (hint["days"], hint["better"]) == (62, date(2027, 1, 31))
    closed = what_if(SETTLEMENT, {"agreed_last_day": hint["better"]}, law, today)
    assert "gap_closed" in found(closed.remarks)


def test_hint_at_the_turn_of_the_year(law: Law, today: date) -> None:
    case = EndCase(
        Route.EMPLOYER_NOTICE, service_start=date(2024, 1, 1), notice_received=date(2026, 11, 25), month_end=False
    )
    assert hinted(case, law, today, HISTORY)["year_turn"]["months"] == Decimal("0.5")
    assert "year_turn_maybe" in hinted(case, law, today)
    nothing_gained = WorkHistory(1960, tuple(range(1998, 2027)))
    assert "year_turn" not in hinted(case, law, today, nothing_gained)


def test_hint_to_sign_in_time(law: Law, today: date) -> None:
    case = EndCase(
        Route.SETTLEMENT,
        service_start=date(2019, 6, 1),
        agreed_on=date(2026, 11, 25),
        agreed_last_day=date(2027, 1, 31),
    )
    hint = hinted(case, law, today)["sign_by"]
    assert (hint["by"], hint["first"], hint["later"]) == (date(2026, 11, 30), date(2027, 2, 1), date(2027, 3, 1))


def test_hint_to_sign_before_the_month_ends(law: Law, today: date) -> None:
    case = EndCase(
        Route.SETTLEMENT, service_start=date(2019, 6, 1), agreed_on=date(2026, 12, 2), agreed_last_day=date(2027, 1, 31)
    )
    hint = hinted(case, law, today)["sign_earlier"]
    assert (hint["by"], hint["first"]) == (date(2026, 11, 30), date(2027, 2, 1))


def test_no_hint_to_sign_what_is_signed(law: Law, today: date) -> None:
    assert not {"sign_by", "sign_earlier"} & set(hinted(SETTLEMENT, law, today))


def test_hint_that_the_right_was_not_mentioned(law: Law, today: date) -> None:
    case = EndCase(Route.SETTLEMENT, service_start=date(2019, 6, 1), agreed_on=date(2026, 11, 5), right_mentioned=False)
    assert hinted(case, law, today)["cancel_longer"]["until"] == date(2026, 11, 26)
    assert "cancel_longer" not in hinted(case, law, date(2026, 11, 27))
