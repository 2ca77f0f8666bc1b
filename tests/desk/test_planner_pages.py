"""The pages of coaches and planners on real bookings: week, absence, offices, import, meetings, planning, messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.desk import BackOffice, Courier, DeskAccess, FileMailer, Letters, Post, desk_router
from bot.intake import Kind, SlotGone, Status, Summary
from bot.store import Database
from bot.store.bookings_change import find_row
from bot.store.checkins import CheckIns
from bot.store.offices_desk import OfficeDesk
from bot.store.outbox import Outbox
from tests.desk.examples import BASE_URL, SENDER, catalogue
from tests.desk.test_pages import HASH, SECRET, log_in, token_on
from tests.intake.branch import Branch, contact, starts
from tests.intake.scene import coach

PAGES = ("week", "afwezig", "bijeenkomsten", "kantoren", "kantoren/utr", "invoer", "planning", "berichten")


class Planner:
    def __init__(self, database: Database) -> None:
        self.branch = Branch(database, "2027-03-22 09:00").opens([coach("noor"), coach("bram")])
        self.outbox = Outbox(database, self.clock)
        self.back = BackOffice(
            self.branch.bookings, OfficeDesk(database, self.clock), self.outbox, CheckIns(database, self.clock)
        )
        app = FastAPI()
        access = DeskAccess("coach", HASH, SECRET, self.clock)
        address = "https://testserver"
        app.include_router(desk_router(self.branch.bookings, catalogue(), access, self.clock, address, back=self.back))
        self.client = TestClient(app, base_url=address)

    def clock(self):  # type: ignore[no-untyped-def]
        return self.branch.now

    def sends(self, page: str, to: str = "", **form: str):  # type: ignore[no-untyped-def]
        """The form on `page`, sent with its token."""
        token = token_on(self.client.get(page).text)
        return self.client.post(to or page, data={"form_token": token, **form})


@pytest.fixture
def planner(database: Database) -> Iterator[Planner]:
    made = Planner(database)
    log_in(made.client)
    yield made


@pytest.mark.parametrize("page", PAGES)
def test_nobody_comes_in_without_logging_in_and_every_page_leads_on(planner: Planner, page: str) -> None:
    shown = planner.client.get(f"/coach/{page}")
    assert shown.status_code == 200
    assert 'href="/coach/planning"' in shown.text
    planner.client.cookies.clear()
    refused = planner.client.get(f"/coach/{page}", follow_redirects=False)
    assert refused.status_code == 303
    assert refused.headers["location"].startswith("/coach/inloggen")


@pytest.mark.parametrize("page", ["afwezig", "bijeenkomsten", "kantoren/utr", "invoer", "berichten"])
def test_a_form_from_elsewhere_is_refused_with_a_page(planner: Planner, page: str) -> None:
    refused = planner.client.post(f"/coach/{page}", data={"form_token": "of-another-site", "zeker": "ja"})
    assert refused.status_code == 403
    assert "Formulier niet verwerkt" in refused.text


def test_the_week_shows_each_day_and_marks_what_has_begun(planner: Planner) -> None:
    booked = planner.branch.books("jan", "2027-03-23 09:00")
    planner.branch.books("piet", "2027-03-25 10:00", who="bram")
    page = planner.client.get("/coach/week?coach=noor&dag=2027-03-24").text
    assert "dinsdag 23 maart 2027" in page
    assert page.count('scope="row"') == 1
    assert "Geweest" not in page
    assert "Gesloten: Tweede paasdag" in planner.client.get("/coach/week?dag=2027-03-29").text
    planner.branch.at("2027-03-23 09:10")
    log_in(planner.client)
    week = "/coach/week?coach=noor&dag=2027-03-24"
    shown = planner.sends(week, f"/coach/afspraken/{booked.reference}/uitkomst", outcome="attended", terug=week)
    assert str(shown.url).endswith(week)
    found = planner.branch.bookings.by_reference(booked.reference)
    assert found is not None
    assert found.status is Status.ATTENDED


def test_sickness_first_shows_what_it_means_and_then_does_it(planner: Planner) -> None:
    booked = planner.branch.books("jan", "2027-03-24 09:00")
    other = planner.branch.books("piet", "2027-03-24 09:00", who="bram")
    form = {"coach": "noor", "soort": "sick", "van": "2027-03-24", "tot": "2027-03-25"}
    asked = planner.sends("/coach/afwezig", **form)
    assert "1 afspraak kan niet doorgaan" in asked.text
    assert booked.reference in asked.text
    assert planner.branch.bookings.by_reference(booked.reference).status is Status.BOOKED  # type: ignore[union-attr]
    done = planner.sends("/coach/afwezig", **form, zeker="ja")
    assert "1 afspraak moet opnieuw" in done.text
    assert planner.branch.bookings.by_reference(booked.reference).status is Status.REBOOK  # type: ignore[union-attr]
    assert planner.branch.bookings.by_reference(other.reference).status is Status.BOOKED  # type: ignore[union-attr]
    assert "is ziek gemeld" in planner.client.get("/coach/week?dag=2027-03-24").text
    assert booked.reference in planner.client.get("/coach/planning").text
    planner.sends("/coach/afwezig", "/coach/afwezig/terug", coach="noor", dag="2027-03-25")
    assert "is ziek gemeld" in planner.client.get("/coach/week?dag=2027-03-24").text
    assert len(planner.back.offices.absences()) == 1


def test_leave_of_an_afternoon(planner: Planner) -> None:
    morning = planner.branch.books("jan", "2027-03-24 09:00")
    afternoon = planner.branch.books("piet", "2027-03-24 14:00")
    form = {"coach": "noor", "soort": "leave", "van": "2027-03-24", "vanaf": "13:00", "tot_uur": "17:00"}
    done = planner.sends("/coach/afwezig", **form, zeker="ja").text
    assert afternoon.reference in done
    assert morning.reference not in done


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"coach": "nobody"}, "Kies een coach."),
        ({"van": "gisteren"}, "Vul een dag in"),
        ({"tot": "2027-03-01"}, "Het einde ligt voor het begin"),
        ({"vanaf": "9:03"}, "hele vijf minuten"),
    ],
)
def test_an_absence_that_cannot_be_is_explained(planner: Planner, changes: dict[str, str], words: str) -> None:
    form = {"coach": "noor", "soort": "sick", "van": "2027-03-24", **changes}
    shown = planner.sends("/coach/afwezig", **form, zeker="ja")
    assert shown.status_code == 400
    assert words in shown.text
    assert not planner.back.offices.absences()


def office_form(planner: Planner) -> dict[str, str]:
    fields = planner.client.get("/coach/kantoren/utr").text.split("/dag")[0]
    return dict(re.findall(r'<input type="text" id="[^"]+" name="([^"]+)" value="([^"]*)"', fields))


def test_opening_hours_and_rules_are_edited_and_hold_at_once(planner: Planner) -> None:
    form = office_form(planner)
    assert form["hours_mon"] == "09:00-17:00"
    for name in ("mon", "tue", "wed", "thu", "fri"):
        form[f"hours_{name}"] = ""
    shown = planner.sends("/coach/kantoren/utr", **form | {"hours_wed": "10:00-12:00, 13:00-14:00", "norm_days": "7",
                          "min_notice": "48"})  # fmt: skip
    assert "Het kantoor is opgeslagen" in shown.text
    planner.branch.asks("jan")
    assert starts(planner.branch.bookings.offer("jan", limit=2).slots) == ["03-24 10:00", "03-24 10:45"]
    office = planner.back.offices.office("utr")
    assert office is not None
    assert (office.rules.norm_days, office.rules.min_notice) == (7, timedelta(hours=48))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("hours_mon", "9 tot 5", "Schrijf de tijden zo"),
        ("hours_mon", "13:00-17:00, 09:00-14:00", "Schrijf de tijden zo"),
        ("length", "7", "door vijf te delen"),
        ("norm_days", "veel", "heel aantal dagen"),
        ("name", "", "Vul een naam in."),
        ("email", "geen adres", "apenstaartje"),
    ],
)
def test_a_field_that_is_not_right_is_named_and_nothing_is_kept(
    planner: Planner, field: str, value: str, words: str
) -> None:
    before = planner.back.offices.office("utr")
    shown = planner.sends("/coach/kantoren/utr", **office_form(planner) | {field: value})
    assert shown.status_code == 400
    assert words in shown.text
    assert "1 veld klopt nog niet" in shown.text
    assert planner.back.offices.office("utr") == before


def test_a_day_that_closes_sets_its_appointments_aside(planner: Planner) -> None:
    booked = planner.branch.books("jan", "2027-03-24 09:00")
    shown = planner.sends("/coach/kantoren/utr", "/coach/kantoren/utr/dag", dag="2027-03-24", reden="verhuizing")
    assert "De dag is opgeslagen" in shown.text
    assert booked.reference in shown.text
    assert "verhuizing" in planner.client.get("/coach/kantoren/utr").text
    past = planner.sends("/coach/kantoren/utr", "/coach/kantoren/utr/dag", dag="2027-03-01")
    assert "Kies een dag die nog komt" in past.text


LIST = """regions:
  - id: oost
    name: Oost
    postcodes: [7000-7099]
