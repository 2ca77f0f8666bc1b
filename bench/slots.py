"""How long it takes to say what is free in a large region. Run: python -m bench.slots [sqlite|postgres ...]"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

from sqlalchemy import text

from bench.region import NOW, address, book, build, open_database
from bot.store.bookings import Bookings

ROUNDS = 100


def measure(name: str, work: Callable[[], object]) -> None:
    work()
    times = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        work()
        times.append((perf_counter() - begin) * 1000)
    print(f"  {name:34} p50 {statistics.median(times):6.1f} ms   p95 {statistics.quantiles(times, n=20)[-1]:6.1f} ms")


def run(kind: str) -> None:
    with address(kind) as url:
        database = open_database(url, create=True)
        build(database, offices=20, coaches=200)
        count = book(database, 20_000, days=60)
        if kind == "postgres":
            with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))
        bookings = Bookings(database, lambda: NOW)
        bookings.ask("bench", region_id="bench")
        print(f"{kind}: 20 offices, 200 coaches, 60 days, {count} appointments")
        print(f"  free moments: {sum(bookings.free_days('bench').values())} on {len(bookings.free_days('bench'))} days")
        measure("three slots within the norm", lambda: bookings.offer("bench"))
        measure("all free slots of 60 days, by day", lambda: bookings.free_days("bench"))
        database.engine.dispose()


if __name__ == "__main__":
    for each in sys.argv[1:] or ["sqlite", "postgres"]:
        run(each)
