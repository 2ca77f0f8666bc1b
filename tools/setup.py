"""Sets up everything that `make start` and `make test` need, from python3 and pip on. Standard library only.

python3 tools/setup.py          what the assistant needs
python3 tools/setup.py --test   also what the tests need
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
UV = TOOLS / "bin" / "uv"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV_VERSION = "0.13.9"
BASE = getattr(sys, "_base_executable", sys.executable)
"""The machine's own Python: an environment that happens to be switched on may lack pip."""


def say(text: str) -> None:
    print(f"[set-up] {text}", flush=True)


def fail(text: str) -> None:
    print(f"[set-up] STOP: {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def run(command: list[str], problem: str) -> None:
    """Run a command; `problem` says in words what to do when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode != 0:
        fail(f"{problem} (command: {' '.join(command[:6])} ..., exit status {done.returncode})")
    say(f"done in {time.monotonic() - started:.0f} s")


def get_uv() -> None:
    if UV.exists():
        return
    say("Fetching uv, the installer (about 25 MB) ...")
    pip = [
        BASE,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-warn-script-location",
    ]
    run([*pip, "--target", str(TOOLS), f"uv=={UV_VERSION}"], "pip could not fetch uv; is there a network connection?")


def make_environment() -> None:
    if PYTHON.exists():
        return
    python = shutil.which("python3.11") or (BASE if sys.version_info[:2] == (3, 11) else None)
    if python is None:
        fail("Python 3.11 is missing. On Debian 12: apt install python3. Elsewhere: install Python 3.11 and try again.")
    say("Making the Python 3.11 environment in .venv ...")
    run([str(UV), "venv", "--quiet", "--python", str(python), str(ENVIRONMENT)], "the environment could not be made")


def installed(lock: str) -> bool:
    """Whether the environment holds what `lock` says now."""
    stamp = ENVIRONMENT / f".installed-{lock}"
    return stamp.exists() and stamp.read_text() == _fingerprint(lock)


def _fingerprint(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def install(lock: str, what: str) -> None:
    """Install a hashed lock once; a stamp with the lock's hash says that it was done."""
    if installed(lock):
        return
    say(f"Installing {what} (the first time: 1 to 5 minutes, about 2.5 GB) ...")
    pip = [str(UV), "pip"]
    run(  # `sync` takes the lock as it is; `install` would put the overrides of pyproject.toml in its place
        [*pip, "sync", "--python", str(PYTHON), "--require-hashes", "--compile-bytecode", lock],
        f"the packages of {lock} could not be installed; the lines above say which one",
    )
    run(
        [*pip, "install", "--python", str(PYTHON), "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."],
        "the command 'vroegwijzer' could not be installed",
    )
    (ENVIRONMENT / f".installed-{lock}").write_text(_fingerprint(lock))


def main() -> None:
    os.environ.setdefault("UV_LINK_MODE", "copy")
    get_uv()
    make_environment()
    if "--test" in sys.argv[1:]:
        install("requirements-test.lock", "the packages of the assistant and of its tests")
    elif not installed("requirements-test.lock"):
        install("requirements.lock", "the assistant's packages")
    say("ready")


if __name__ == "__main__":
    main()
