"""The coach pages: nobody without logging in, no form from elsewhere, no text that becomes markup."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.desk import DeskAccess, desk_router
from bot.intake import Section, Status, Summary
from tests.desk.diary import Diary
from tests.desk.examples import BRAM, NOW, START, StoppedClock, appointment, catalogue, slot

PASSWORD = "een lang wachtwoord"
HASH = PasswordHasher().hash(PASSWORD)
SECRET = "0123456789abcdef0123456789abcdef"
LIST = "/coach/afspraken"
PAGE = f"{LIST}/K7M2QX"


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def diary(clock: StoppedClock) -> Diary:
    return Diary(clock, appointment())


def client_for(diary: Diary, clock: StoppedClock, password: str = HASH, tries: str = "5/minute") -> TestClient:
    app = FastAPI()
    access = DeskAccess("coach", password, SECRET, clock, tries)
    app.include_router(desk_router(diary, catalogue(), access, clock, "https://testserver"))
    return TestClient(app, base_url="https://testserver")


@pytest.fixture
def client(diary: Diary, clock: StoppedClock) -> TestClient:
    return client_for(diary, clock)


def token_on(html: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', html)
    assert found, "the page has no form token"
    return found.group(1)


def log_in(client: TestClient, password: str = PASSWORD, user: str = "coach", naar: str = ""):
    token = token_on(client.get("/coach/inloggen").text)
    form = {"user": user, "password": password, "form_token": token, "naar": naar}
    return client.post("/coach/inloggen", data=form, follow_redirects=False)


@pytest.mark.parametrize("address", [LIST, PAGE])
def test_a_page_with_appointments_asks_to_log_in_first(client: TestClient, address: str) -> None:
    answer = client.get(address, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/coach/inloggen")
    assert "Jan de Vries" not in client.get(address).text


def test_after_logging_in_the_coach_comes_where_the_link_pointed(client: TestClient) -> None:
    answer = log_in(client, naar=PAGE)
    assert answer.headers["location"] == PAGE
    assert "Laatste werkdag: 28 februari 2027" in client.get(PAGE).text


@pytest.mark.parametrize("naar", ["https://elders.example/", "//elders.example", f"{LIST}/../../x", "/elders"])
def test_logging_in_leads_to_our_own_pages_only(client: TestClient, naar: str) -> None:
    assert log_in(client, naar=naar).headers["location"] == LIST


@pytest.mark.parametrize(
    ("user", "password"), [("coach", "fout"), ("ander", PASSWORD), ("coach", ""), ("coach", "x" * 5000)]
)
def test_a_wrong_password_is_refused_in_words(client: TestClient, user: str, password: str) -> None:
    answer = log_in(client, password, user)
    assert answer.status_code == 401
    assert "klopt niet" in answer.text
    assert client.get(LIST, follow_redirects=False).status_code == 303


def test_the_password_setting_may_be_plain_as_well(diary: Diary, clock: StoppedClock) -> None:
    client = client_for(diary, clock, PASSWORD)
    assert log_in(client).status_code == 303


def test_without_a_password_setting_nobody_comes_in(diary: Diary, clock: StoppedClock) -> None:
    client = client_for(diary, clock, password="")
    page = client.get("/coach/inloggen")
    assert "DESK_PASSWORD" in page.text
    assert 'name="password"' not in page.text


def test_too_many_tries_are_stopped_even_with_the_right_password(diary: Diary, clock: StoppedClock) -> None:
    client = client_for(diary, clock, tries="3/minute")
    assert [log_in(client, "fout").status_code for _ in range(3)] == [401, 401, 401]
    answer = log_in(client)
    assert answer.status_code == 429
    assert "te vaak" in answer.text


def test_the_log_in_form_must_come_from_our_own_page(client: TestClient) -> None:
    client.get("/coach/inloggen")
    form = {"user": "coach", "password": PASSWORD, "form_token": "verzonnen"}
    assert client.post("/coach/inloggen", data=form, follow_redirects=False).status_code == 400


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(client: TestClient) -> None:
    cookie = next(line for line in log_in(client).headers.get_list("set-cookie") if line.startswith("coach_session="))
    for attribute in ("HttpOnly", "SameSite=lax", "Secure", "Path=/coach"):
        assert attribute in cookie


def test_a_forged_or_old_session_is_no_session(client: TestClient, clock: StoppedClock) -> None:
    log_in(client)
    good = client.cookies["coach_session"]
    assert client.get(LIST, follow_redirects=False).status_code == 200
    client.cookies.set("coach_session", good[:-3] + "abc", domain="testserver.local", path="/coach")
    forged = client.get(LIST, follow_redirects=False, headers={"cookie": f"coach_session={good[:-3]}abc"})
    assert forged.status_code == 303
    clock.forward(hours=9)
    old = client.get(LIST, follow_redirects=False, headers={"cookie": f"coach_session={good}"})
    assert old.status_code == 303


def test_logging_out_ends_the_session_also_for_a_copy_of_the_cookie(client: TestClient) -> None:
    log_in(client)
    copy = client.cookies["coach_session"]
    page = client.get(LIST)
    assert client.post("/coach/uitloggen", data={"form_token": "verzonnen"}).status_code == 403
    assert client.get(LIST, follow_redirects=False).status_code == 200
    client.post("/coach/uitloggen", data={"form_token": token_on(page.text)})
    again = client.get(LIST, follow_redirects=False, headers={"cookie": f"coach_session={copy}"})
    assert again.status_code == 303


def test_the_list_shows_coming_talks_and_filters_by_coach(clock: StoppedClock) -> None:
    other = appointment(reference="B4N8RT", token="x", coach=BRAM, slot=slot(START + timedelta(hours=2), BRAM))
    late = appointment(reference="L8L8L8", token="y", slot=slot(START + timedelta(days=40)))
    client = client_for(Diary(clock, appointment(), other, late), clock)
    log_in(client)
    both = client.get(LIST).text
    assert "/K7M2QX" in both
    assert "/B4N8RT" in both
    assert "/L8L8L8" not in both
    assert "di 1 dec 14:00 tot 14:45 uur" in both
    bram = client.get(LIST, params={"coach": "bram"}).text
    assert "/K7M2QX" not in bram
    assert "/B4N8RT" in bram


@pytest.mark.parametrize(("van", "tot"), [("2026-12-10", "2026-12-01"), ("morgen", ""), ("2026-01-01", "2027-01-01")])
def test_impossible_dates_get_an_explanation(client: TestClient, van: str, tot: str) -> None:
    log_in(client)
    answer = client.get(LIST, params={"van": van, "tot": tot})
    assert answer.status_code == 400
    assert "De datums kloppen niet" in answer.text


def test_a_long_list_comes_in_pages(clock: StoppedClock) -> None:
    many = [
        appointment(reference=f"R{i:03}", token=str(i), slot=slot(START + timedelta(minutes=i))) for i in range(150)
    ]
    client = client_for(Diary(clock, *many), clock)
    log_in(client)
    first, second = client.get(LIST).text, client.get(LIST, params={"bladzijde": 2}).text
    assert first.count("<tr>") + second.count("<tr>") == 150 + 2
    assert "/R149" in second


def test_what_a_worker_wrote_never_becomes_markup(clock: StoppedClock) -> None:
    evil = "<script>alert('x')</script>"
    hostile = appointment(
        contact=appointment().contact.__class__(name=evil, email="a@b.example", language="nl"),
        summary=Summary("nl", (Section(evil, (evil, '"><img src=x onerror=alert(1)>')),)),
    )
    client = client_for(Diary(clock, hostile), clock)
    log_in(client)
    for address in (LIST, PAGE, "/afspraak/t0ken-that-nobody-guesses"):
        page = client.get(address)
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "<img" not in page.text
        assert "script-src" not in page.headers["content-security-policy"]
        assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_summary_is_marked_as_the_workers_own(client: TestClient) -> None:
    log_in(client)
    page = client.get(PAGE).text
    assert "Door de werknemer zelf verteld en goedgekeurd; niet getoetst." in page
    assert "buiten de norm" not in page


def test_a_talk_beyond_the_norm_carries_a_warning(clock: StoppedClock) -> None:
    client = client_for(Diary(clock, appointment(within_norm=False)), clock)
    log_in(client)
    assert "buiten de norm van twee weken" in client.get(PAGE).text
    assert "Buiten de norm" in client.get(LIST).text


def test_each_look_at_a_summary_is_logged_without_its_content(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    log_in(client)
    with caplog.at_level(logging.INFO, "bot.desk.audit"):
        client.get(PAGE)
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.desk.audit"]
    assert lines == ["summary viewed: user=coach reference=K7M2QX"]


@pytest.mark.parametrize("outcome", ["attended", "missed"])
def test_the_coach_says_how_it_went_once_the_talk_has_begun(
    client: TestClient, diary: Diary, clock: StoppedClock, outcome: str
) -> None:
    clock.now = START - timedelta(minutes=5)
    log_in(client)
    early = client.get(PAGE).text
    assert 'value="attended"' not in early
    token = token_on(early)
    form = {"outcome": outcome, "form_token": token}
    assert client.post(f"{PAGE}/uitkomst", data=form).status_code == 409
    clock.now = START + timedelta(minutes=50)
    assert 'value="attended"' in client.get(PAGE).text
    assert "De stand is opgeslagen." in client.post(f"{PAGE}/uitkomst", data=form).text
    assert diary.kept["K7M2QX"].status == Status(outcome)


def test_an_outcome_from_another_site_is_refused(client: TestClient, diary: Diary, clock: StoppedClock) -> None:
    clock.now = START + timedelta(minutes=50)
    log_in(client)
    answer = client.post(f"{PAGE}/uitkomst", data={"outcome": "missed", "form_token": "verzonnen"})
    assert answer.status_code == 403
    assert diary.kept["K7M2QX"].status is Status.BOOKED


def test_an_unknown_appointment_gets_a_clear_page(client: TestClient) -> None:
    log_in(client)
    answer = client.get(f"{LIST}/NIEMAND")
    assert answer.status_code == 404
    assert "Deze afspraak bestaat niet" in answer.text


def test_pages_are_never_kept_by_a_browser(client: TestClient) -> None:
    log_in(client)
    for address in (LIST, PAGE):
        assert client.get(address).headers["cache-control"] == "no-store"


def test_a_short_secret_key_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="openssl rand"):
        DeskAccess("coach", PASSWORD, "kort", lambda: NOW)
