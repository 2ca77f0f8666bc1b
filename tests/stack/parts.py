"""The assistant's processes, each started by itself, so that a test can kill, halt and restart one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.run.start import prepare_database
from bot.run.supervisor import Part, parts
from bot.run.training import rasa_environment, train_if_needed
from bot.settings import ROOT, Settings
from tests.channels.fake_telegram.server import FakeTelegram
from tests.desk.postbox import free_port
from tests.stack.running import CLOCK

SECONDS = 600.0


class Parts:
    """`url` is the gateway's; `folder` holds databases and logs."""

    def __init__(self, folder: Path, telegram: FakeTelegram) -> None:
        self.folder = folder
        self.telegram = telegram
        self._settings = Settings(var_dir=folder, port=free_port(), rasa_port=free_port(), actions_port=free_port())
        self.url = f"http://127.0.0.1:{self._settings.port}"
        self._environment = {
            **rasa_environment(self._settings),
            "VAR_DIR": str(folder),
            "PORT": str(self._settings.port),
            "RASA_PORT": str(self._settings.rasa_port),
            "CLOCK_START": CLOCK,
            "SECRET_KEY": "a key of the tests",
            "DESK_PASSWORD": "of the tests",
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.api_url,
        }
        self._known: dict[str, Part] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start_all(self) -> None:
        prepare_database(self._settings, print)
        model = train_if_needed(self._settings, print)
        telegram = Part("telegram", [*parts(self._settings, model)[-1].command[:-1], "telegram"])
        self._known = {part.name: part for part in (*parts(self._settings, model), telegram)}
        for name in self._known:
            self.start(name, wait=False)
        for name in self._known:
            self.wait_healthy(name)

    def start(self, name: str, *, wait: bool = True) -> None:
        """Start a process (again)."""
        part = self._known[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                part.command, cwd=ROOT, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        if wait:
            self.wait_healthy(name)

    def wait_healthy(self, name: str) -> None:
        health, until = self._known[name].health, time.monotonic() + SECONDS
        while health and not _answers(health):
            assert self._running[name].poll() is None, (self.folder / f"{name}.log").read_text()[-2000:]
            assert time.monotonic() < until, f"{name} does not answer"
            time.sleep(0.2)

    def kill(self, name: str) -> None:
        """As the kernel does when memory runs out."""
        self._running[name].kill()
        self._running[name].wait(10)

    @contextmanager
    def halted(self, name: str) -> Iterator[None]:
        """The process is there but does nothing."""
        os.kill(self._running[name].pid, signal.SIGSTOP)
        try:
            yield
        finally:
            if self._running[name].poll() is None:
                os.kill(self._running[name].pid, signal.SIGCONT)

    def stop_all(self) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  our own loopback address
            return bool(answer.status < 400)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def parts_running(folder: Path) -> Iterator[Parts]:
    """Every process with a Bot API server of our own."""
    with FakeTelegram() as telegram:
        running = Parts(folder, telegram)
        try:
            running.start_all()
            yield running
        finally:
            running.stop_all()
