"""The worker's page behind the link from the mail: looking changes nothing, a sent form does, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.desk import DeskAccess, desk_router
from bot.intake import Kind, Status
from tests.desk.diary import Diary
from tests.desk.examples import BASE_URL, START, WORKER, StoppedClock, appointment, catalogue, slot

MINE = "/afspraak/t0ken-that-nobody-guesses"
FREE = [slot(START + timedelta(days=1, minutes=15 * turn)) for turn in range(20)]


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def diary(clock: StoppedClock) -> Diary:
    return Diary(clock, appointment(), free=FREE)


@pytest.fixture
def client(diary: Diary, clock: StoppedClock) -> TestClient:
    app = FastAPI()
    access = DeskAccess("coach", "", "0123456789abcdef", clock)
    app.include_router(desk_router(diary, catalogue(), access, clock, BASE_URL))
    return TestClient(app)


def now_is(diary: Diary, **changes: object) -> None:
    diary.kept["K7M2QX"] = replace(diary.kept["K7M2QX"], **changes)


def test_the_page_shows_when_where_and_what_can_be_done(client: TestClient) -> None:
    page = client.get(MINE)
    assert page.status_code == 200
    for part in (
        "dinsdag 1 december 2026, van 14:00 tot 14:45 uur (Nederlandse tijd)",
        "Voorbeeldstraat 1, Amsterdam",
        f'href="{MINE}/verzetten"',
        f'href="{MINE}/afzeggen"',
        f'href="{MINE}.ics"',
    ):
        assert part in page.text
    assert page.headers["referrer-policy"] == "no-referrer"


def test_the_page_never_shows_the_summary_or_contact_details(client: TestClient) -> None:
    page = client.get(MINE).text
    for private in ("Laatste werkdag", "0612345678", "jan@post.example"):
        assert private not in page


def test_the_page_speaks_the_workers_language(client: TestClient, diary: Diary) -> None:
    now_is(diary, contact=replace(WORKER, language="en"))
    page = client.get(MINE).text
    assert '<html lang="en">' in page
    assert "Tuesday 1 December 2026, from 14:00 to 14:45 (Dutch time)" in page


@pytest.mark.parametrize("address", [MINE, f"{MINE}/afzeggen", f"{MINE}/verzetten", f"{MINE}.ics"])
def test_opening_a_link_changes_nothing(client: TestClient, diary: Diary, address: str) -> None:
    before = dict(diary.kept)
    assert client.get(address).status_code == 200
    assert diary.kept == before


def test_cancelling_takes_a_yes(client: TestClient, diary: Diary) -> None:
    assert "Weet u zeker" in client.post(f"{MINE}/afzeggen").text
    assert diary.kept["K7M2QX"].status is Status.BOOKED
    answer = client.post(f"{MINE}/afzeggen", data={"zeker": "ja"})
    assert "Uw afspraak is afgezegd" in answer.text
    assert diary.kept["K7M2QX"].status is Status.CANCELLED
    again = client.post(f"{MINE}/afzeggen", data={"zeker": "ja"})
    assert again.status_code == 200
    assert diary.kept["K7M2QX"].sequence == 1


def test_moving_shows_free_times_asks_and_then_moves(client: TestClient, diary: Diary) -> None:
    page = client.get(f"{MINE}/verzetten").text
    assert page.count('type="radio"') == 12
    assert f'value="{FREE[0].id}"' in page
    later = client.get(f"{MINE}/verzetten", params={"na": FREE[11].id}).text
    assert f'value="{FREE[12].id}"' in later
    sure = client.post(f"{MINE}/verzetten", data={"tijd": FREE[0].id}).text
    assert "woensdag 2 december 2026, 14:00 tot 14:45 uur (Gesprek op kantoor)" in sure
    assert diary.kept["K7M2QX"].slot.start == START
    done = client.post(f"{MINE}/verzetten", data={"tijd": FREE[0].id, "zeker": "ja"}).text
    assert "Uw afspraak is verzet" in done
    assert diary.kept["K7M2QX"].slot == FREE[0]


@pytest.mark.parametrize("tijd", ["", "onzin", "<script>"])
def test_moving_without_a_time_asks_for_one(client: TestClient, tijd: str) -> None:
    answer = client.post(f"{MINE}/verzetten", data={"tijd": tijd, "zeker": "ja"})
    assert answer.status_code == 400
    assert "nog geen tijd gekozen" in answer.text


def test_a_time_that_was_just_taken_gives_fresh_ones_and_keeps_the_old(client: TestClient, diary: Diary) -> None:
    diary.free.remove(FREE[0])
    answer = client.post(f"{MINE}/verzetten", data={"tijd": FREE[0].id, "zeker": "ja"})
    assert answer.status_code == 409
    assert "net bezet" in answer.text
    assert f'value="{FREE[1].id}"' in answer.text
    assert diary.kept["K7M2QX"].slot.start == START


def test_with_no_free_time_the_worker_is_told_whom_to_call(client: TestClient, diary: Diary) -> None:
    diary.free.clear()
    page = client.get(f"{MINE}/verzetten").text
    assert "Uw afspraak blijft staan" in page
    assert "020 123 45 67" in page


@pytest.mark.parametrize("step", ["afzeggen", "verzetten"])
def test_after_the_deadline_the_worker_is_told_to_call(client: TestClient, clock: StoppedClock, step: str) -> None:
    clock.now = START - timedelta(hours=3)
    page = client.get(MINE).text
    assert f"{MINE}/{step}" not in page
    assert "020 123 45 67" in page
    form = client.get(f"{MINE}/{step}")
    assert form.status_code == 409
    sent = client.post(f"{MINE}/{step}", data={"zeker": "ja", "tijd": FREE[0].id})
    assert sent.status_code == 409
    assert "Uw afspraak staat nog" in sent.text


def test_a_talk_the_coach_cannot_keep_asks_for_a_new_time(client: TestClient, diary: Diary) -> None:
    now_is(diary, status=Status.REBOOK)
    page = client.get(MINE).text
    assert "Het spijt ons" in page
    assert f"{MINE}/verzetten" in page


def test_a_seat_in_a_group_meeting_can_be_cancelled_not_moved(client: TestClient, diary: Diary) -> None:
    now_is(diary, kind=Kind.GROUP)
    page = client.get(MINE).text
    assert f"{MINE}/afzeggen" in page
    assert f"{MINE}/verzetten" not in page


@pytest.mark.parametrize("step", ["", "/afzeggen", "/verzetten", ".ics"])
def test_an_expired_or_wrong_link_gets_a_page_that_explains(client: TestClient, clock: StoppedClock, step: str) -> None:
    unknown = client.get(f"/afspraak/verzonnen{step}")
    assert unknown.status_code == 404
    assert "Deze link klopt niet" in unknown.text
    clock.now = START
    expired = client.get(f"{MINE}{step}")
    assert expired.status_code == 410
    assert "Deze link werkt niet meer" in expired.text


def test_the_calendar_file_can_be_downloaded(client: TestClient, diary: Diary) -> None:
    answer = client.get(f"{MINE}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert 'filename="afspraak-K7M2QX.ics"' in answer.headers["content-disposition"]
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["dtstart"].dt == START
    now_is(diary, status=Status.CANCELLED)
    assert icalendar.Calendar.from_ical(client.get(f"{MINE}.ics").content)["method"] == "CANCEL"
