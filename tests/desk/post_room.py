"""From an appointment that changes to the mail that arrives, with a real mail server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.desk import (
    Courier,
    Letters,
    LinkButton,
    Mailer,
    Post,
    SmtpMailer,
    WorkerUnreachable,
)
from bot.intake import Appointment, Contact
from bot.store import Database, open_engine
from bot.store.outbox import Outbox
from bot.store.outbox_events import Happened, tell_of_appointment
from bot.store.outbox_tables import OutboxRow
from bot.store.tables import metadata
from tests.desk.diary import Diary
from tests.desk.examples import (
    BASE_URL,
    FATIMA,
    SENDER,
    WORKER,
    StoppedClock,
    catalogue,
)
from tests.desk.postbox import Postbox

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
