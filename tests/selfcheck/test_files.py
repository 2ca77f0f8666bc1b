"""The picture and the document behind their link: whole, private, and only for who has the link."""

from __future__ import annotations

import re

from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.app import App
from bot.channels.web.selfcheck_files import selfcheck_router
from bot.selfcheck import TRADE, Filled
from tests.selfcheck.conftest import TODAY


def _client(app: App) -> TestClient:
    served = FastAPI()
    served.include_router(selfcheck_router(app.checks, app.catalogue, app.clock))
    return TestClient(served)


def test_the_link_gives_picture_and_document(app: App) -> None:
    filled = Filled("welder", "mbo2", "Twente", {**dict.fromkeys(TRADE, 4), "t1": 2, "z2": 1})
    token = app.checks.link(filled, "nl", TODAY, [("cv_help", "applying_hard")])
    client = _client(app)
    page = client.get(f"/zelfcheck/{token}.html")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "private, no-store"
    for words in ('<html lang="nl">', "<title>Uw zelfcheck</title>", "22 november 2026", "Hulp bij uw cv en gesprek"):
        assert words in page.text
    assert len(re.findall("<h1>", page.text)) == 1
    drawn = client.get(f"/zelfcheck/{token}.svg").text
    assert 'role="img"' in drawn
    assert "van de 10 dingen" in drawn
    assert "Uw eigen vak: een sterk punt" in drawn
    assert client.get(f"/zelfcheck/{token}.png").content.startswith(b"\x89PNG")


def test_what_people_typed_is_never_taken_for_html(app: App) -> None:
    token = app.checks.link(Filled("welder", None, "<script>alert(1)</script>", {"v1": 5}), "nl", TODAY, [])
    assert "<script>" not in _client(app).get(f"/zelfcheck/{token}.html").text


def test_a_link_that_is_not_ours_is_refused_in_words(app: App) -> None:
    for kind in ("svg", "png", "html"):
        answer = _client(app).get(f"/zelfcheck/not-a-token.{kind}")
        assert answer.status_code == 410
        assert "Deze link werkt niet meer" in answer.text


def test_without_an_occupation_the_picture_shows_how_it_was_filled_in(app: App) -> None:
    token = app.checks.link(Filled(answers=dict.fromkeys(("z1", "z2", "z3", "z4"), 5)), "en", TODAY, [])
    client = _client(app)
    assert "Without your occupation" in client.get(f"/zelfcheck/{token}.html").text
    drawn = client.get(f"/zelfcheck/{token}.svg").text
    assert "Looking for work: a strong point" in drawn
    assert "of 10 things" not in drawn


def test_with_hardly_an_answer_there_is_a_document_and_no_picture(app: App) -> None:
    token = app.checks.link(Filled(answers={"t1": 5, "t2": 1}), "en", TODAY, [])
    assert _client(app).get(f"/zelfcheck/{token}.html").status_code == 200
    assert _client(app).get(f"/zelfcheck/{token}.svg").status_code == 410


def test_a_region_is_known_by_place_name_or_postcode(app: App) -> None:
    assert app.checks.region("ergens bij Eindhoven") == "Zuidoost-Brabant"
    assert app.checks.region("3511 AB") == "Midden-Utrecht"
    assert app.checks.region("Atlantis") is None
