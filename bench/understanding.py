"""How long one text takes: `python -m bench.understanding [model]`, one thread, texts of every length."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from bot.nlu import SentenceEncoder, load_understander, read_evaluation

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Prints p50 and p95 in milliseconds, of the encoder alone and of the whole, without any text remembered."""
    model = load_understander(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "models")
    texts = [one.text for path in sorted((ROOT / "data" / "evaluation").glob("*.yml")) for one in read_evaluation(path)]
    model.read("warm up")
    for name, work in (("encoder", SentenceEncoder(remember=0).encode), ("understanding", model.read)):
        spent = []
        for text in texts:
            start = time.perf_counter()
            work(text)
            spent.append(1000 * (time.perf_counter() - start))
        print(
            f"{name}: {len(texts)} texts, p50 {np.percentile(spent, 50):.1f} ms, p95 {np.percentile(spent, 95):.1f} ms"
        )


if __name__ == "__main__":
    main()
