"""How well the self-check finds an occupation by its title, and occupations nearby, on the data beside the project.

    python bench/selfcheck.py [--titles 3000]

Typed: how people typed their work (`data/evaluation/occupations/`), looked up in the shipped occupations and, where an
occupation of ESCO bears the same title, in those as imported and as they are.
Titles: 3,000 other titles of ESCO occupations, drawn with a fixed seed, are left out of the index and looked up; as
they are and with one typing mistake. 'strict': the occupation the title was drawn from; 'any': one that has the title.
Nearby: O*NET's primary related occupations, ranked by the best likeness over the ESCO occupations of each, own code
left out; the two halves of the fixed split apart. Rows beside ours are measured in the same run.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import random
import string
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import yaml

from bot.selfcheck import (
    BREADTHS,
    COMMON,
    OUTLOOKS,
    Matcher,
    OccupationSet,
    SelfCheck,
    TitleIndex,
    plain_title,
    read_esco,
    read_shipped,
    same_occupations,
    with_own_words,
)
from bot.settings import ROOT
from bot.wording import Catalogue

SHARED = Path(os.environ.get("VROEGWIJZER_SHARED", ROOT.parent / "shared")) / "esco"
Scores = Callable[[int], Any]
FACTS, VIEWS = 3, 2
"""Questions beside the statements."""


def mistype(word: str, rng: random.Random) -> str:
    """`word` with one letter dropped, doubled up, swapped with the next or replaced."""
    place, letter = rng.randrange(len(word)), rng.choice(string.ascii_lowercase)
    kind = rng.choice(("drop", "swap", "add", "replace"))
    if kind == "drop" and len(word) > 1:
        return word[:place] + word[place + 1 :]
    if kind == "swap" and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + letter + word[place + (kind == "replace") :]


def titles(occupations: OccupationSet, count: int) -> None:
    """Right occupation among the first one and the five shown."""
    labels = sorted(
        {(plain_title(t), one.id, t) for one in occupations.occupations for t in one.also if plain_title(t)}
    )
    held = random.Random(6).sample(labels, min(count, len(labels)))
    left_out = {(one, plain) for plain, one, _ in held}
    owners: dict[str, set[str]] = {}
    for plain, one, _ in labels:
        owners.setdefault(plain, set()).add(one)
    kept = tuple(
        replace(one, also=tuple(t for t in one.also if (one.id, plain_title(t)) not in left_out))
        for one in occupations.occupations
    )
    index, rng = TitleIndex(replace(occupations, occupations=kept)), random.Random(7)
    for name, typed in (("as it is", [t for _, _, t in held]), ("one typo", [mistype(t, rng) for _, _, t in held])):
        started = time.perf_counter()
        found = [[one.id for one in index.find(text)] for text in typed]
        spent = (time.perf_counter() - started) / len(held) * 1000
        strict = [(held[i][1] in ids[:1], held[i][1] in ids) for i, ids in enumerate(found)]
        loose = [bool(owners[held[i][0]] & set(ids)) for i, ids in enumerate(found)]
        print(
            f"titles {name:9} n={len(held)}  R@1 {_percent(s for s, _ in strict)}  R@5 {_percent(s for _, s in strict)}"
            f"  (any: {_percent(loose)})  {spent:.1f} ms"
        )


def typed(imported: OccupationSet) -> None:
    """A right occupation among the first one and the five shown, of the shipped set and of the imported one."""
    shipped = read_shipped(ROOT / "data" / "selfcheck")
    same = {known.id: found.id for known, found in same_occupations(shipped, imported)}
    ways = {
        "shipped": (TitleIndex(shipped), {one.id: one.id for one in shipped.occupations}),
        "imported": (TitleIndex(with_own_words(imported, shipped)), same),
        "ESCO alone": (TitleIndex(imported), same),
    }
    for path in sorted((ROOT / "data" / "evaluation" / "occupations").glob("*.yml")):
        asked = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, (index, ids) in ways.items():
            rows = [(one["text"], {ids[right] for right in one["right"] if right in ids}) for one in asked]
            found = [([one.id for one in index.find(text)], right) for text, right in rows if right]
            first, five = (_percent(bool(right & set(ids[:most])) for ids, right in found) for most in (1, 5))
            print(f"typed {path.stem:7} {name:11} n={len(found)}  R@1 {first}  R@5 {five}")


def nearby(occupations: OccupationSet) -> None:
    """recall@10 against O*NET, ours and plainer ways."""
    split = {row["onet_code"]: row["half"] for row in _rows("eval_split.csv")}
    pool = {code: place for place, code in enumerate(sorted(split))}
    pairs = [
        (occupations.index[row["uuid"]], pool[row["onet_code"]])
        for row in _rows("eval_esco_onet_crosswalk.csv")
        if row["uuid"] in occupations.index and row["onet_code"] in pool
    ]
    related: dict[int, set[int]] = {}
    for row in _rows("eval_onet_related.csv.gz"):
        one, other = row["O*NET-SOC Code"], row["Related O*NET-SOC Code"]
        if row["Relatedness Tier"].startswith("Primary") and one in pool and other in pool and one != other:
            related.setdefault(pool[one], set()).add(pool[other])
    halves = {place: split[code] for code, place in pool.items()}
    for name, scores in _ways(occupations).items():
        for half in ("tune", "test"):
            queries = [pair for pair in pairs if halves[pair[1]] == half and related.get(pair[1])]
            found = [_recall(scores(row), code, pairs, len(pool), related[code]) for row, code in queries]
            print(f"nearby {half} n={len(queries)}  {name:24} recall@10 {100 * float(np.mean(found)):.1f}")


def _ways(occupations: OccupationSet) -> dict[str, Scores]:
    matcher, has = Matcher(occupations), (occupations.weights > 0).astype(float)
    sizes = np.asarray(has.sum(axis=1)).ravel()
    codes = [one.isco for one in occupations.occupations]
    ids = [one.id for one in occupations.occupations]

    def overlap(row: int) -> Any:
        both = (has @ has[row].T).toarray().ravel()
        return both / (sizes + sizes[row] - both)

    def isco(row: int) -> Any:
        same = [[codes[row][:digits] == code[:digits] for code in codes] for digits in (1, 2, 3, 4)]
        return np.array(same, dtype=float).sum(axis=0)

    return {
        "ISCO code alone": isco,
        "plain overlap (Jaccard)": overlap,
        "formula without field": lambda row: matcher.scores(ids[row]),
        "ours": lambda row: matcher.field_scores(ids[row]),
    }


def _recall(scores: Any, own: int, pairs: list[tuple[int, int]], size: int, truth: set[int]) -> float:
    best = np.full(size, -1.0)
    rows, places = np.array(pairs).T
    np.maximum.at(best, places, scores[rows])
    best[own] = -2
    return len(truth & set(np.argsort(-best, kind="stable")[:10].tolist())) / len(truth)


def effort() -> None:
    """Taps and words of the whole check over the shipped occupations, at 130 words and 3 seconds a tap."""
    check, texts = SelfCheck(read_shipped(ROOT / "data" / "selfcheck")), Catalogue.load(ROOT / "data" / "text")
    frame = [texts.text(f"selfcheck.{name}", "nl") for name in ("intro", "ask_occupation", "which_occupation")]
    frame += [texts.text(f"selfcheck.{name}", "nl") for name in ("ask_diploma", "ask_region", "views")]
    frame += [texts.text(f"selfcheck.{name}", "nl") for name in ("ask_outlook", "ask_breadth")]
    frame += [texts.text(f"selfcheck.outlook_{name}", "nl") for name in OUTLOOKS]
    frame += [texts.text(f"selfcheck.breadth_{name}", "nl") for name in BREADTHS]
    buttons = sum(len(texts.text(f"selfcheck.scale_{level}", "nl").split()) for level in range(1, 6))
    taps, words = [], []
    for one in check.occupations.occupations:
        trade = check.trade(one.id)
        told = [{"name": group.name("nl"), "example": group.examples["nl"]} for group in trade.values()]
        said = [texts.text("selfcheck.ask_trade_example", "nl", values) for values in told]
        said += [texts.text(f"selfcheck.ask_{name}", "nl") for name in COMMON]
        taps.append(len(said) + FACTS + VIEWS)
        words.append(sum(len(text.split()) for text in (*frame, *said)) + 2 * buttons)
    middle, read = median(taps), median(words)
    print(f"effort: median {middle:.0f} taps, {read:.0f} words to read, {read / 130 + middle * 3 / 60:.1f} minutes")


def _percent(hits: Any) -> str:
    told = list(hits)
    return f"{100 * sum(told) / len(told):.1f} %"


def _rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    held = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    return list(csv.DictReader(held.decode("utf-8").splitlines()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--titles", type=int, default=3000, help="how many titles to look up")
    options = parser.parse_args()
    effort()
    all_occupations = read_esco(SHARED)
    typed(all_occupations)
    nearby(all_occupations)
    titles(all_occupations, options.titles)
