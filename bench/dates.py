"""Measures the reader of dates on a file of cases, with dateparser alone beside it.

    python bench/dates.py PATH/cases.jsonl [--half tune|test|both] [--question fit|none] [--failures GRAIN]
                          [--missing SHARE]

Every case is given as its whole text with its own reference moment. A case is right when the reading is a date (or
period) that equals the expected start (and end) or one of its listed readings; it is silently wrong when another date
comes out as if it were sure. Cases are split in two by a hash of their id: rules were written while looking at the
failures of the first half only. `--missing 0.1` leaves out a tenth of the rules, ten times by lot: what happens to
words that no rule was written for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.language import read_answer  # noqa: E402  the project need not be installed
from bot.language.grammar import pipeline  # noqa: E402

ZONE = ZoneInfo("Europe/Amsterdam")
POINT_GRAINS = ("day", "month", "year", "time")
QUESTIONS = {"day": "appointment_day", "month": "end_date", "year": None, "time": "appointment_time"}


def half_of(case_id: str) -> str:
    """`tune` or `test`, by a hash of the id."""
    return "tune" if int(hashlib.sha256(case_id.encode()).hexdigest(), 16) % 2 == 0 else "test"


def expected_values(case: dict) -> set[tuple]:
    """The readings that count as right; an impossible day counts as none."""
    readings = [[case["expected_start"], case["expected_end"]], *case["alternatives"]]
    if case["grain"] in POINT_GRAINS:
        return {(start,) for start, _ in readings if start and not start.startswith("0001")}
    return {(start, end) for start, end in readings}


def judge(case: dict, value: dict) -> str:
    """`right`, `asked`, `none` or `wrong`."""
    outcome = value["outcome"]
    wanted = expected_values(case)
    nothing_there = case["grain"] == "none" or not wanted
    if outcome in {"none", "duration"}:
        return "right" if nothing_there else "none"
    if outcome == "ambiguous":
        return "asked"
    if nothing_there:
        return "wrong"
    if case["grain"] in POINT_GRAINS:
        return "right" if outcome == "date" and same_point(case, value, wanted) else "wrong"
    got = (with_time(value.get("start")), with_time(value.get("end")))
    return "right" if got in {(with_time(start), with_time(end)) for start, end in wanted} else "wrong"


def with_time(text: str | None) -> str | None:
    """Dates as the start of their day, so that both ways of writing compare."""
    return f"{text}T00:00:00" if text and len(text) == 10 else text


def same_point(case: dict, value: dict, wanted: set[tuple]) -> bool:
    """Equal start; a time without a day also equals that time on the day of reference."""
    got = value["start"]
    day = case["reference_datetime"][:10]
    forms = {got, f"{day}{got}" if got.startswith("T") else got}
    return bool(forms & {start for (start,) in wanted})


def read_ours(case: dict, with_question: str) -> dict:
    """Our reading of a case."""
    now = datetime.fromisoformat(case["reference_datetime"]).replace(tzinfo=ZONE)
    question = QUESTIONS.get(case["grain"]) if with_question == "fit" else with_question
    return read_answer(case["text"], None if question == "none" else question, now).to_dict()


def read_dateparser(case: dict) -> dict:
    """What dateparser alone makes of the same words (only the expression itself, its easiest task)."""
    import dateparser  # noqa: PLC0415  slow to load

    base = datetime.fromisoformat(case["reference_datetime"])
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}
    found = dateparser.parse(case["span"] or case["text"], languages=["nl"], settings=settings)
    if found is None:
        return {"outcome": "none"}
    start = found.isoformat(timespec="seconds") if case["grain"] == "time" else found.date().isoformat()
    if case["grain"] in {"month", "year"}:
        start = found.date().replace(day=1, **({"month": 1} if case["grain"] == "year" else {})).isoformat()
    if case["grain"] == "time" and str(case["expected_start"]).startswith("T"):
        start = f"T{found.time().isoformat(timespec='seconds')}"
    return {"outcome": "date", "start": start, "end": None}


def shares(verdicts: list[str]) -> str:
    """How many right, asked, nothing, silently wrong, as one line."""
    count, total = Counter(verdicts), len(verdicts)
    return (
        f"right {count['right'] / total:.1%}, asked {count['asked'] / total:.1%}, "
        f"nothing {count['none'] / total:.1%}, silently wrong {count['wrong'] / total:.1%} of {total}"
    )


def read_with_rules_missing(cases: list[dict], question: str, share: float) -> None:
    """Prints the shares when `share` of the rules is left out, ten times by lot, on days, months, years and times."""
    every = list(pipeline.STAGES)
    verdicts = []
    for seed in range(10):
        lot = random.Random(seed)
        pipeline.STAGES[:] = [one for one in every if lot.random() > share]
        verdicts += [judge(case, read_ours(case, question)) for case in cases if case["grain"] in POINT_GRAINS]
    pipeline.STAGES[:] = every
    print(f"without {share:.0%} of the rules: {shares(verdicts)}")


def report(name: str, results: list[tuple[dict, str]]) -> None:
    """Prints one table: per grain and family how many right, asked, nothing, silently wrong."""
    print(f"\n== {name}: {len(results)} cases")
    points = [verdict for case, verdict in results if case["grain"] in POINT_GRAINS]
    if points:
        print(f"day, month, year, time: {shares(points)}")
    for label in ("grain", "family"):
        table: dict[str, Counter] = defaultdict(Counter)
        for case, verdict in results:
            if label == "grain" or case["grain"] in POINT_GRAINS:
                table[case[label]][verdict] += 1
        for row, count in sorted(table.items(), key=lambda item: -sum(item[1].values())):
            total = sum(count.values())
            print(
                f"  {row:22} {total:4}  right {count['right'] / total:6.1%}  asked {count['asked'] / total:6.1%}  "
                f"nothing {count['none'] / total:6.1%}  wrong {count['wrong'] / total:6.1%}"
            )


def main() -> None:
    """Runs the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--half", default="both", choices=["tune", "test", "both"])
    parser.add_argument(
        "--question", default="none", help="`fit` (one that fits the grain), `none`, or the name of a question"
    )
    parser.add_argument("--failures", default="", help="grains of which to print the failures, of the tune half only")
    parser.add_argument("--dateparser", action="store_true", help="measure dateparser beside it")
    parser.add_argument("--missing", type=float, default=0.0, help="measure with this share of the rules left out")
    options = parser.parse_args()
    cases = [json.loads(line) for line in options.cases.read_text(encoding="utf-8").splitlines()]
    if options.missing:
        first_half = [case for case in cases if half_of(case["id"]) == "tune"]
        read_with_rules_missing(first_half, options.question, options.missing)
        return
    halves = ["tune", "test"] if options.half == "both" else [options.half]
    everything: list[tuple[dict, str]] = []
    for half in halves:
        chosen = [case for case in cases if half_of(case["id"]) == half]
        took, results = [], []
        for case in chosen:
            began = time.process_time()
            value = read_ours(case, options.question)
            took.append(time.process_time() - began)
            verdict = judge(case, value)
            results.append((case, verdict))
            if half == "tune" and verdict != "right" and case["grain"] in options.failures.split(","):
                print(
                    f"{verdict:6}|{case['family'][:14]}|{case['reference_datetime'][:16]}|{case['text']}|{case['span']}|"
                    f"{case['expected_start']} {case['expected_end'] or ''}|{json.dumps(value)[:150]}"
                )
        everything += results
        took.sort()
        report(f"{half} half, question {options.question}", results)
        middle, late = took[len(took) // 2] * 1000, took[int(len(took) * 0.95)] * 1000
        print(f"  processor time: p50 {middle:.2f} ms, p95 {late:.2f} ms")
        if options.dateparser:
            report(
                f"{half} half, dateparser alone on the expression", [(c, judge(c, read_dateparser(c))) for c in chosen]
            )
    print("\nboth: " + shares([verdict for case, verdict in everything if case["grain"] in POINT_GRAINS]))


if __name__ == "__main__":
    main()
