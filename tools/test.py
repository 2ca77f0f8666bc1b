"""Runs every test that this machine can run, and names what it leaves out and how to add it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _postgres() -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return str(found[-1]) if found else shutil.which("initdb")


NEEDED = {
    "chromium": (shutil.which("chromium"), "chromium", "the browser tests"),
    "PostgreSQL": (_postgres(), "postgresql", "the tests on PostgreSQL"),
    "hunspell-nl": (Path("/usr/share/hunspell/nl.dic").exists(), "hunspell-nl", "the spelling of the texts"),
}


def main() -> int:
    missing = {name: (package, what) for name, (found, package, what) in NEEDED.items() if not found}
    if missing:
        for name, (_package, what) in missing.items():
            print(f"[test] {name} is not here: {what} are left out.")
        print(f"[test] To add it: apt install {' '.join(package for package, _what in missing.values())}")
        if os.environ.get("VROEGWIJZER_ALL_TESTS"):
            print("[test] STOP: VROEGWIJZER_ALL_TESTS is set, and not every test can run.")
            return 1
    trained = subprocess.run([Path(sys.executable).with_name("vroegwijzer"), "train"], cwd=ROOT, check=False)
    if trained.returncode != 0:
        return trained.returncode
    print("[test] Running the tests (about ten minutes on two cores) ...", flush=True)
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[1:]]
    return subprocess.run(pytest, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
