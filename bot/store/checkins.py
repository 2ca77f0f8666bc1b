"""Asking how things go, every four to five weeks after the intake, no oftener than the worker wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store import outbox
from bot.store.bookings_rows import new_token
from bot.store.checkin_tables import CheckInRow
from bot.store.database import Database

CHECK_IN = "check_in"
COACH_NOTE = "coach_note"
USUAL_DAYS = 32
"""Between four and five weeks, as coaches do."""

MOST_DAYS = 4 * USUAL_DAYS
_AFTER_THE_TALK = timedelta(days=1)
_PATIENCE = 3
"""After so many questions in a row without an answer none follow."""


class State(StrEnum):
    """INVITED: whether it is welcome was asked. STOPPED: not welcome (any more). DONE: work was found."""

    INVITED = "invited"
    AGREED = "agreed"
    STOPPED = "stopped"
    DONE = "done"


class Answer(StrEnum):
    """What a worker can say to 'how is it going'."""

    GOOD = "good"
    HELP = "help"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How it stands with one worker. `reference` is the intake that led to it, `asked` the number of the latest
    question, `answered` that of the latest one with an answer."""

    worker_id: str
    reference: str
    token: str
    state: State
    days: int
    asked: int
    answered: int
    next_at: datetime | None


def invite(session: Session, worker_id: str, reference: str, now: datetime) -> None:
    """After an intake that was attended: ask, a day later, whether such questions are welcome. Once a worker."""
    if session.get(CheckInRow, worker_id) is not None:
        return
    session.add(
        CheckInRow(
            worker_id=worker_id,
            reference=reference,
            token=new_token(),
            state=State.INVITED,
            days=USUAL_DAYS,
            asked=0,
            answered=0,
            changed_at=now,
        )
    )
    payload = {"worker_id": worker_id, "asked": 0}
    outbox.add(session, CHECK_IN, f"{CHECK_IN}:{worker_id}:0", payload, now + _AFTER_THE_TALK, now=now)


class CheckIns:
    """Each method is one unit of work; those that answer give the state afterwards, None for an unknown worker."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def find(self, worker_id: str) -> CheckIn | None:
        """How it stands with this worker."""
        with self._database.read() as session:
            row = session.get(CheckInRow, worker_id)
            return _value(row) if row is not None else None

    def by_token(self, token: str) -> CheckIn | None:
        """The worker whose link this is."""
        with self._database.read() as session:
            row = session.scalars(select(CheckInRow).where(CheckInRow.token == token)).one_or_none()
            return _value(row) if row is not None else None

    def agree(self, worker_id: str, *, seldom: bool = False) -> CheckIn | None:
        """Questions are welcome, the first after the usual time, or twice that."""
        with self._database.write() as session:
            row = _locked(session, worker_id)
            if row is None:
                return None
            row.days = 2 * USUAL_DAYS if seldom else USUAL_DAYS
            return self._plan(row, State.AGREED)

    def less_often(self, worker_id: str) -> CheckIn | None:
        """Twice as long between two questions, from now on."""
        with self._database.write() as session:
            row = _locked(session, worker_id)
            if row is None:
                return None
            row.days = min(2 * row.days, MOST_DAYS)
            return self._plan(row, State.AGREED)

    def stop(self, worker_id: str) -> CheckIn | None:
        """No more questions."""
        with self._database.write() as session:
            row = _locked(session, worker_id)
            return self._plan(row, State.STOPPED) if row is not None else None

    def answer(self, worker_id: str, answer: Answer, number: int) -> CheckIn | None:
        """Keep that question `number` was answered; the coach hears, once, of a wish for help and of work found.

        What was answered is kept nowhere but in that message to the coach.
        """
        now = self._clock()
        with self._database.write() as session:
            row = _locked(session, worker_id)
            if row is None:
                return None
            row.answered = max(row.answered, min(number, row.asked))
            if answer is not Answer.GOOD:
                payload = {"worker_id": worker_id, "reference": row.reference, "answer": str(answer)}
                key = f"{COACH_NOTE}:{row.reference}:{number}:{answer}"
                outbox.add(session, COACH_NOTE, key, payload, now=now)
            return self._plan(row, State.DONE) if answer is Answer.WORK else _value(row)

    def ask_due(self) -> int:
        """Put the questions whose time has come in the outbox; how many. Who never answers is left in peace."""
        now = self._clock()
        due = select(CheckInRow).where(CheckInRow.state == State.AGREED, CheckInRow.next_at <= now)
        with self._database.read() as session:
            if session.scalars(due.limit(1)).first() is None:
                return 0
        count = 0
        with self._database.write() as session:
            for row in session.scalars(due.order_by(CheckInRow.next_at).with_for_update(skip_locked=True)):
                if row.asked - row.answered >= _PATIENCE:
                    self._plan(row, State.STOPPED)
                    continue
                row.asked += 1
                self._plan(row, State.AGREED)
                payload = {"worker_id": row.worker_id, "asked": row.asked}
                count += outbox.add(session, CHECK_IN, f"{CHECK_IN}:{row.worker_id}:{row.asked}", payload, now=now)
        return count

    def _plan(self, row: CheckInRow, state: State) -> CheckIn:
        now = self._clock()
        row.state, row.changed_at = state, now
        row.next_at = now + timedelta(days=row.days) if state is State.AGREED else None
        return _value(row)


def _locked(session: Session, worker_id: str) -> CheckInRow | None:
    return session.get(CheckInRow, worker_id, with_for_update=True)


def _value(row: CheckInRow) -> CheckIn:
    return CheckIn(
        row.worker_id,
        row.reference,
        row.token,
        State(row.state),
        row.days,
        row.asked,
        row.answered,
        row.next_at,
    )
