"""The script that sites embed: built from these very sources, small, and without any address of another host."""

from __future__ import annotations

import gzip
import hashlib
import re

import pytest

from bot.settings import ROOT

WIDGET = ROOT / "widget"
BUILT = (WIDGET / "dist" / "vroegwijzer.js").read_text(encoding="utf-8")
LARGEST_GZIPPED = 25_000


def test_the_script_is_built_from_the_sources_beside_it() -> None:
    names = [
        path.relative_to(WIDGET).as_posix() for path in (WIDGET / "src").rglob("*") if path.suffix in (".js", ".css")
    ]
    digest = hashlib.sha256()
    for name in sorted([*names, "build.mjs", "package-lock.json", "package.json"]):
        digest.update(f"{name}\n".encode() + (WIDGET / name).read_bytes() + b"\n")

    assert f"sha256:{digest.hexdigest()}" in BUILT, "run `npm ci && npm run build` in widget/ and commit dist/"


def test_the_script_is_small_enough() -> None:
    assert len(gzip.compress(BUILT.encode(), 9)) <= LARGEST_GZIPPED


def test_the_script_names_no_host_but_those_of_its_vocabularies() -> None:
    hosts = set(re.findall(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", BUILT))

    assert hosts <= {"www.w3.org"}


@pytest.mark.parametrize("word", ["eval(", "new Function", ".innerHTML+=", "document.write", "insertAdjacentHTML"])
def test_the_script_does_nothing_that_a_strict_policy_forbids(word: str) -> None:
    assert word not in BUILT


def test_the_lock_names_no_registry() -> None:
    lock = (WIDGET / "package-lock.json").read_text(encoding="utf-8")

    assert "http" not in lock
    assert '"integrity": "sha512-' in lock
