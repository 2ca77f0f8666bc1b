"""Starts all processes, waits until each is healthy, and stops them together."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.run.training import rasa_environment
from bot.settings import ROOT, Settings

START_SECONDS = 120
_PAUSE = 0.25


class StartFailed(RuntimeError):
    """A process could not start, did not become healthy, or died."""


@dataclass(frozen=True)
class Part:
    """One process: its command, and the address that answers when it is healthy (empty: running is enough)."""

    name: str
    command: Sequence[str]
    health: str = ""
    port: int | None = None
    setting: str = ""


def parts(settings: Settings, model: Path) -> list[Part]:
    """The processes of the assistant, in the order in which they start. Telegram only with a bot token."""
    python = sys.executable
    me = [python, "-m", "bot.cli"]
    rasa_port, actions_port = settings.rasa_port, settings.actions_port
    found = [
        Part(
            "rasa",
            [
                python, "-m", "bot.run.rasa", "run", "--interface", "127.0.0.1", "--port", str(rasa_port),
                "--model", str(model), "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
            ],
            f"http://127.0.0.1:{rasa_port}/webhooks/rest/ready", rasa_port, "RASA_PORT",
        ),
        Part(
            "actions",
            [python, "-m", "actions.server", str(actions_port)],
            f"http://127.0.0.1:{actions_port}/health", actions_port, "ACTIONS_PORT",
        ),
        Part("worker", [*me, "worker"]),
        Part("gateway", [*me, "gateway"], f"http://127.0.0.1:{settings.port}/health", settings.port, "PORT"),
    ]  # fmt: skip
    if settings.telegram_bot_token.get_secret_value():
        found.append(Part("telegram", [*me, "telegram"]))
    return found


class Supervisor:
    """Runs the parts until told to stop, or until one of them dies."""

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._logs = settings.var_dir / "log"
        self._stop = threading.Event()

    def run(self, wanted: Sequence[Part], ready: Callable[[], None]) -> None:
        """Start `wanted`, call `ready` when all are healthy, wait for Ctrl-C.

        Raises StartFailed, after stopping all.
        """
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda _sign, _frame: self._stop.set())
        try:
            for part in wanted:
                self._start(part)
            for part in wanted:
                self._wait_healthy(part)
            if not self._stop.is_set():
                ready()
            while not self._stop.wait(1):
                self._watch()
        finally:
            self._stop_all()

    def _start(self, part: Part) -> None:
        if part.port is not None and not _free(part.port):
            msg = f"Port {part.port} is taken. Stop what uses it, or set {part.setting} to another port."
            raise StartFailed(msg)
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / f"{part.name}.log").open("ab") as log:
            self._running[part.name] = subprocess.Popen(
                part.command,
                cwd=ROOT,
                env=rasa_environment(self._settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _wait_healthy(self, part: Part) -> None:
        waited = 0.0
        while part.health and not self._stop.is_set():
            if _answers(part.health):
                break
            self._watch()
            if waited > START_SECONDS:
                msg = f"{part.name} does not answer after {START_SECONDS} s; see {self._logs / f'{part.name}.log'}."
                raise StartFailed(msg)
            self._stop.wait(_PAUSE)
            waited += _PAUSE
        self._say(f"{part.name} runs")

    def _watch(self) -> None:
        for name, process in self._running.items():
            if process.poll() is not None and not self._stop.is_set():
                log = self._logs / f"{name}.log"
                msg = f"{name} stopped with status {process.returncode}. Its last lines, from {log}:\n{_tail(log)}"
                raise StartFailed(msg)

    def _stop_all(self) -> None:
        for process in reversed(self._running.values()):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def pids(self) -> Mapping[str, int]:
        """Process ids by name."""
        return {name: process.pid for name, process in self._running.items()}


def _free(port: int) -> bool:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  our own loopback address
            return bool(answer.status < 400)
    except (urllib.error.URLError, OSError):
        return False


def _tail(path: Path, lines: int = 15) -> str:
    def last() -> Iterator[str]:
        yield from path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]

    return "\n".join(last())
