"""Mails arrive once, also after a crash or an outage."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from bot.desk import (
    Chore,
    SmtpMailer,
    run_worker,
)
from bot.desk.delivery import MAX_ATTEMPTS
from bot.desk.mail import OutgoingMail
from bot.store.outbox import LEASE, Delivery
from bot.store.outbox_events import Happened
from bot.store.outbox_tables import OutboxRow
from tests.desk.examples import (
    NOW,
    SENDER,
    appointment,
)
from tests.desk.post_room import COACH, JAN, ON_TELEGRAM, Office
from tests.desk.postbox import free_port


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
