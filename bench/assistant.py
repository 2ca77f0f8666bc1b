"""The whole assistant as `make start` runs it, for measuring: free ports, a folder of its own, a fixed clock."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

CLOCK = "2026-11-23T10:00:00+01:00"
_PARTS = {
    "bot.run.rasa": "rasa",
    "actions.server": "actions",
    "worker": "worker",
    "gateway": "gateway",
    "telegram": "telegram",
}


@dataclass(frozen=True)
class Assistant:
    """A running assistant; `pid` is the process that started the others."""

    port: int
    pid: int
    database: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> dict[str, float]:
        """Processor time so far of each process."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        found = {}
        for pid in children:
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            name = next((_PARTS[word] for word in words if word in _PARTS), words[0])
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found[name] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return found


def busy_seconds() -> float:
    """Processor time that the whole machine spent on anything so far."""
    user, nice, system, _idle, _waiting, *rest = (
        int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + sum(rest[:3])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(folder: Path, database: str = "", **settings: str) -> Iterator[Assistant]:
    """Start everything, wait until it is ready, stop it at the end."""
    port, rasa, actions = (_free_port() for _ in range(3))
    environment = {
        **os.environ, "VAR_DIR": str(folder), "PORT": str(port), "RASA_PORT": str(rasa), "ACTIONS_PORT": str(actions),
        "CLOCK_START": CLOCK, "DATABASE_URL": database, **settings,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "start"],
        cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        _wait_ready(process)
        yield Assistant(port, process.pid, database or f"sqlite:///{folder / 'vroegwijzer.db'}")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait_ready(process: subprocess.Popen[str]) -> None:
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line)
        if "Ready." in line:
            return
    raise RuntimeError("".join(said))


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
