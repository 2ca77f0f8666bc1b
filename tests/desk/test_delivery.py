"""From what happened to an intake to the mails that arrive."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import icalendar

from bot.intake import Contact, Region, Status
from bot.store.outbox_events import Happened, tell_of_norm
from tests.desk.examples import (
    BASE_URL,
    BRAM,
    NOW,
    START,
    WORKER,
    appointment,
    catalogue,
    slot,
)
from tests.desk.post_room import COACH, JAN, ON_TELEGRAM, Office
from tests.desk.postbox import part


def test_a_booking_brings_the_coach_summary_warning_and_invitation(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment(within_norm=False))
    office.deliver()
    (mail,) = office.box.to(COACH)
    for version in ("text/plain", "text/html"):
        text = part(mail, version)
        for fact in (
            "Jan de Vries",
            "dinsdag 1 december 2026, van 14:00 tot 14:45 uur (Nederlandse tijd)",
            "Werkcentrum Amsterdam, Voorbeeldstraat 1, Amsterdam",
            "0612345678",
            "jan@post.example",
            "Laatste werkdag: 28 februari 2027",
            "Door de werknemer zelf verteld en goedgekeurd; niet getoetst.",
            "buiten de norm van twee weken",
        ):
            assert fact in text
    invitation = icalendar.Calendar.from_ical(part(mail, "text/calendar"))
    (event,) = invitation.walk("VEVENT")
    assert event["dtstart"].dt.strftime("%Y-%m-%d %H:%M %Z") == "2026-12-01 14:00 CET"


def test_a_booking_confirms_to_the_worker_without_the_summary(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment())
    office.deliver()
    (mail,) = office.box.to(JAN)
    text = part(mail, "text/plain")
    for fact in (
        "K7M2QX",
        "Voorbeeldstraat 1, Amsterdam",
        catalogue().text("bring.office", "nl"),
        f"{BASE_URL}/afspraak/t0ken-that-nobody-guesses/verzetten",
        f"{BASE_URL}/afspraak/t0ken-that-nobody-guesses/afzeggen",
    ):
        assert fact in text
    assert "Laatste werkdag" not in mail.as_string()
    assert "lasser" not in mail.as_string()


def test_mail_is_accessible_and_calls_nothing_from_outside(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment(contact=replace(WORKER, language="en")))
    office.deliver()
    html = part(office.box.to(JAN)[0], "text/html")
    assert '<html lang="en">' in html
    assert "Your appointment is set" in html
    for remote in ("<img", "<link", "<script", "url(", "@import"):
        assert remote not in html


def test_what_a_worker_wrote_never_becomes_markup_in_a_mail(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment(contact=replace(WORKER, name="<script>alert(1)</script>")))
    office.deliver()
    for address in (COACH, JAN):
        assert "<script" not in part(office.box.to(address)[0], "text/html")


def test_telling_twice_sends_once(office: Office) -> None:
    for _ in range(3):
        office.happens(Happened.BOOKED, appointment())
        office.deliver()
    assert len(office.box.to(COACH)) == len(office.box.to(JAN)) == 1


def test_a_move_updates_the_same_event_and_names_both_times(office: Office) -> None:
    first = appointment()
    office.happens(Happened.BOOKED, first)
    office.deliver()
    moved = appointment(slot=slot(START + timedelta(days=1)), sequence=1)
    office.happens(Happened.MOVED, moved, first)
    office.deliver()
    booked, update = office.box.to(COACH)
    text = part(update, "text/plain")
    assert "woensdag 2 december 2026, van 14:00" in text
    assert "dinsdag 1 december 2026, van 14:00" in text
    events = [icalendar.Calendar.from_ical(part(mail, "text/calendar")).walk("VEVENT")[0] for mail in (booked, update)]
    assert events[0]["uid"] == events[1]["uid"]
    assert [event["sequence"] for event in events] == [0, 1]


def test_a_move_to_a_colleague_takes_it_from_the_first_coach(office: Office) -> None:
    first = appointment()
    office.happens(Happened.BOOKED, first)
    office.deliver()
    moved = appointment(coach=BRAM, slot=slot(START + timedelta(days=1), BRAM), sequence=1)
    office.happens(Happened.MOVED, moved, first)
    office.deliver()
    taken = office.box.to(COACH)[-1]
    calendar = icalendar.Calendar.from_ical(part(taken, "text/calendar"))
    assert calendar["method"] == "CANCEL"
    assert calendar.walk("VEVENT")[0]["dtstart"].dt == START
    (new,) = office.box.to(BRAM.email)
    assert "Laatste werkdag: 28 februari 2027" in part(new, "text/plain")


def test_moved_twice_before_anyone_could_be_told_every_coach_still_hears_the_end(office: Office) -> None:
    first = appointment()
    office.happens(Happened.BOOKED, first)
    office.deliver()
    second = appointment(coach=BRAM, slot=slot(START, BRAM), sequence=1)
    third = appointment(coach=BRAM, slot=slot(START + timedelta(days=1), BRAM), sequence=2)
    office.happens(Happened.MOVED, second, first)
    office.happens(Happened.MOVED, third, second)
    office.deliver()
    assert len(office.box.to(COACH)) == 2
    assert "niet meer bij u" in part(office.box.to(COACH)[-1], "text/plain")
    assert len(office.box.to(BRAM.email)) == 1
    assert len(office.box.to(JAN)) == 2


def test_a_cancellation_reaches_both_and_silences_the_reminders(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment())
    office.deliver()
    gone = appointment(status=Status.CANCELLED, sequence=1)
    office.happens(Happened.CANCELLED, gone)
    office.deliver_until(START)
    for address in (COACH, JAN):
        _booked, cancelled = office.box.to(address)
        assert icalendar.Calendar.from_ical(part(cancelled, "text/calendar"))["method"] == "CANCEL"
        assert "Laatste werkdag" not in cancelled.as_string()
    assert not any("Herinnering" in subject for subject in office.subjects(JAN))


def test_the_coach_hears_of_a_cancellation_also_when_the_worker_erased_everything(office: Office) -> None:
    gone = appointment(status=Status.CANCELLED, sequence=1, contact=Contact(""))
    office.happens(Happened.CANCELLED, gone)
    office.deliver()
    (mail,) = office.box.to(COACH)
    assert "K7M2QX" in str(mail["subject"])
    assert office.box.receivers == [COACH]


def test_reminders_come_a_day_and_two_hours_before(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment())
    office.deliver_until(START - timedelta(hours=25))
    assert len(office.box.to(JAN)) == 1
    office.deliver_until(START - timedelta(hours=24))
    assert len(office.box.to(JAN)) == 2
    office.deliver_until(START)
    assert [subject.startswith("Herinnering") for subject in office.subjects(JAN)] == [False, True, True]
    assert len(office.box.to(COACH)) == 1


def test_after_a_move_only_the_new_time_is_reminded_of(office: Office) -> None:
    first = appointment()
    office.happens(Happened.BOOKED, first)
    office.deliver()
    office.happens(Happened.MOVED, appointment(slot=slot(START + timedelta(days=2)), sequence=1), first)
    office.deliver_until(START + timedelta(days=2))
    reminders = [subject for subject in office.subjects(JAN) if subject.startswith("Herinnering")]
    assert len(reminders) == 2
    assert all("donderdag 3 december 2026" in subject for subject in reminders)


def test_a_reminder_held_up_into_the_night_waits_for_the_morning(office: Office) -> None:
    morning = appointment(slot=slot(START.replace(hour=11)))
    office.happens(Happened.BOOKED, morning)
    office.deliver()
    office.clock.now = START.replace(day=30, month=11, hour=22)
    office.deliver()
    assert len(office.box.to(JAN)) == 1
    office.clock.now = START.replace(hour=7)
    office.deliver()
    assert office.subjects(JAN)[-1].startswith("Herinnering")


def test_a_worker_without_mail_is_reminded_in_the_chat(office: Office) -> None:
    office.happens(Happened.BOOKED, appointment(contact=ON_TELEGRAM))
    office.deliver()
    assert office.chat.sent == []
    office.deliver_until(START)
    day, hours = office.chat.sent
    assert day[0] == "web-1"
    assert "dinsdag 1 december 2026, van 14:00" in day[1]
    assert day[2][0].url.startswith(f"{BASE_URL}/afspraak/")
    assert hours[1] != ""


def test_a_blocked_chat_is_not_tried_again(office: Office) -> None:
    office.chat.blocked = True
    office.happens(Happened.MISSED, appointment(contact=ON_TELEGRAM, status=Status.MISSED))
    office.deliver()
    assert office.outbox.waiting() == 0
    assert office.errors() == ["unreachable: the worker blocked the bot"]


def test_a_talk_that_cannot_go_on_asks_the_worker_for_a_new_time_not_at_night(office: Office) -> None:
    office.clock.now = NOW.replace(hour=22)
    office.happens(Happened.REBOOK, appointment(status=Status.REBOOK))
    office.deliver()
    assert office.box.mails == []
    office.clock.forward(hours=10)
    office.deliver()
    assert f"{BASE_URL}/afspraak/t0ken-that-nobody-guesses/verzetten" in part(office.box.to(JAN)[0], "text/plain")


def test_the_coach_hears_when_a_worker_could_no_longer_cancel_alone(office: Office) -> None:
    office.happens(Happened.TOO_LATE, appointment())
    office.deliver()
    (mail,) = office.box.to(COACH)
    assert "0612345678" in part(mail, "text/plain")


def test_each_planner_is_warned_once_a_day(office: Office) -> None:
    for _ in range(2):
        with office.database.write() as session:
            tell_of_norm(session, Region("gam", "Groot-Amsterdam"), ["a@x.example", "b@x.example"], 3, now=NOW)
    office.deliver()
    assert sorted(office.box.receivers) == ["a@x.example", "b@x.example"]
    assert "3 werknemers staan op de wachtlijst" in part(office.box.mails[0], "text/plain")
