"""From what happened to an intake to the mails that arrive: once, also after a crash or an outage."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import icalendar
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.desk import (
    Chore,
    Courier,
    Letters,
    LinkButton,
    Mailer,
    Post,
    SmtpMailer,
    WorkerUnreachable,
    run_worker,
)
from bot.desk.delivery import MAX_ATTEMPTS
from bot.desk.mail import OutgoingMail
from bot.intake import Appointment, Contact, Region, Status
from bot.store import Database, open_engine
from bot.store.outbox import LEASE, Delivery, Outbox
from bot.store.outbox_events import Happened, tell_of_appointment, tell_of_norm
from bot.store.outbox_tables import OutboxRow
from bot.store.tables import metadata
from tests.desk.diary import Diary
from tests.desk.examples import (
    BASE_URL,
    BRAM,
    FATIMA,
    NOW,
    SENDER,
    START,
    WORKER,
    StoppedClock,
    appointment,
    catalogue,
    slot,
)
from tests.desk.postbox import Postbox, free_port, part, smtp_server

COACH, JAN = FATIMA.email, WORKER.email
ON_TELEGRAM = Contact("Jan de Vries", "", "", "nl", "telegram", "4711")


@dataclass
class Chat:
    """A channel that keeps what was sent."""

    sent: list[tuple[str, str, Sequence[LinkButton]]] = field(default_factory=list)
    blocked: bool = False

    def send(self, worker_id: str, text: str, buttons: Sequence[LinkButton]) -> None:
        if self.blocked:
            raise WorkerUnreachable("the worker blocked the bot")
        self.sent.append((worker_id, text, buttons))


class Office:
    """Everything between an appointment that changes and a mail that arrives."""

    def __init__(self, path: Path, port: int) -> None:
        self.clock = StoppedClock()
        self.url = f"sqlite:///{path / 'desk.db'}"
        self.database = Database(open_engine(self.url))
        metadata.create_all(self.database.engine)
        self.outbox = Outbox(self.database, self.clock)
        self.diary = Diary(self.clock)
        self.chat = Chat()
        self.box = Postbox()
        self.port = port

    def courier(self, mailer: Mailer | None = None) -> Courier:
        mailer = mailer or SmtpMailer(SENDER, f"smtp://127.0.0.1:{self.port}")
        post = Post(Letters(catalogue(), BASE_URL), mailer, {"telegram": self.chat})
        return Courier(self.database, self.outbox, self.diary, post, self.clock)

    def happens(self, what: Happened, one: Appointment, previous: Appointment | None = None) -> None:
        self.diary.kept[one.reference] = one
        with self.database.write() as session:
            tell_of_appointment(session, what, one, now=self.clock(), previous=previous)

    def deliver(self) -> None:
        courier = self.courier()
        while courier.deliver_due():
            pass

    def deliver_until(self, moment: datetime) -> None:
        """Let the worker run on, an hour at a time."""
        self.deliver()
        while self.clock.now < moment:
            self.clock.now = min(self.clock.now + timedelta(hours=1), moment)
            self.deliver()

    def subjects(self, address: str) -> list[str]:
        return [str(mail["subject"]) for mail in self.box.to(address)]

    def errors(self) -> list[str | None]:
        with self.database.read() as session:
            return list(session.scalars(select(OutboxRow.last_error).where(OutboxRow.last_error.is_not(None))))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, free_port())
    with smtp_server(office.box, office.port):
        yield office


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


def test_an_outage_of_the_mail_server_loses_nothing_and_is_logged_by_name(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.happens(Happened.BOOKED, appointment())
    courier = office.courier(SmtpMailer(SENDER, f"smtp://127.0.0.1:{free_port()}"))
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            courier.deliver_due()
            office.clock.forward(minutes=10)
    assert any("SMTP_URL" in record.getMessage() for record in caplog.records)
    office.clock.forward(hours=2)
    office.deliver()
    assert len(office.box.to(COACH)) == len(office.box.to(JAN)) == 1


def test_an_address_that_is_refused_for_days_is_given_up_and_holds_up_nobody(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.box.refuse = {JAN: "550 no such user"}
    office.happens(Happened.BOOKED, appointment())
    for _ in range(MAX_ATTEMPTS + 5):
        office.deliver()
        office.clock.forward(hours=1, minutes=1)
    assert len(office.box.to(COACH)) == 1
    assert any(error and error.startswith("given up after") for error in office.errors())
    assert JAN not in caplog.text
    assert JAN not in str(office.errors())


def test_two_workers_at_once_send_each_mail_once(office: Office) -> None:
    for number in range(25):
        office.happens(Happened.BOOKED, appointment(reference=f"R{number:03}", token=str(number)))

    def work(_: int) -> None:
        courier = office.courier()
        while courier.deliver_due(3):
            pass

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert len(office.box.to(COACH)) == len(office.box.to(JAN)) == 25
    assert len({mail["message-id"] for mail in office.box.mails}) == 50


class _DyingMailer(SmtpMailer):
    """Sends, or not, and then the process is gone as by a power cut."""

    sends_first = True

    def send(self, mail: OutgoingMail, now: datetime) -> None:
        if self.sends_first:
            super().send(mail, now)
        os.kill(os.getpid(), signal.SIGKILL)


class _EarlyDyingMailer(_DyingMailer):
    sends_first = False


def _worker_that_dies(path: Path, port: int, kind: type[_DyingMailer]) -> None:
    office = Office(path, port)
    office.diary.kept["K7M2QX"] = appointment()
    courier = office.courier(kind(SENDER, f"smtp://127.0.0.1:{port}"))
    while courier.deliver_due():
        pass


def kill_a_worker(office: Office, path: Path, kind: type[_DyingMailer]) -> None:
    office.happens(Happened.BOOKED, appointment(contact=ON_TELEGRAM))
    spawn = multiprocessing.get_context("spawn")
    victim = spawn.Process(target=_worker_that_dies, args=(path, office.port, kind))
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL


def test_killed_before_sending_the_mail_still_goes_out_once(office: Office, tmp_path: Path) -> None:
    kill_a_worker(office, tmp_path, _EarlyDyingMailer)
    office.deliver()
    assert office.box.mails == []
    office.clock.forward(seconds=LEASE.total_seconds() + 1)
    office.deliver()
    assert len(office.box.to(COACH)) == 1


def test_killed_between_sending_and_marking_the_repeat_is_recognisable(office: Office, tmp_path: Path) -> None:
    kill_a_worker(office, tmp_path, _DyingMailer)
    assert len(office.box.to(COACH)) == 1
    office.clock.forward(seconds=LEASE.total_seconds() + 1)
    office.deliver()
    office.deliver()
    first, repeat = office.box.to(COACH)
    assert first["message-id"] == repeat["message-id"]


def test_a_message_that_cannot_be_written_does_not_stop_the_others(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with office.database.write() as session:
        session.add(
            OutboxRow(kind="coach_letter", key="broken", payload={}, created_at=NOW, attempts=0, next_try_at=NOW)
        )
    office.happens(Happened.BOOKED, appointment())
    office.deliver()
    assert len(office.box.to(COACH)) == 1
    assert office.outbox.waiting() == 3  # the broken one, tried again later, and two reminders


def test_the_worker_waits_for_a_database_that_is_away_and_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office.happens(Happened.BOOKED, appointment())
    stop, rounds = Event(), []

    def chore() -> None:
        rounds.append(office.clock())
        if len(rounds) == 1:
            raise ValueError("a chore that fails")
        stop.set()

    real, turns = office.outbox.due, []

    def flaky(limit: int = 20) -> Sequence[Delivery]:
        turns.append(limit)
        if len(turns) == 1:
            raise OperationalError("select", {}, ConnectionError("the server went away"))
        office.clock.forward(seconds=5)
        return real(limit)

    monkeypatch.setattr(office.outbox, "due", flaky)
    with caplog.at_level(logging.ERROR):
        chores = [Chore(chore, timedelta(seconds=1))]
        run_worker(office.courier(), stop, office.clock, chores, timedelta(milliseconds=1))
    assert any("DATABASE_URL" in record.getMessage() for record in caplog.records)
    assert len(rounds) == 2
    assert len(office.box.to(COACH)) == 1
