"""`python -m tests.channels.fake_telegram --port N`: the fake Bot API on its own, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import threading

from tests.channels.fake_telegram.server import TOKEN, FakeTelegram


def main() -> None:
    """Read the port and the token, and serve."""
    parser = argparse.ArgumentParser(description="Bot API on this machine, for tests and for trying by hand")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    asked = parser.parse_args()
    with FakeTelegram(asked.port, asked.token) as fake, contextlib.suppress(KeyboardInterrupt):
        print(f"Bot API at {fake.api_url}<token>/<method>, control at {fake.url}/control/", flush=True)  # noqa: T201
        threading.Event().wait()


if __name__ == "__main__":
    main()
