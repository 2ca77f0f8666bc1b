"""House style that a machine can check: ruff, mypy, module length, where time and environment are read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 400
_TIME = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(|datetime\.utcnow\(")
_ENVIRONMENT = re.compile(r"os\.getenv\(|os\.environ\[|os\.environ\.get\(")
_ADDRESS = re.compile(r"https?://[^ \"]+(/simple(/|\"|$)|/packages/[0-9a-f]{2}/[0-9a-f]{2}/|/-/[^ \"]+\.tgz)")


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _tool(*command: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name(command[0])
    return subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


def test_ruff_is_content() -> None:
    done = _tool("ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_ruff_formatting() -> None:
    done = _tool("ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_mypy_is_content() -> None:
    done = _tool("mypy")
    assert done.returncode == 0, done.stdout


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in _sources("bot", "actions", "tools")}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.parametrize(("pattern", "reader"), [(_TIME, "clock.py"), (_ENVIRONMENT, "settings.py")])
def test_only_one_module_reads(pattern: re.Pattern[str], reader: str) -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in _sources("bot", "actions")
        if path.name != reader and pattern.search(path.read_text())
    ]
    assert found == []


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock", "widget/package-lock.json"):
        text = (ROOT / name).read_text()
        assert "sha256" in text or "sha512" in text, name
        assert not _ADDRESS.search(text), name
