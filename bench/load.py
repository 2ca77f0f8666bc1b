"""Many workers talk at once through the whole assistant: gateway, Rasa, actions, database.

Run: python -m bench.load [--workers 200] [--seconds 300] [--every 10] [--database URL]. Starts an assistant of its own.
A reply's time runs from sending a message to the first message that answers it, read as the widget reads: by long
polling. Beside it stands the baseline of the same run: a fixed small file, /demo/logo.svg, asked twice a second.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from bench.assistant import Assistant, busy_seconds, running
from bench.browserless import Connection, Talk
from bot.store.chat_tables import MessageRow
from bot.store.database import Database, open_engine

PATIENCE = 60.0
LINES = (
    # the main job: the news, a side question, the dates, a booking up to the summary
    (
        "Ik kreeg vandaag te horen dat ik mijn baan kwijtraak.", "#Mijn werkgever zegt", "1 juni 2014",
        "hoe lang krijg ik straks eigenlijk ww?", "16 november 2026", "#Ja", "#Ja", "3511", "donderdag", "stop",
    ),
    # questions about WW and the rules
    (
        "Heb ik recht op WW?", "Hoe hoog is mijn uitkering?", "Wanneer vraag ik WW aan?", "Wat is een opzegtermijn?",
        "Krijg ik een transitievergoeding?", "Mag ik ontslagen worden als ik ziek ben?", "dank u wel", "stop",
    ),
    # a settlement agreement, with typos and a change of mind
    (
        "mijn baas wil dat ik een vaststelingsovereenkomst teken", "waarom vraagt u dat?", "terug", "help",
        "wat moet ik doen met mijn ontslagbrief", "ik weet het niet", "ik slaap slecht sinds het bericht", "stop",
    ),
    # the self-check
    ("Waar ben ik goed in?", "magazijnmedewerker", "#", "#", "#", "#", "#", "stop"),
    # in English, and not understood
    ("I am losing my job", "#", "June 2014", "what is a notice period?", "the weather is nice", "stop", "hello"),
)  # fmt: skip


@dataclass
class Heard:
    """What all workers met."""

    replies: list[float] = field(default_factory=list)
    greetings: list[float] = field(default_factory=list)
    baseline: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    delayed: int = 0


async def work(number: int, assistant: Assistant, heard: Heard, until: float, every: float) -> None:
    """One worker: opens the chat, then says a line every so many seconds, one script after the other."""
    dice = random.Random(number)
    await asyncio.sleep(dice.random() * every)
    began = time.perf_counter()
    try:
        talk = await Talk.begin(assistant.port, visitor=f"10.0.{number // 250}.{number % 250 + 1}")
        heard.greetings.append(await talk.answer(PATIENCE) - began)
        script = number
        while True:
            for line in LINES[script % len(LINES)]:
                await asyncio.sleep(max(0.0, every * dice.uniform(0.8, 1.2) - (time.perf_counter() - began)))
                if time.perf_counter() > until:
                    return
                began = time.perf_counter()
                await talk.say(line, dice)
                heard.sent += 1
                heard.replies.append(await talk.answer(PATIENCE) - began)
            script += 1
    except (OSError, RuntimeError, TimeoutError, asyncio.IncompleteReadError) as error:
        heard.errors[f"{type(error).__name__}: {error}"] += 1
    finally:
        if "talk" in locals():
            heard.delayed += talk.delayed
            heard.errors += talk.errors
            await talk.close()


async def ask_baseline(assistant: Assistant, heard: Heard, until: float) -> None:
    """The fixed, cheap question."""
    connection = Connection(assistant.port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        status, _ = await connection.ask("GET", "/demo/logo.svg")
        heard.baseline.append(time.perf_counter() - began)
        if status != 200:
            heard.errors[f"baseline {status}"] += 1
        await asyncio.sleep(0.5)
    connection.close()


async def talk_all(assistant: Assistant, workers: int, seconds: float, every: float) -> Heard:
    heard = Heard()
    until = time.perf_counter() + seconds
    await asyncio.gather(
        ask_baseline(assistant, heard, until),
        *(work(number, assistant, heard, until, every) for number in range(workers)),
    )
    return heard


def lost_and_doubled(url: str) -> tuple[int, int, int]:
    """From the database: messages of workers, those without an answer, and those answered more than once in a row."""
    with Database(open_engine(url)).read() as session:
        asked = session.scalar(select(func.count()).where(MessageRow.role == "worker")) or 0
        answered = session.execute(
            select(MessageRow.conversation_id, MessageRow.answers, func.count(MessageRow.sent_at.distinct()))
            .where(MessageRow.answers.is_not(None), MessageRow.role.in_(("assistant", "event")))
            .group_by(MessageRow.conversation_id, MessageRow.answers)
        ).all()
        questions = set(
            session.execute(
                select(MessageRow.conversation_id, MessageRow.seq).where(MessageRow.role == "worker")
            ).tuples()
        )
    got = {(row[0], row[1]) for row in answered}
    return asked, len(questions - got), sum(1 for row in answered if row[2] > 1)


def share(values: list[float], part: float) -> float:
    """The value below which `part` of all lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--database", default="", help="SQLAlchemy address of an empty database; without: SQLite")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vw-load-") as folder, running(Path(folder), chosen.database) as assistant:
        before, own, busy = assistant.cpu_seconds(), time.process_time(), busy_seconds()
        began = time.perf_counter()
        heard = asyncio.run(talk_all(assistant, chosen.workers, chosen.seconds, chosen.every))
        took = time.perf_counter() - began
        after, own, busy = assistant.cpu_seconds(), time.process_time() - own, busy_seconds() - busy
        asked, lost, doubled = lost_and_doubled(assistant.database)
    print(f"{chosen.workers} workers, {took:.0f} s, a message every {chosen.every:g} s, {os.cpu_count()} cores")
    print(f"{'':10}{'n':>7}{'p50 s':>9}{'p95 s':>9}{'p99 s':>9}{'max s':>9}")
    for name in ("replies", "greetings", "baseline"):
        values = getattr(heard, name)
        figures = "".join(f"{share(values, part):9.3f}" for part in (0.5, 0.95, 0.99, 1))
        print(f"{name:10}{len(values):7}{figures}")
    print(f"sent {heard.sent}, in the database {asked}, without answer {lost}, answered twice {doubled}")
    print(f"'the answer takes longer' said {heard.delayed} times; errors: {dict(heard.errors) or 'none'}")
    for name in after:
        spent = after[name] - before.get(name, 0.0)
        print(f"cpu {name:9}{spent:8.1f} s{1000 * spent / max(1, heard.sent):8.1f} ms a message")
    others = busy - own - sum(after[name] - before.get(name, 0.0) for name in after)
    print(f"cpu {'this load':9}{own:8.1f} s")
    print(f"cpu {'others':9}{others:8.1f} s: {others / took:.2f} of {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
