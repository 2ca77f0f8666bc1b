"""Measures `vroegwijzer calculate`: random cases of all kinds, and lines that are broken, in one process.

    python bench/calculate.py [--cases 10000] [--broken 5000] [--seed 1]

Says how long each takes and how many lines got an error; any exception ends the run.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.contracts.calculate import calculate_lines  # noqa: E402  the project need not be installed
from bot.law import Law  # noqa: E402
from bot.wording import Catalogue  # noqa: E402
from tests.law.random_lines import broken_line, random_case  # noqa: E402

TODAY = date(2026, 11, 22)


def measure(name: str, lines: list[str], law: Law, catalogue: Catalogue) -> None:
    """Work out `lines` and print the time taken."""
    begin = time.perf_counter()
    outcomes = Counter(ok for _, ok in calculate_lines(lines, TODAY, law, catalogue))
    taken = time.perf_counter() - begin
    each = taken / max(len(lines), 1) * 1000
    print(f"{name}: {len(lines)} lines in {taken:.1f} s ({each:.2f} ms each); "
          f"{outcomes[True]} worked out, {outcomes[False]} refused with a reason")  # fmt: skip


def main() -> None:
    """Run both measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--broken", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    law, catalogue = Law.load(ROOT / "data" / "law"), Catalogue.load(ROOT / "data" / "text")
    measure("random cases", [json.dumps(random_case(rng)) for _ in range(asked.cases)], law, catalogue)
    measure("broken lines", [broken_line(rng) for _ in range(asked.broken)], law, catalogue)


if __name__ == "__main__":
    main()
