"""How fast the web chat feels in Chromium, against a whole assistant of its own.

Run: python -m bench.widget [--rounds 20]. Click to open (the panel is drawn), click to greeting (first message shown),
send to first reply; the script's size; requests to other hosts. Baseline of the same run: fetching /demo/logo.svg.
Times are taken inside the page, from the event to the change of the page and the next drawn frame.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from bench.assistant import running
from bench.load import share
from bot.settings import ROOT

ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
QUESTIONS = ("Heb ik recht op WW?", "Wat is een opzegtermijn?", "dank u wel", "Wat is een vaststellingsovereenkomst?")
_WHEN = """([act, found]) => new Promise((done) => {
  const chat = () => document.querySelector("vroegwijzer-chat").shadowRoot;
  const count = () => chat().querySelectorAll(found).length;
  const before = count();
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  const watch = new MutationObserver(() => { if (count() > before) { watch.disconnect(); drawn(); } });
  watch.observe(chat(), { childList: true, subtree: true, attributes: true });
  const began = performance.now();
  if (act === "open") chat().querySelector(".opener").click();
  else {
    const field = chat().querySelector("#input");
    field.value = act;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.form.requestSubmit();
  }
})"""
_FETCH = """async () => {
  const began = performance.now();
  await (await fetch("/demo/logo.svg", { cache: "no-store" })).text();
  return performance.now() - began;
}"""


def wait_quiet(page: Page) -> None:
    """Until nothing is being written any more."""
    page.wait_for_timeout(300)
    page.locator("vroegwijzer-chat .status .dots").wait_for(state="detached", timeout=60_000)


def measure(page: Page, url: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds, by what was done."""
    times: dict[str, list[float]] = {"open": [], "greeting": [], "reply": [], "baseline": []}
    for number in range(rounds):
        page.context.clear_cookies()
        page.goto(url)
        page.evaluate("sessionStorage.clear()")
        page.reload()
        page.wait_for_selector("vroegwijzer-chat .opener")
        name = ("open", ".panel[open] #input") if number % 2 else ("greeting", ".theirs .words")
        times[name[0]].append(page.evaluate(_WHEN, ["open", name[1]]))
        page.locator("vroegwijzer-chat .theirs .words").first.wait_for(timeout=60_000)
        wait_quiet(page)
        for question in QUESTIONS[:2] if number % 2 else QUESTIONS[2:]:
            times["reply"].append(page.evaluate(_WHEN, [question, ".theirs .words"]))
            wait_quiet(page)
        times["baseline"].append(page.evaluate(_FETCH))
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    requests: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="vw-widget-") as folder,
        running(Path(folder)) as assistant,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        page = browser.new_page(locale="nl-NL", timezone_id="Europe/Amsterdam")
        page.on("request", lambda request: requests.append(request.url))
        times = measure(page, assistant.url, rounds)
        browser.close()
    script = (ROOT / "widget" / "dist" / "vroegwijzer.js").read_bytes()
    print(f"{'':10}{'n':>5}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    for name, values in times.items():
        print(f"{name:10}{len(values):5}" + "".join(f"{share(values, part):9.0f}" for part in (0.5, 0.95, 1)))
    hosts = {urlsplit(url).hostname for url in requests}
    print(f"script: {len(script)} bytes, {len(gzip.compress(script, 9))} gzipped")
    print(f"{len(requests)} requests, to other hosts: {sum(urlsplit(url).hostname != '127.0.0.1' for url in requests)}")
    assert hosts == {"127.0.0.1"}, hosts


if __name__ == "__main__":
    main()
