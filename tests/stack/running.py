"""The whole assistant as `make start` runs it: every process, real mail, a Bot API server of our own, a fixed clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT
from tests.channels.fake_telegram.server import FakeTelegram
from tests.desk.postbox import Postbox, free_port, smtp_server

CLOCK = "2026-11-22T10:00:00+01:00"
START_SECONDS = 900  # a first training is part of the start


@dataclass
class Stack:
    """A running assistant. `folder` holds its databases and logs."""

    url: str
    folder: Path
    mail: Postbox
    telegram: FakeTelegram
    process: subprocess.Popen[str]

    def log(self, name: str) -> str:
        return (self.folder / "log" / f"{name}.log").read_text(errors="replace")


@contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """Start everything on free ports, and stop it with Ctrl-C; fails with the start's own words."""
    port, mail = free_port(), Postbox()
    with smtp_server(mail) as smtp_port, FakeTelegram() as telegram:
        environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "PORT": str(port),
            "RASA_PORT": str(free_port()),
            "ACTIONS_PORT": str(free_port()),
            "SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.api_url,
            "CLOCK_START": CLOCK,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "start"],
            cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_ready(process)
            yield Stack(f"http://127.0.0.1:{port}", folder, mail, telegram, process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _wait_ready(process: subprocess.Popen[str]) -> None:
    said: list[str] = []
    deadline = time.monotonic() + START_SECONDS
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "Ready." in line:
            return
        assert time.monotonic() < deadline, "".join(said)
    raise AssertionError("".join(said))