offices:
  - id: arnhem
    region: oost
    name: Werkplein Arnhem
    address: Kade 1, 7001 ZZ Arnhem
    phone: 026 000 00 00
    email: arnhem@example.org
    hours: {mon: 09:00-17:00}
"""


def test_a_list_is_tried_first_and_stored_when_told_so(planner: Planner) -> None:
    token = token_on(planner.client.get("/coach/invoer").text)
    upload = {"bestand": ("kantoren.yml", LIST.encode(), "application/yaml")}
    tried = planner.client.post("/coach/invoer", data={"form_token": token}, files=upload).text
    assert "Er is nog niets opgeslagen" in tried
    assert planner.back.offices.office("arnhem") is None
    content = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", tried, re.S)
    assert content is not None
    form = {"form_token": token, "naam": "kantoren.yml", "inhoud": content.group(1).replace("\n", "\r\n")}
    assert "De lijst is opgeslagen" in planner.client.post("/coach/invoer", data=form).text
    assert planner.back.offices.office("arnhem") is not None


def test_faults_in_a_list_are_shown_by_line(planner: Planner) -> None:
    token = token_on(planner.client.get("/coach/invoer").text)
    wrong = LIST.replace("arnhem@example.org", "geen adres").replace("09:00-17:00", "17:00-09:00")
    upload = {"bestand": ("kantoren.yml", wrong.encode(), "application/yaml")}
    shown = planner.client.post("/coach/invoer", data={"form_token": token}, files=upload)
    assert shown.status_code == 400
    assert "2 fouten gevonden" in shown.text
    assert {"<td>11</td>", "<td>12</td>"} <= set(re.findall(r"<td>\d+</td>", shown.text))
    nothing = planner.client.post("/coach/invoer", data={"form_token": token})
    assert "Kies eerst een bestand" in nothing.text


def test_a_meeting_is_planned_and_its_guests_are_listed(planner: Planner) -> None:
    form = {"titel": "Informatieavond", "kantoor": "utr", "coach": "noor", "dag": "2027-03-24", "van": "19:00",
            "tot": "20:30", "plaatsen": "12", "code": "Staal26"}  # fmt: skip
    shown = planner.sends("/coach/bijeenkomsten", **form)
    assert "0 van 12 bezet" in shown.text
    (meeting,) = planner.back.offices.meetings()
    planner.branch.asks("jan")
    (slot,) = planner.branch.bookings.offer("jan", kind=Kind.GROUP, audience="staal26").slots
    booked = planner.branch.bookings.confirm("jan", contact(), Summary(), slot.id, audience="staal26")
    assert not isinstance(booked, SlotGone)
    assert "Jan Bakker" in planner.client.get(f"/coach/bijeenkomsten/{meeting.id}").text
    taken = planner.sends("/coach/bijeenkomsten", **form)
    assert taken.status_code == 409
    assert planner.sends("/coach/bijeenkomsten", **form | {"plaatsen": "veel"}).status_code == 400


def test_the_planner_sees_who_waits_and_what_breaks_the_norm(planner: Planner) -> None:
    planner.branch.asks("jan")
    planner.branch.bookings.join_waitlist("jan", contact("Jan Wacht"))
    late = planner.branch.books("piet", "2027-04-12 09:00")
    planner.branch.asks("els")
    page = planner.client.get("/coach/planning").text
    assert "Jan Wacht, wacht sinds" in page
    assert late.reference in page
    assert "Vroeg op 22 maart 2027" in page


def test_the_office_moves_and_cancels_for_a_worker_who_calls_too_late(planner: Planner) -> None:
    booked = planner.branch.books("jan", "2027-03-24 09:00")
    planner.branch.at("2027-03-24 08:00")
    log_in(planner.client)
    page = f"/coach/afspraken/{booked.reference}"
    assert "Regelen voor de werknemer" in planner.client.get(page).text
    slots = re.findall(r'name="tijd" id="[^"]+" value="([^"]+)"', planner.client.get(f"{page}/verzetten").text)
    planner.sends(f"{page}/verzetten", tijd=slots[-1])
    moved = planner.branch.bookings.by_reference(booked.reference)
    assert moved is not None
    assert moved.slot.id == slots[-1]
    assert planner.sends(f"{page}/verzetten", tijd="onzin").status_code == 409
    assert planner.sends(page, f"{page}/afzeggen").status_code == 400
    planner.sends(page, f"{page}/afzeggen", zeker="ja")
    assert planner.branch.bookings.by_reference(booked.reference).status is Status.CANCELLED  # type: ignore[union-attr]


def test_given_up_messages_are_shown_and_tried_again(planner: Planner, tmp_path) -> None:  # type: ignore[no-untyped-def]
    planner.branch.books("jan", "2027-03-24 09:00")
    (row,) = planner.outbox.due()
    planner.outbox.given_up(row, "the server refused the receiver")
    page = planner.client.get("/coach/berichten").text
    assert "the server refused the receiver" in page
    assert "1 bericht wordt opnieuw geprobeerd" in planner.sends("/coach/berichten", bericht=str(row.id)).text
    post = Post(Letters(catalogue(), BASE_URL), FileMailer(SENDER, tmp_path), {})
    courier = Courier(planner.branch.database, planner.outbox, planner.branch.bookings, post, planner.clock)
    while courier.deliver_due():
        pass
    assert len(list(tmp_path.glob("*.eml"))) == 2
    assert planner.outbox.given_up_rows() == []


def test_after_logging_in_the_planner_comes_where_the_link_pointed(planner: Planner) -> None:
    planner.client.cookies.clear()
    assert log_in(planner.client, naar="/coach/planning").headers["location"] == "/coach/planning"


def test_the_office_keeps_its_own_line_when_a_name_holds_markup(planner: Planner) -> None:
    booked = planner.branch.books("jan", "2027-03-24 09:00")
    with planner.branch.database.write() as session:
        row = find_row(session, booked.reference)
        row.contact = row.contact | {"name": "<script>alert(1)</script>"}
    for page in ("week?dag=2027-03-24", "planning"):
        assert "<script>" not in planner.client.get(f"/coach/{page}").text
