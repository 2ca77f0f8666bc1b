"""The desk on real bookings: from a confirmed slot to mails, pages and what happens after, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import icalendar
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.desk import Courier, DeskAccess, Letters, Post, SmtpMailer, desk_router
from bot.intake import Hours, Status
from bot.store import Database
from bot.store.outbox import Outbox
from bot.store.personal import PersonalData
from tests.desk.examples import BASE_URL, SENDER, catalogue
from tests.desk.postbox import Postbox, part, smtp_server
from tests.desk.test_pages import HASH, SECRET, log_in, token_on
from tests.intake.branch import Branch, contact
from tests.intake.scene import coach, dutch, weekdays

COACH, JAN = "noor@example.org", "jan@example.org"


class Desk:
    def __init__(self, database: Database, box: Postbox, port: int, hours: tuple[Hours, ...] = weekdays()) -> None:
        self.branch = Branch(database, "2027-03-22 09:00").opens([coach("noor")], hours)
        self.box = box
        bookings = self.branch.bookings
        post = Post(Letters(catalogue(), BASE_URL), SmtpMailer(SENDER, f"smtp://127.0.0.1:{port}"), {})
        outbox = Outbox(database, self.clock)
        self.courier = Courier(database, outbox, bookings, post, self.clock)
        app = FastAPI()
        access = DeskAccess("coach", HASH, SECRET, self.clock)
        app.include_router(desk_router(bookings, catalogue(), access, self.clock, "https://testserver"))
        self.client = TestClient(app, base_url="https://testserver")

    def clock(self) -> datetime:
        return self.branch.now

    def deliver(self) -> None:
        while self.courier.deliver_due():
            pass

    def calendars(self, address: str) -> list[icalendar.Calendar]:
        mails = self.box.to(address)
        return [icalendar.Calendar.from_ical(part(mail, "text/calendar")) for mail in mails]


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    box = Postbox()
    with smtp_server(box) as port:
        yield Desk(database, box, port)


@pytest.fixture
def busy_desk(database: Database) -> Iterator[Desk]:
    """One moment a week."""
    box = Postbox()
    with smtp_server(box) as port:
        yield Desk(database, box, port, weekdays("09:00", "09:45", [4]))


def test_booked_moved_by_link_and_cancelled_everyone_hears_each_step_once(desk: Desk) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.deliver()
    page = f"/afspraak/{booked.token}"
    slot = desk.branch.slot("2027-03-30 09:00")
    moved = desk.client.post(f"{page}/verzetten", data={"tijd": slot.id, "zeker": "ja"})
    assert "Uw afspraak is verzet" in moved.text
    desk.deliver()
    gone = desk.client.post(f"{page}/afzeggen", data={"zeker": "ja"})
    assert "Uw afspraak is afgezegd" in gone.text
    desk.deliver()
    desk.deliver()
    for address in (COACH, JAN):
        calendars = desk.calendars(address)
        events = [calendar.walk("VEVENT")[0] for calendar in calendars]
        assert [str(calendar["method"]) for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [int(event["sequence"]) for event in events] == [0, 1, 2]
        assert [f"{event['dtstart'].dt:%m-%d %H:%M %z}" for event in events[:2]] == [
            "03-26 09:00 +0100",
            "03-30 09:00 +0200",
        ]
    assert "U werkt in een bakkerij." in part(desk.box.to(COACH)[0], "text/plain")


def test_the_link_offers_only_times_that_can_be_had(desk: Desk) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    other = desk.branch.books("piet", "2027-03-26 10:00")
    choices = desk.client.get(f"/afspraak/{booked.token}/verzetten").text
    assert other.slot.id not in choices
    taken = desk.client.post(f"/afspraak/{booked.token}/verzetten", data={"tijd": other.slot.id, "zeker": "ja"})
    assert taken.status_code == 409
    assert "net bezet" in taken.text
    assert desk.branch.bookings.by_reference(booked.reference) == booked


def test_a_link_ends_when_the_talk_begins(desk: Desk) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.branch.at("2027-03-26 08:59")
    late = desk.client.post(f"/afspraak/{booked.token}/afzeggen", data={"zeker": "ja"})
    assert late.status_code == 409
    desk.branch.at("2027-03-26 09:00")
    assert desk.client.get(f"/afspraak/{booked.token}").status_code == 410


def test_the_coach_marks_a_talk_that_has_passed(desk: Desk) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.branch.at("2027-03-26 12:00")
    desk.branch.bookings.sweep()
    log_in(desk.client)
    page = f"/coach/afspraken/{booked.reference}"
    assert "Voorbij, nog niet ingevuld" in desk.client.get(page).text
    form = {"outcome": "missed", "form_token": token_on(desk.client.get(page).text)}
    assert "De stand is opgeslagen." in desk.client.post(f"{page}/uitkomst", data=form).text
    found = desk.branch.bookings.by_reference(booked.reference)
    assert found is not None
    assert found.status is Status.MISSED
    desk.deliver()
    assert str(desk.box.to(JAN)[-1]["subject"]) == "We hebben u gemist bij uw afspraak"


def test_a_sick_coach_means_a_new_choice_for_the_worker_and_no_old_reminder(desk: Desk) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.deliver()
    day = dutch("2027-03-26 00:00").date()
    desk.branch.bookings.report_sick("noor", day, day)
    for _ in range(5 * 24):
        desk.deliver()
        desk.branch.passes(hours=1)
    subjects = [str(mail["subject"]) for mail in desk.box.to(JAN)]
    assert len(subjects) == 2
    assert subjects[1] == "Uw afspraak kan niet doorgaan, kies een nieuwe tijd"
    assert part(desk.box.to(JAN)[1], "text/plain").count("/verzetten?tijd=") == 3
    assert "Het spijt ons" in desk.client.get(f"/afspraak/{booked.token}").text


def test_a_waiting_worker_is_offered_the_freed_time_by_mail(busy_desk: Desk) -> None:
    fridays = [busy_desk.branch.books(f"worker {day}", f"2027-{day} 09:00") for day in ("03-26", "04-02")]
    busy_desk.deliver()
    busy_desk.branch.asks("piet")
    waiting = replace(contact("Piet Smit"), email="piet@example.org")
    busy_desk.branch.bookings.join_waitlist("piet", waiting)
    busy_desk.branch.bookings.cancel(fridays[0].reference)
    busy_desk.branch.bookings.sweep()
    busy_desk.deliver()
    (offer,) = busy_desk.box.to("piet@example.org")
    text = part(offer, "text/plain")
    assert "Beste Piet Smit" in text
    assert "vrijdag 26 maart 2027, van 09:00 tot 09:45 uur" in text


def test_an_offer_to_someone_who_stopped_waiting_is_not_sent(busy_desk: Desk) -> None:
    booked = busy_desk.branch.books("jan", "2027-03-26 09:00")
    busy_desk.branch.asks("piet")
    busy_desk.branch.bookings.join_waitlist("piet", replace(contact("Piet Smit"), email="piet@example.org"))
    busy_desk.branch.bookings.cancel(booked.reference)
    busy_desk.branch.bookings.sweep()
    busy_desk.branch.bookings.leave_waitlist("piet")
    busy_desk.deliver()
    assert busy_desk.box.to("piet@example.org") == []


def wait_for_a_place(desk: Desk) -> str:
    """Piet waits, and is offered Friday the 26th; the address of his page."""
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.branch.asks("piet")
    place = desk.branch.bookings.join_waitlist("piet", replace(contact("Piet Smit"), email="piet@example.org"))
    desk.branch.bookings.cancel(booked.reference)
    desk.deliver()
    address = f"/wachtlijst/{place.token}"
    assert address in part(desk.box.to("piet@example.org")[-1], "text/plain")
    return address


def test_an_offer_is_accepted_by_the_link_in_the_mail(busy_desk: Desk) -> None:
    page = wait_for_a_place(busy_desk)
    shown = busy_desk.client.get(page)
    assert "vrijdag 26 maart 2027" in shown.text
    assert busy_desk.branch.bookings.find("piet") is None
    (slot,) = set(re.findall(r'name="tijd" value="([^"]+)"', shown.text))
    done = busy_desk.client.post(page, data={"antwoord": "ja", "tijd": slot})
    assert "Uw afspraak staat vast" in done.text
    booked = busy_desk.branch.bookings.find("piet")
    assert booked is not None
    assert booked.slot.id == slot
    busy_desk.deliver()
    assert str(busy_desk.box.to("piet@example.org")[-1]["subject"]).startswith("Uw afspraak op")
    assert busy_desk.client.post(page, data={"antwoord": "ja", "tijd": slot}).status_code == 404
    assert len(busy_desk.branch.on_day("2027-03-26")) == 2  # the cancelled one and this one


def test_who_says_no_keeps_the_place_and_the_next_is_asked(busy_desk: Desk) -> None:
    page = wait_for_a_place(busy_desk)
    busy_desk.branch.asks("kees")
    busy_desk.branch.bookings.join_waitlist("kees", replace(contact("Kees"), email="kees@example.org"))
    (slot,) = set(re.findall(r'name="tijd" value="([^"]+)"', busy_desk.client.get(page).text))
    declined = busy_desk.client.post(page, data={"antwoord": "nee", "tijd": slot})
    assert "U blijft op de wachtlijst staan" in declined.text
    assert busy_desk.branch.bookings.waiting("piet") is not None
    busy_desk.deliver()
    assert len(busy_desk.box.to("kees@example.org")) == 1
    assert "Er is nu geen plek voor u vastgehouden" in busy_desk.client.get(page).text


def test_an_offer_that_ran_out_and_went_to_another_is_explained(busy_desk: Desk) -> None:
    page = wait_for_a_place(busy_desk)
    (slot,) = set(re.findall(r'name="tijd" value="([^"]+)"', busy_desk.client.get(page).text))
    busy_desk.branch.passes(hours=5)
    busy_desk.branch.books("kees", "2027-03-26 09:00")
    gone = busy_desk.client.post(page, data={"antwoord": "ja", "tijd": slot})
    assert gone.status_code == 409
    assert "Iemand anders heeft deze plek" in gone.text
    assert busy_desk.branch.bookings.find("piet") is None


def test_a_late_yes_counts_while_nobody_else_has_the_place(busy_desk: Desk) -> None:
    page = wait_for_a_place(busy_desk)
    (slot,) = set(re.findall(r'name="tijd" value="([^"]+)"', busy_desk.client.get(page).text))
    busy_desk.branch.passes(hours=5)
    assert "Uw afspraak staat vast" in busy_desk.client.post(page, data={"antwoord": "ja", "tijd": slot}).text


def test_leaving_the_list_by_link(busy_desk: Desk) -> None:
    page = wait_for_a_place(busy_desk)
    assert "niet meer op de wachtlijst" in busy_desk.client.post(page, data={"antwoord": "weg"}).text
    assert busy_desk.branch.bookings.waiting("piet") is None


def test_after_a_missed_talk_a_new_one_is_made_by_the_link(desk: Desk) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.branch.at("2027-03-26 12:00")
    desk.branch.bookings.mark(booked.reference, Status.MISSED)
    desk.deliver()
    text = part(desk.box.to(JAN)[-1], "text/plain")
    links = re.findall(r"/afspraak/\S+tijd=\S+", text)
    assert len(links) == 3
    assert "Klopt de nieuwe tijd?" in desk.client.get(links[0]).text
    form = {"tijd": links[0].split("tijd=")[1], "zeker": "ja"}
    assert "Uw afspraak staat vast" in desk.client.post(links[0].split("?")[0], data=form).text
    found = desk.branch.bookings.find("jan")
    assert found is not None
    assert found.reference != booked.reference
    assert found.summary == booked.summary
    assert found.first_asked == booked.first_asked


def test_erasing_everything_cancels_and_the_coach_still_hears_of_it(desk: Desk, database: Database) -> None:
    booked = desk.branch.books("jan", "2027-03-26 09:00")
    desk.deliver()
    personal = PersonalData(database, database.engine, desk.clock, desk.branch.bookings.cancel)
    personal.erase("jan")
    desk.deliver()
    assert [str(calendar["method"]) for calendar in desk.calendars(COACH)] == ["REQUEST", "CANCEL"]
    assert len(desk.box.to(JAN)) == 1
    log_in(desk.client)
    listed = desk.client.get("/coach/afspraken", params={"van": "2027-03-22", "tot": "2027-03-31"})
    assert listed.status_code == 200
    assert booked.reference in listed.text


def test_reminders_follow_dutch_time_over_theclock_change(desk: Desk) -> None:
    desk.branch.books("jan", "2027-03-30 14:00")
    sent = []
    while desk.branch.now < dutch("2027-03-30 14:00"):
        before = len(desk.box.to(JAN))
        desk.deliver()
        if len(desk.box.to(JAN)) > before:
            sent.append(f"{desk.branch.now:%m-%d %H:%M}")
        desk.branch.now = (desk.branch.now.astimezone() + timedelta(minutes=30)).astimezone(dutch("2027-01-01").tzinfo)
    assert sent == ["03-22 09:00", "03-29 14:00", "03-30 12:00"]
