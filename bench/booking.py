"""Many workers confirm the same slots at the same moment, from several processes, with and without processes killed.

Run: python -m bench.booking [sqlite|postgres ...]. Everyone picked a slot beforehand; 500 workers, 300 slots.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from bench.region import NOW, RULES, address, build, open_database
from bot.clock import shifted_clock
from bot.desk import Courier, Letters, Post, SmtpMailer
from bot.intake import Appointment, Contact, Kind, Slot, SlotGone, Summary, cell_of, free_slots
from bot.store import Database
from bot.store.booking_tables import AppointmentRow, CellRow
from bot.store.bookings import Bookings
from bot.store.bookings_planning import read_planning
from bot.store.outbox import Outbox
from bot.store.outbox_tables import OutboxRow
from bot.wording import Catalogue
from tests.desk.postbox import Postbox, smtp_server

WORKERS, SLOTS, PROCESSES = 500, 300, 4
LEASE = timedelta(seconds=3)
ROOT = Path(__file__).resolve().parents[1]
CONTACT = Contact("Bench", "bench@example.org")


def targets(database: Database) -> list[Slot]:
    """Slots that do not overlap, so that all of them can be booked, on different coaches and hours."""
    with database.read() as session:
        planning = read_planning(session, NOW, NOW.date(), NOW.date() + timedelta(days=9), region_id="bench")
    chosen: list[Slot] = []
    until: dict[str, int] = {}
    for slot in free_slots(planning, NOW, NOW.date(), NOW.date() + timedelta(days=9), kind=Kind.OFFICE):
        if cell_of(slot.start) >= until.get(slot.coach_id, 0) and len(chosen) < SLOTS:
            until[slot.coach_id] = cell_of(slot.end + RULES.buffer)
            chosen.append(slot)
    return chosen


def take_part(url: str, tasks: Path, log: Path) -> None:
    """One process: once all are ready, confirm for its workers, one by one, and write down what each was told.

    It goes on where the one before it was killed: whoever was not told anything confirms again.
    """
    database = open_database(url)
    bookings = Bookings(database, lambda: NOW)
    bookings.ask(log.name, region_id="bench")
    bookings.offer(log.name)
    done = {json.loads(line)["worker"] for line in log.read_text().splitlines()} if log.exists() else set()
    with log.open("a") as told:
        (tasks.parent / f"ready-{os.getpid()}").touch()
        while not (tasks.parent / "go").exists():
            time.sleep(0.002)
        spent = time.process_time()
        for worker, slot_id in json.loads(tasks.read_text()):
            if worker in done:
                continue
            result = bookings.confirm(worker, CONTACT, Summary(), slot_id)
            said = {"worker": worker, "slot": slot_id, "at": time.time()}
            if isinstance(result, Appointment):
                said["reference"] = result.reference
            elif isinstance(result, SlotGone):
                said["fresh"] = len(result.fresh.slots)
            told.write(json.dumps(said) + "\n")
            told.flush()
    (tasks.parent / f"spent-{os.getpid()}").write_text(str(time.process_time() - spent))


def start(url: str, folder: Path, number: int) -> subprocess.Popen[bytes]:
    files = str(folder / f"tasks-{number}"), str(folder / f"log-{number}")
    return subprocess.Popen([sys.executable, "-m", "bench.booking", "--part", url, *files])


def race(url: str, kill: bool) -> None:
    database = open_database(url, create=True)
    # One coach an office: nobody to stand in, so that two workers who want one slot cannot both be helped.
    build(database, offices=40, coaches=40)
    slots = targets(database)
    assert len(slots) == SLOTS
    bookings = Bookings(database, lambda: NOW)
    rng = random.Random(3)
    wanted = [slots[n % SLOTS].id for n in range(WORKERS)]
    pairs = [(f"worker-{n}", slot_id) for n, slot_id in enumerate(wanted)]
    for worker, _ in pairs:
        bookings.ask(worker, region_id="bench")
    rng.shuffle(pairs)
    with tempfile.TemporaryDirectory(prefix="vw-race-") as name:
        folder = Path(name)
        running: dict[int, subprocess.Popen[bytes]] = {}
        for n in range(PROCESSES):
            (folder / f"tasks-{n}").write_text(json.dumps(pairs[n::PROCESSES]))
            running[n] = start(url, folder, n)
        while len(list(folder.glob("ready-*"))) < PROCESSES:
            time.sleep(0.05)
        begin_at = time.time()
        (folder / "go").touch()
        kills = 0
        while any(process.poll() is None for process in running.values()):
            if not kill or kills >= 12:
                time.sleep(0.05)
                continue
            time.sleep(rng.uniform(0.1, 0.5))
            victim = rng.choice(list(running))
            if running[victim].poll() is None:
                os.kill(running[victim].pid, signal.SIGKILL)
                running[victim].wait()
                kills += 1
                running[victim] = start(url, folder, victim)
        assert all(process.returncode == 0 for process in running.values())
        said = [json.loads(line) for n in range(PROCESSES) for line in (folder / f"log-{n}").read_text().splitlines()]
        spent = sum(float(path.read_text()) for path in folder.glob("spent-*"))
    took = max(one["at"] for one in said) - begin_at
    check(database, said)
    confirmed = sum("reference" in one for one in said)
    fresh = Counter(one["fresh"] for one in said if "fresh" in one)
    print(
        f"  {f'with {kills} kills' if kill else 'undisturbed':14} {took:5.1f} s at load {os.getloadavg()[0]:.1f}",
        end="",
    )
    print("" if kill else f", {spent:.1f} s of processor time for all {PROCESSES}", end="")
    print(f"; {confirmed} confirmed, {len(said) - confirmed} refused, each shown {sorted(fresh)} fresh slots")
    database.engine.dispose()


def check(database: Database, said: Sequence[dict[str, object]]) -> None:
    """Exactly the 300 slots are booked, none twice, and what was said is what is stored; each told once."""
    with database.read() as session:
        rows = session.scalars(select(AppointmentRow)).all()
        cells = session.scalars(select(CellRow)).all()
        letters = [row.payload["reference"] for row in session.scalars(select(OutboxRow)) if row.kind == "appointment"]
    assert len(rows) == SLOTS, len(rows)
    assert len({(row.coach_id, row.start) for row in rows}) == SLOTS
    for coach in {row.coach_id for row in rows}:
        spans = sorted((row.first_cell, row.end_cell) for row in rows if row.coach_id == coach)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len(cells) == sum(row.end_cell - row.first_cell for row in rows)
    stored = {row.worker_id: row.reference for row in rows}
    assert {one["worker"] for one in said} == {f"worker-{n}" for n in range(WORKERS)}
    assert {one["worker"]: one["reference"] for one in said if "reference" in one} == stored
    assert sorted(letters) == sorted(stored.values())


def deliver(url: str, port: str) -> None:
    """One process that mails what waits, until nothing has been due for longer than a lease."""
    database = open_database(url)
    clock = shifted_clock(NOW)
    outbox = Outbox(database, clock, LEASE)
    mailer = SmtpMailer("Bench <bench@example.org>", f"smtp://127.0.0.1:{port}")
    post = Post(Letters(Catalogue.load(ROOT / "data" / "text"), "https://bench.example"), mailer, {})
    courier = Courier(database, outbox, Bookings(database, clock), post, clock)
    idle_since = clock()
    while clock() - idle_since < LEASE + timedelta(seconds=1):
        if courier.deliver_due(20):
            idle_since = clock()
        else:
            time.sleep(0.05)


def mail_all(url: str) -> None:
    """Deliver every confirmation from two processes that are killed at random; count what a mail server received."""
    box, rng, kills, begin = Postbox(), random.Random(5), 0, time.time()
    with smtp_server(box) as port:

        def begin_one() -> subprocess.Popen[bytes]:
            return subprocess.Popen([sys.executable, "-m", "bench.booking", "--deliver", url, str(port)])

        running = [begin_one(), begin_one()]
        while any(process.poll() is None for process in running):
            time.sleep(rng.uniform(0.5, 1.5))
            place = rng.randrange(len(running))
            if kills < 8 and running[place].poll() is None and box.mails:
                os.kill(running[place].pid, signal.SIGKILL)
                running[place].wait()
                running[place] = begin_one()
                kills += 1
    to = Counter(str(mail["message-id"]) for mail in box.mails)
    assert len(to) == 2 * SLOTS, len(to)  # one to the worker, one to the coach
    again = sum(to.values()) - len(to)
    print(
        f"  {len(to)} confirmations mailed with {kills} kills in {time.time() - begin:.1f} s; "
        f"none missing, {again} repeated (same Message-ID, killed between sending and marking)"
    )


def main() -> None:
    if sys.argv[1:2] == ["--deliver"]:
        deliver(*sys.argv[2:])
        return
    if sys.argv[1:2] == ["--part"]:
        url, tasks, log = sys.argv[2:]
        take_part(url, Path(tasks), Path(log))
        return
    for kind in sys.argv[1:] or ["sqlite", "postgres"]:
        print(f"{kind}: {WORKERS} workers confirm {SLOTS} slots at once from {PROCESSES} processes")
        for kill in (False, True):
            with address(kind) as url:
                race(url, kill)
                if kill:
                    mail_all(url)


if __name__ == "__main__":
    main()
